"""What a step and the end of a dialogue expect, held against what came."""

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from actions import log_findings
from actions.patients import findings_of
from tests.conversations.exchanges import Exchange
from tests.conversations.matching import MISSING, Check, checks_at
from tests.conversations.script import NOTHING, Ends, Found, Step


def found_checks(db: Database, session_id: str, expected: Found) -> Iterator[Check]:
    """Check what should be known in a session."""
    record = log_findings.record(db, session_id)
    found = record.findings()
    yield from checks_at("finding", expected.findings, found)
    yield from _problem_checks(db, session_id, expected)
    for name in expected.not_findings:
        yield from checks_at("finding", {name: MISSING}, found)
    for name, status in expected.status.items():
        yield Check(f"status {name}", status, record.get(name).status.value)


def end_checks(
    ends: Ends, outcomes: dict[str, Any], last: Exchange | None
) -> Iterator[Check]:
    """Check what the rules made of a dialogue, and how it stands."""
    yield from checks_at("outcome", ends.outcomes, outcomes)
    if ends.urgency:
        yield Check("urgency", ends.urgency, outcomes["urgency"])
    if ends.state and last:
        yield Check("state", ends.state, last.reply.state)


def _problem_checks(db: Database, session_id: str, expected: Found) -> Iterator[Check]:
    whole = findings_of(log_findings.patient(db, session_id))
    found = whole.get("problems", [whole]) if expected.problems else []
    for number, (wanted, each) in enumerate(
        zip(expected.problems, found, strict=False), 1
    ):
        yield from checks_at(f"problem {number}", wanted, each)
    if expected.problems:
        yield Check("problems", len(expected.problems), len(found))


def reply_checks(step: Step, last: Exchange) -> Iterator[Check]:
    """Check the last reply of a step."""
    reply, said = last.reply, "\n".join(last.reply.messages)
    if step.says is not None:
        yield Check("says", " ".join(step.says), " ".join(last.says))
    if step.asks is not None:
        asked = (last.asked or NOTHING, reply.topic)
        yield Check("asks", step.asks, step.asks if step.asks in asked else asked[0])
    for name, expected in (("lang", step.lang), ("state", step.state)):
        if expected is not None:
            yield Check(name, expected, getattr(reply, name))
    if step.urgent is not None:
        yield Check("urgent", step.urgent, reply.urgent)
    yield from _word_checks(step, said)


def _word_checks(step: Step, said: str) -> Iterator[Check]:
    folded = said.casefold()
    for words in step.contains:
        yield Check("contains", words, words if words.casefold() in folded else said)
    for words in step.lacks:
        yield Check("lacks", words, said if words.casefold() in folded else words)
