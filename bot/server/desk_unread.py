"""Which messages of a patient nothing was understood in, so that a nurse reads them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from actions import session_log
from actions.log_rows import Turn
from bot.nlu.listener import FAILED, listen
from criteria.record import Finding, Record

CERTAIN = 0.95
SETTLING = {"dont_know", "skip", "switch_language"}
ANSWERING = {"affirm", "deny", "deny_all", "correct"}


def unread(
    db: Database, session_id: str, turns: Iterable[Turn], record: Record
) -> frozenset[int]:
    """Return the numbers of the turns that left no trace but their words.

    A trace is a finding or red flag that rests on the turn, a quick reply, or a plain
    answer ("yes", "I don't know") that settled the open question. A blank
    message is no message to read.
    """
    turns = list(turns)
    traced = {seq for name in record.names() for seq in _behind(record.get(name))}
    silent = [turn for turn in turns if _is_typed(turn) and turn.seq not in traced]
    if not silent:
        return frozenset()
    alarming = {flag.seq for flag in session_log.red_flags(db, session_id)}
    alarming |= {turn.seq for turn in silent if _alarms(turn)}
    settled = _settled(db, session_id, turns)
    return frozenset(turn.seq for turn in silent) - alarming - settled


def _is_typed(turn: Turn) -> bool:
    return turn.author == "patient" and turn.choice is None and bool(turn.text.strip())


def _behind(finding: Finding) -> Iterator[int]:
    """Yield the turns a finding rests on; a raised flag cites later turns too."""
    earlier = (one for past in finding.history for one in past.evidence)
    for one in (*finding.evidence, *earlier):
        if one.extractor != "listener":
            yield one.turn


def _alarms(turn: Turn) -> bool:
    """Tell whether a message states a red flag, also one raised before."""
    return any(raised.code != FAILED for raised in listen(turn.text))


def _settled(db: Database, session_id: str, turns: Iterable[Turn]) -> set[int]:
    """Return the turns that the dialogue surely took as an answer."""
    next_topic = {turn.answers: turn.topic for turn in turns if turn.author == "bot"}
    events = session_log.tracker_events(db, session_id)
    return {
        event["metadata"]["seq"]
        for event in events
        if event["event"] == "user" and _settles(event, next_topic)
    }


def _settles(event: Mapping[str, Any], next_topic: Mapping[int | None, Any]) -> bool:
    intent, metadata = event["parse_data"]["intent"], event["metadata"]
    if "seq" not in metadata or intent["confidence"] < CERTAIN:
        return False
    has_moved = next_topic.get(metadata["seq"]) != metadata["asked"]
    return intent["name"] in SETTLING or (intent["name"] in ANSWERING and has_moved)
