"""The session log: what was said, found and concluded, in the order it happened.

It is the record of care. Rows are only ever added; turns are ordered by sequence
number, never by time. Every function takes the database first and the time from its
caller. A caller that adds several rows wraps them in `db.atomic()`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import sqlcipher3
from sqlite_utils import Database

from actions.log_erasures import erasure
from actions.log_schema import FORGOTTEN, migrations
from criteria.findings import Scope, fact
from criteria.problems import Patient, Problem
from criteria.record import Evidence, Finding, Record

Author = Literal["patient", "bot"]
State = Literal[
    "open",
    "done",
    "refused",
    "stopped",
    "failed",
    "paused",
    "left",
    "withdrawn",
    "closed",
    "erased",
]

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "secure_delete=ON",
)


ADD_TURN = """
    INSERT INTO turns (session_id, seq, author, at, text, lang, client_id, choice,
                       answers, messages, choices, topic, state)
    VALUES (:session_id, :seq, :author, :at, :text, :lang, :client_id, :choice,
            :answers, :messages, :choices, :topic, :state)
"""
ADD_FINDING = """
    INSERT INTO findings (session_id, seq, name, finding, problem)
    VALUES (?, ?, ?, ?, ?)
"""
ADD_RED_FLAG = """
    INSERT INTO red_flags (session_id, seq, code, level, words, start)
    VALUES (?, ?, ?, ?, ?, ?)
"""
ADD_OUTCOME = """
    INSERT INTO outcomes (session_id, seq, outcomes, rules) VALUES (?, ?, ?, ?)
"""
ADD_TRACKER_EVENTS = """
    INSERT INTO tracker_events (session_id, seq, events) VALUES (?, ?, ?)
"""


class SessionLogError(RuntimeError):
    """The session log could not be opened."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A quick reply: the id a client sends back and the text a person reads.

    The id names its question ("safety:none"), so that a reply to an earlier question
    is never taken for one to a later question.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation, by the patient or by the bot.

    A patient's turn has `client_id` (the client's own id of the message) and, when a
    quick reply was tapped, `choice`. A bot's turn has `answers` (the sequence number
    of the turn it replies to, None for the greeting), `messages` (its bubbles),
    `choices` and `topic` (what it asks next) and `state`: open, done, refused,
    stopped (urgent: the interview ended), paused (to go on later), left (by the
    patient), withdrawn (the patient asked for deletion), closed (rested too long) or
    failed (a step failed; the patient read a safe text).
    """

    author: Author
    at: datetime
    text: str
    lang: str | None = None
    client_id: str | None = None
    choice: str | None = None
    answers: int | None = None
    messages: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    topic: str | None = None
    state: State | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A red flag raised in a turn, with the patient's words and where they start."""

    code: str
    level: str
    words: str
    start: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules made of the findings, and the versions of the rules."""

    outcomes: dict[str, Any]
    rules: dict[str, str]
    seq: int = 0


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as the desk lists it."""

    number: int
    id: str
    started_at: datetime
    last_at: datetime
    lang: str | None
    state: State
    answered: int
    unanswered: int
    flags: tuple[RaisedFlag, ...] = field(default=())


