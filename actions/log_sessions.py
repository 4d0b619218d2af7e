"""The sessions of a log, as the desk lists them."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from actions.log_erasures import erasure, erasure_asked
from actions.log_rows import SessionRow, SessionState, Turn
from actions.session_log import last_reply, red_flags, turns


def sessions(db: Database) -> list[SessionRow]:
    """Return all sessions, newest first."""
    rows = db.table("sessions").rows_where(order_by="number desc")
    return [_session(db, row) for row in rows]


def session_numbered(db: Database, number: int) -> SessionRow | None:
    """Return the session with a number, if there is one."""
    for row in db.table("sessions").rows_where("number = ?", [number]):
        return _session(db, row)
    return None


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
        erasure_asked=erasure_asked(db, row["id"]),
    )


def _state(db: Database, session_id: str, last: Turn | None) -> SessionState:
    if erasure(db, session_id):
        return "erased"
    return (last.state if last else None) or "failed"
