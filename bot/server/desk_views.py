"""What the desk shows of sessions: rows of a list, and everything about one."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from actions import log_findings, log_sessions, session_log
from actions.log_identity import Identity, identity
from actions.log_rows import SessionRow, State, Turn
from actions.patients import findings_of, of_problem
from bot.server.desk_flags import RED_FLAG
from bot.server.desk_unread import unread
from bot.server.highlights import Piece, Span, pieces, visible
from bot.server.labels import Labels
from bot.server.standing import state_now
from bot.settings import Settings
from criteria.catalogue import editions, rule_versions, urgency_rank
from criteria.errors import CriteriaError
from criteria.evaluator import classify
from criteria.record import Evidence, Finding, Record
from criteria.rule_sets import GradedEdition

NO_FLAG = "NONE"
HIGHEST_NUMBER = 2**63 - 1
FIRST_RULES = ("iasp_2021", "figure_1", "cs2014_seed", "cs2014_nijs", "fm2016")


@dataclass(frozen=True)
class Results:
    """What the rules made of a session: stored at its end, or computed just now."""

    outcomes: dict[str, Any]
    rules: dict[str, str]
    is_live: bool


@dataclass(frozen=True)
class ListedSession:
    """A session in the list: its row, urgency, safety screen, and unread messages."""

    row: SessionRow
    state: State
    identity: Identity | None
    urgency: str
    is_screened: bool
    unread: int


@dataclass(frozen=True)
class ShownTurn:
    """A turn of the transcript, cut where findings rest on its words.

    `is_unread` marks a message in which nothing was understood.
    """

    seq: int
    author: str
    lang: str | None
    at: datetime
    said: tuple[tuple[Piece, ...], ...]
    found: tuple[tuple[str, str], ...]
    is_unread: bool


@dataclass(frozen=True)
class Quote:
    """Words of the patient and the place in the transcript they come from."""

    anchor: str
    words: str
    lang: str | None


@dataclass(frozen=True)
class ShownFinding:
    """A finding in the nurse's language, with what the patient said."""

    name: str
    label: str
    value: str
    status: str
    source: str
    quotes: tuple[Quote, ...]
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class ShownCriterion:
    """A criterion of a rule set with its truth value."""

    text: str
    value: str


@dataclass(frozen=True)
class ShownRules:
    """The outcome of one rule set in words; `is_empty` where nothing was answered."""

    title: str
    result: str
    lowest: str
    highest: str
    is_empty: bool
    criteria: tuple[ShownCriterion, ...]
    reasons: tuple[str, ...]
    needs_patient: tuple[str, ...]
    needs_clinician: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class ShownPain:
    """One pain of a session: its findings, and what the rules made of them."""

    number: int
    findings: list[ShownFinding]
    found: Results | None
    rules: list[ShownRules]


def listed_sessions(
    db: Database, settings: Settings, now: datetime
) -> list[ListedSession]:
    """Return all sessions, the most urgent first, then the newest."""
    listed = [_listed(db, row, settings, now) for row in log_sessions.sessions(db)]
    return sorted(listed, key=lambda one: -urgency_rank(one.urgency))


def results(db: Database, session_id: str, on: date) -> Results | None:
    """Return a session's outcomes; None where its findings cannot be classified."""
    stored = session_log.last_outcome(db, session_id)
    if stored:
        return Results(stored.outcomes, stored.rules, is_live=False)
    findings = findings_of(log_findings.patient(db, session_id))
    try:
        outcomes = classify(findings, on=on)
    except CriteriaError:
        return None
    return Results(outcomes, rule_versions(on), is_live=True)


def by_problem(found: Results | None) -> list[Results]:
    """Return the outcomes of each pain problem of a session, the first first."""
    if found is None:
        return []
    several = found.outcomes.get("problems")
    return [replace(found, outcomes=one) for one in several or [found.outcomes]]