def open_log(path: Path | str, key: str) -> Database:
    """Open the encrypted log at `path` (or ":memory:"), creating what is missing.

    Raises:
        SessionLogError: the file is damaged or was written with another key.
    """
    connection = sqlcipher3.connect(
        str(path), isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        db = Database(connection)
        migrations.apply(db)
    except sqlcipher3.DatabaseError as error:
        connection.close()
        message = (
            f"The session log '{path}' cannot be opened: {error}. Either its key is "
            "not the one it was made with, or the file is damaged: restore a backup."
        )
        raise SessionLogError(message) from error
    return db


def start_session(db: Database, session_id: str, at: datetime) -> int:
    """Add a session and return its number, the name it has at the desk."""
    row = {"id": session_id, "started_at": at.isoformat()}
    db.table("sessions").insert(row)
    return number_of(db, session_id)


def append_turn(db: Database, session_id: str, turn: Turn) -> int:
    """Add a turn after the last one of its session and return its sequence number."""
    seq = last_seq(db, session_id) + 1
    row = {
        "session_id": session_id,
        "seq": seq,
        "author": turn.author,
        "at": turn.at.isoformat(),
        "text": turn.text,
        "lang": turn.lang,
        "client_id": turn.client_id,
        "choice": turn.choice,
        "answers": turn.answers,
        "messages": _json(turn.messages),
        "choices": _json([[choice.id, choice.text] for choice in turn.choices]),
        "topic": turn.topic,
        "state": turn.state,
    }
    db.execute(ADD_TURN, row)
    return seq


def append_findings(
    db: Database,
    session_id: str,
    seq: int,
    findings: Mapping[str, Finding],
    problem: int = 0,
) -> None:
    """Add the findings that a turn brought or changed.

    `problem` is the place of the pain problem they are of, from 0; a finding of the
    person is kept with the first.
    """
    for name, finding in findings.items():
        text = finding.model_dump_json(exclude_defaults=True)
        place = 0 if _is_of_person(name) else problem
        db.execute(ADD_FINDING, [session_id, seq, name, text, place])


def append_red_flags(
    db: Database, session_id: str, seq: int, flags: Iterable[RaisedFlag]
) -> None:
    """Add the red flags that a turn raised."""
    for flag in flags:
        values = [session_id, seq, flag.code, flag.level, flag.words, flag.start]
        db.execute(ADD_RED_FLAG, values)


def append_outcome(db: Database, session_id: str, seq: int, outcome: Outcome) -> None:
    """Add what the rules made of the findings at a turn."""
    made, rules = _json(outcome.outcomes), _json(outcome.rules)
    db.execute(ADD_OUTCOME, [session_id, seq, made, rules])


def append_tracker_events(
    db: Database, session_id: str, seq: int, events: list[dict[str, Any]]
) -> None:
    """Add the dialogue engine's events of a turn, a cache of the turns."""
    db.execute(ADD_TRACKER_EVENTS, [session_id, seq, _json(events)])


def forget_words(db: Database, session_id: str) -> None:
    """Forget what a person said before they refused; that they refused is kept."""
    said = "UPDATE turns SET text = '' WHERE session_id = ? AND author = 'patient'"
    db.execute(said, [session_id])
    for table in FORGOTTEN:
        db.execute(f"DELETE FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608


def number_of(db: Database, session_id: str) -> int:
    """Return the number by which the desk knows a session that exists."""
    sql = "SELECT number FROM sessions WHERE id = ?"
    return int(db.execute(sql, [session_id]).fetchone()[0])


def has_session(db: Database, session_id: str) -> bool:
    """Tell whether a session exists and was not erased."""
    sql = "SELECT 1 FROM sessions WHERE id = ?"
    return (
        erasure(db, session_id) is None
        and db.execute(sql, [session_id]).fetchone() is not None
    )


def last_seq(db: Database, session_id: str) -> int:
    """Return the sequence number of the last turn, 0 before the first."""
    sql = "SELECT max(seq) FROM turns WHERE session_id = ?"
    return db.execute(sql, [session_id]).fetchone()[0] or 0


def turns(db: Database, session_id: str) -> list[Turn]:
    """Return a session's turns in order."""
    sql = "SELECT * FROM turns WHERE session_id = ? ORDER BY seq"
    return [_turn(row) for row in _rows(db, sql, [session_id])]


def turn_of_client(db: Database, session_id: str, client_id: str) -> Turn | None:
    """Return the patient's turn that a client named, if it was logged."""
    sql = "SELECT * FROM turns WHERE session_id = ? AND client_id = ?"
    return _last_turn(db, sql, [session_id, client_id])


def reply_to(db: Database, session_id: str, seq: int) -> Turn | None:
    """Return the bot's last turn that answers a patient's turn, if there is one."""
    sql = "SELECT * FROM turns WHERE session_id = ? AND answers = ?"
    return _last_turn(db, sql, [session_id, seq])


def last_reply(db: Database, session_id: str) -> Turn | None:
    """Return the bot's last turn that did not fail: the question that is open now."""
    sql = """
        SELECT * FROM turns
        WHERE session_id = ? AND author = 'bot' AND state != 'failed'
    """
    return _last_turn(db, sql, [session_id])


def record(db: Database, session_id: str) -> Record:
    """Return everything found of the person and of their first pain problem."""
    return _with_flags(db, session_id, _held(db, session_id).get(0, {}))


def patient(db: Database, session_id: str, labels: Iterable[str] = ()) -> Patient:
    """Return everything found, each pain problem apart.

    There is always a first problem. `labels` name the problems in order; those
    without one are called "1", "2", ….
    """
    held, labels = _held(db, session_id), tuple(labels)
    first = _with_flags(db, session_id, held.get(0, {})).held
    person = {name: one for name, one in first.items() if _is_of_person(name)}
    mine = {name: one for name, one in first.items() if name not in person}
    count = max(len(labels), 1 + max(held, default=0))
    later = [Record.model_validate({"held": held.get(n, {})}) for n in range(1, count)]
    named = [*labels, *map(str, range(len(labels) + 1, count + 1))]
    problems = map(_problem, named, [Record(held=mine), *later])
    return Patient(person=Record(held=person), problems=tuple(problems))


def red_flags(db: Database, session_id: str) -> list[RaisedFlag]:
    """Return the red flags raised in a session, in order."""
    sql = "SELECT * FROM red_flags WHERE session_id = ? ORDER BY id"
    return [_flag(row) for row in _rows(db, sql, [session_id])]


def last_outcome(db: Database, session_id: str) -> Outcome | None:
    """Return the last outcome recorded in a session."""
    sql = "SELECT * FROM outcomes WHERE session_id = ? ORDER BY id DESC LIMIT 1"
    for row in _rows(db, sql, [session_id]):
        outcomes, rules = json.loads(row["outcomes"]), json.loads(row["rules"])
        return Outcome(outcomes, rules, row["seq"])
    return None


def tracker_events(db: Database, session_id: str) -> list[dict[str, Any]]:
    """Return the dialogue engine's events of a session, in order."""
    sql = "SELECT events FROM tracker_events WHERE session_id = ? ORDER BY id"
    rows = db.execute(sql, [session_id]).fetchall()
    return [event for (events,) in rows for event in json.loads(events)]


def sessions(db: Database) -> list[SessionRow]:
    """Return all sessions, newest first."""
    rows = db.table("sessions").rows_where(order_by="number desc")
    return [_session(db, row) for row in rows]


def session_numbered(db: Database, number: int) -> SessionRow | None:
    """Return the session with a number, if there is one."""
    for row in db.table("sessions").rows_where("number = ?", [number]):
        return _session(db, row)
    return None


def _held(db: Database, session_id: str) -> dict[int, dict[str, Any]]:
    """Return the last finding of each name, for each pain problem."""
    sql = "SELECT problem, name, finding FROM findings WHERE session_id = ? ORDER BY id"
    held: dict[int, dict[str, Any]] = {}
    for problem, name, finding in db.execute(sql, [session_id]).fetchall():
        held.setdefault(problem, {})[name] = json.loads(finding)
    return held


def _is_of_person(name: str) -> bool:
    return fact(name).scope is Scope.PERSON


def _problem(label: str, record: Record) -> Problem:
    return Problem(label=label, record=record)


def _with_flags(db: Database, session_id: str, held: dict[str, Any]) -> Record:
    found = Record.model_validate({"held": held})
    for flag in red_flags(db, session_id):
        found = _with_flag(found, flag)
    return found


def _with_flag(record: Record, flag: RaisedFlag) -> Record:
    """Add a raised flag that the dialogue did not come to note, over any denial."""
    name = f"red_flags.{flag.code}"
    if record.get(name).value == "true":
        return record
    words = Evidence(
        turn=flag.seq,
        start=flag.start,
        end=flag.start + len(flag.words),
        words=flag.words,
        lang=None,
        extractor="listener",
    )
    return record.hear(name, "true", evidence=words)


def _session(db: Database, row: dict[str, Any]) -> SessionRow:
    said = turns(db, row["id"])
    last = last_reply(db, row["id"])
    answered = {turn.answers for turn in said if turn.state not in (None, "failed")}
    asked = [turn.seq for turn in said if turn.author == "patient"]
    started_at = datetime.fromisoformat(row["started_at"])
    return SessionRow(
        number=row["number"],
        id=row["id"],
        started_at=started_at,
        last_at=said[-1].at if said else started_at,
        lang=last.lang if last else None,
        state=_state(db, row["id"], last),
        answered=sum(seq in answered for seq in asked),
        unanswered=sum(seq not in answered for seq in asked),
        flags=tuple(red_flags(db, row["id"])),
    )


def _state(db: Database, session_id: str, last: Turn | None) -> State:
    if erasure(db, session_id):
        return "erased"
    return (last.state if last else None) or "failed"


def _last_turn(db: Database, sql: str, values: list[Any]) -> Turn | None:
    rows = _rows(db, f"{sql} ORDER BY seq DESC LIMIT 1", values)
    return next((_turn(row) for row in rows), None)


def _rows(db: Database, sql: str, values: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield rows by column name, without the savepoint of `Database.query`."""
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _turn(row: dict[str, Any]) -> Turn:
    fields = {name: row[name] for name in Turn.__slots__}
    fields["at"] = datetime.fromisoformat(row["at"])
    fields["messages"] = tuple(json.loads(row["messages"]))
    fields["choices"] = tuple(Choice(*pair) for pair in json.loads(row["choices"]))
    return Turn(**fields)


def _flag(row: dict[str, Any]) -> RaisedFlag:
    return RaisedFlag(**{name: row[name] for name in RaisedFlag.__slots__})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
