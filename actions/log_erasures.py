"""Erasing a session by the clinic: what was said is gone, that it was erased stays.

So does when the patient asked for it, though they went on or were stopped afterwards.

Part of the session log. Only a session that has its row here may lose its rows
elsewhere, and it takes no new turn: the triggers of the log see to both.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from actions.log_schema import ERASED

ADD_ERASURE = "INSERT INTO erasures (session_id, at, by) VALUES (?, ?, ?)"
ADD_REQUEST = "INSERT INTO erasure_requests (session_id, seq, at) VALUES (?, ?, ?)"
FIRST_REQUEST = "SELECT min(at) FROM erasure_requests WHERE session_id = ?"
OF_SESSION = "SELECT at, by FROM erasures WHERE session_id = ?"


@dataclass(frozen=True, slots=True)
class Erasure:
    """When a session was erased, and who did it."""

    at: datetime
    by: str


def erase(db: Database, session_id: str, erasure: Erasure) -> None:
    """Erase all that was said, found and concluded in a session.

    Its number, its times, its consent and its alerts stay; they hold no patient text.
    """
    with db.atomic():
        db.execute(ADD_ERASURE, [session_id, erasure.at.isoformat(), erasure.by])
        for table in ERASED:
            db.execute(f"DELETE FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def ask_erasure(db: Database, session_id: str, seq: int, at: datetime) -> None:
    """Keep that a patient asks for deletion; the first time counts."""
    if erasure_asked(db, session_id) is None:
        db.execute(ADD_REQUEST, [session_id, seq, at.isoformat()])


def erasure_asked(db: Database, session_id: str) -> datetime | None:
    """Return when a patient first asked for deletion, None if they never did."""
    (at,) = db.execute(FIRST_REQUEST, [session_id]).fetchone()
    return datetime.fromisoformat(at) if at else None


def erasure(db: Database, session_id: str) -> Erasure | None:
    """Return how a session was erased, None if it was not."""
    row = db.execute(OF_SESSION, [session_id]).fetchone()
    return Erasure(datetime.fromisoformat(row[0]), row[1]) if row else None