def shown_turns(
    turns: Iterable[Turn],
    records: Iterable[Record],
    labels: Labels,
    unread: Container[int],
) -> list[ShownTurn]:
    """Return the transcript with the words marked that findings rest on.

    `records` holds what is known of each pain; `unread` the turns in which nothing
    was understood.
    """
    turns, records = list(turns), list(records)
    texts = _texts(turns)
    evidence = [
        one
        for record in records
        for name in record.names()
        for one in _evidence(record.get(name))
    ]
    spans = [span for one in evidence if (span := _span_of(one, texts))]
    found = [one for record in records for one in _found(record, labels)]
    return [_turn(turn, spans, found, unread) for turn in turns]


def shown_findings(
    turns: Iterable[Turn], record: Record, labels: Labels
) -> list[ShownFinding]:
    """Return the findings that hold something; red flags have their own place."""
    texts = _texts(turns)
    return [
        _finding(name, record.get(name), labels, texts)
        for name in record.names()
        if not name.startswith(RED_FLAG)
    ]


def shown_pains(
    db: Database, row: SessionRow, turns: Iterable[Turn], labels: Labels, on: date
) -> list[ShownPain]:
    """Return each pain with its findings and outcomes; the first with the person's."""
    turns, found = list(turns), by_problem(results(db, row.id, on))
    records = records_of(db, row.id)
    return [
        ShownPain(
            number=place + 1,
            findings=shown_findings(
                turns, of_problem(record) if place else record, labels
            ),
            found=found[place] if place < len(found) else None,
            rules=shown_rules(found[place], labels, on) if place < len(found) else [],
        )
        for place, record in enumerate(records)
    ]


def records_of(db: Database, session_id: str) -> list[Record]:
    """Return what is known of each pain of a session, with its person."""
    patient = log_findings.patient(db, session_id)
    return [patient.record(place) for place in range(len(patient.problems))]


def unread_in(
    db: Database, session_id: str, turns: Iterable[Turn], records: Iterable[Record]
) -> frozenset[int]:
    """Return the turns in which nothing was understood of any pain."""
    turns = list(turns)
    each = (unread(db, session_id, turns, record) for record in records)
    return frozenset.intersection(*each)


def shown_rules(found: Results, labels: Labels, on: date) -> list[ShownRules]:
    """Return the outcome of every rule set but the self-report screen."""
    names, blank = dict.fromkeys((*FIRST_RULES, *editions(on))), classify({}, on=on)
    return [
        _rules(name, found, blank, labels, on)
        for name in names
        if name in found.outcomes and name != "screen"
    ]


def _listed(
    db: Database, row: SessionRow, settings: Settings, now: datetime
) -> ListedSession:
    found = results(db, row.id, now.date())
    levels = [flag.level for flag in row.flags]
    return ListedSession(
        row=row,
        state=state_now(row.state, row.last_at, settings, now),
        identity=identity(db, row.id),
        urgency=max(levels, key=urgency_rank, default=NO_FLAG),
        is_screened=bool(found) and found.outcomes["red_flag_screen"] == "complete",
        unread=len(_unread(db, row.id)),
    )


def _unread(db: Database, session_id: str) -> frozenset[int]:
    said = session_log.turns(db, session_id)
    return unread_in(db, session_id, said, records_of(db, session_id))


def _texts(turns: Iterable[Turn]) -> dict[int, str]:
    return {turn.seq: turn.text for turn in turns}


def _found(record: Record, labels: Labels) -> Iterator[tuple[int, str, str]]:
    """Yield turn, address of the row, and label of what each turn brought."""
    for name in record.names():
        for seq in dict.fromkeys(one.turn for one in _evidence(record.get(name))):
            yield seq, *_place(name, labels)


def _place(name: str, labels: Labels) -> tuple[str, str]:
    if name.startswith(RED_FLAG):
        return "red-flags", labels.texts.words["red_flags"]
    return f"finding-{name}", labels.finding(name)


