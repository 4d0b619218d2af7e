"""The session log: what was said, found and concluded, in the order it happened.

It is the record of care. Rows are only ever added; turns are ordered by sequence
number, never by time. Every function takes the database first and the time from its
caller. A caller that adds several rows wraps them in `db.atomic()`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlite_utils import Database

from actions.log_erasures import erasure
from actions.log_rows import Choice, Outcome, RaisedFlag, Turn
from actions.log_schema import FORGOTTEN, migrations
from criteria.findings import Scope, fact
from criteria.record import Finding

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
        "choices": _json([_choice(one) for one in turn.choices]),
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
        place = 0 if fact(name).scope is Scope.PERSON else problem
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


def _choice(choice: Choice) -> list[Any]:
    return [choice.id, choice.text, *([True] if choice.ticks else [])]


def _flag(row: dict[str, Any]) -> RaisedFlag:
    return RaisedFlag(**{name: row[name] for name in RaisedFlag.__slots__})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