def _turn(
    turn: Turn,
    spans: list[Span],
    found: list[tuple[int, str, str]],
    unread: Container[int],
) -> ShownTurn:
    here = [span for span in spans if span.seq == turn.seq]
    is_patient = turn.author == "patient"
    said = [pieces(turn.text, here)] if is_patient else _plain(turn.messages)
    return ShownTurn(
        seq=turn.seq,
        author=turn.author,
        lang=turn.lang,
        at=turn.at,
        said=tuple(tuple(one) for one in said),
        found=tuple(
            dict.fromkeys((to, label) for seq, to, label in found if seq == turn.seq)
        ),
        is_unread=turn.seq in unread,
    )


def _plain(messages: Iterable[str]) -> list[list[Piece]]:
    return [[Piece(message, marked=False, anchors=())] for message in messages]


def _finding(
    name: str, finding: Finding, labels: Labels, texts: Mapping[int, str]
) -> ShownFinding:
    return ShownFinding(
        name=name,
        label=labels.finding(name),
        value=labels.value(name, finding.value),
        status=labels.status(finding),
        source=labels.texts.sources[finding.source],
        quotes=tuple(dict.fromkeys(_quote(one, texts) for one in _evidence(finding))),
        earlier=tuple(labels.value(name, past.value) for past in finding.history),
    )


def _quote(evidence: Evidence, texts: Mapping[int, str]) -> Quote:
    span = _span_of(evidence, texts)
    anchor = span.anchor if span else f"turn-{evidence.turn}"
    return Quote(anchor, visible(evidence.words), evidence.lang)


def _evidence(finding: Finding) -> Iterator[Evidence]:
    """Yield the words behind a finding, also behind values that count no more."""
    yield from finding.evidence
    for past in finding.history:
        yield from past.evidence


def _span_of(evidence: Evidence, texts: Mapping[int, str]) -> Span | None:
    """Return where the words stand in their turn; None where they do not."""
    text, words = texts.get(evidence.turn, ""), evidence.words
    if text[evidence.start : evidence.end] == words:
        return Span(evidence.turn, evidence.start, evidence.end)
    start = text.find(words)
    return Span(evidence.turn, start, start + len(words)) if start >= 0 else None


def _rules(
    name: str, found: Results, blank: dict[str, Any], labels: Labels, on: date
) -> ShownRules:
    """Return the outcome of a rule set; `blank` is what no answer at all gives."""
    outcome = found.outcomes[name]
    needs, ends = outcome.get("needs", {}), _ends(name, outcome, labels, on)

    def words(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(labels.criterion(name, one, on) for one in names)

    return ShownRules(
        title=labels.rule_set(name),
        result=_result(name, outcome, labels, on),
        lowest=ends[0],
        highest=ends[1],
        is_empty=outcome == blank.get(name),
        criteria=tuple(_criteria(name, outcome, labels, on)),
        reasons=words(outcome.get("reasons", ())),
        needs_patient=words(needs.get("patient", ())),
        needs_clinician=words(needs.get("clinician", ())),
        version=found.rules.get(name, ""),
    )


def _result(name: str, outcome: dict[str, Any], labels: Labels, on: date) -> str:
    code = outcome.get("grade") or outcome.get("outcome")
    if code:
        return labels.grade(name, code, on)
    if name == "csi":
        return labels.band(outcome["band"])
    return labels.texts.values[outcome["positive"]]


def _ends(
    name: str, outcome: dict[str, Any], labels: Labels, on: date
) -> tuple[str, str]:
    """Return the lowest and the highest that the outcome may still become."""
    if "min" in outcome:
        return str(outcome["min"]), str(outcome["max"])
    low, high = (
        labels.grade(name, outcome.get(end), on) for end in ("floor", "ceiling")
    )
    return low, high


def _criteria(
    name: str, outcome: dict[str, Any], labels: Labels, on: date
) -> Iterator[ShownCriterion]:
    edition = editions(on).get(name)
    if not isinstance(edition, GradedEdition):
        return
    for criterion, value in outcome.get("criteria", {}).items():
        yield ShownCriterion(
            labels.criterion(name, criterion, on), labels.texts.values[value]
        )
