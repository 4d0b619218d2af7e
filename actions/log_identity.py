"""Who a session is about, and the appointments that say so beforehand.

Part of the session log: rows are only ever added.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from actions.log_codes import fold_code, grouped, new_code

Origin = Literal["patient", "desk"]

ADD_IDENTITY = """
    INSERT INTO identities (session_id, seq, name, birth_date, source)
    VALUES (?, ?, ?, ?, ?)
"""
ADD_APPOINTMENT = """
    INSERT INTO appointments (code, name, birth_date, made_by, made_at)
    VALUES (?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a session is about, as the patient or the desk said it; None: not said."""

    name: str | None
    birth_date: date | None
    source: Origin


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person the desk expects; `code` (as AAAA-AAAA) opens the interview as them."""

    code: str
    name: str
    birth_date: date | None
    made_by: str
    made_at: datetime


def append_identity(
    db: Database, session_id: str, seq: int, identity: Identity
) -> None:
    """Add what a turn said about who the session is about."""
    values = [identity.name, _iso(identity.birth_date), identity.source]
    db.execute(ADD_IDENTITY, [session_id, seq, *values])


def identity(db: Database, session_id: str) -> Identity | None:
    """Return the last name and the last birth date said in a session, if any."""
    sql = """
        SELECT name, birth_date, source FROM identities
        WHERE session_id = ? ORDER BY id
    """
    known: Identity | None = None
    for name, birth_date, source in db.execute(sql, [session_id]).fetchall():
        before = known or Identity(None, None, source)
        born = _date(birth_date) or before.birth_date
        known = Identity(name or before.name, born, source)
    return known


def add_appointment(
    db: Database, name: str, birth_date: date | None, made_by: str, at: datetime
) -> Appointment:
    """Add an appointment under a new code; `made_by` is the account of who made it."""
    made = Appointment(new_code(), name, birth_date, made_by, at)
    folded = fold_code(made.code)
    values = [folded, name, _iso(birth_date), made_by, at.isoformat()]
    db.execute(ADD_APPOINTMENT, values)
    return made


def appointment(db: Database, code: str) -> Appointment | None:
    """Return the appointment with a code, read as forgivingly as a resume code."""
    sql = """
        SELECT code, name, birth_date, made_by, made_at FROM appointments
        WHERE code = ?
    """
    row = db.execute(sql, [fold_code(code)]).fetchone()
    return _appointment(*row) if row else None


def appointments(db: Database) -> list[Appointment]:
    """Return all appointments, the newest first."""
    sql = "SELECT code, name, birth_date, made_by, made_at FROM appointments"
    rows = db.execute(f"{sql} ORDER BY made_at DESC").fetchall()
    return [_appointment(*row) for row in rows]


def _appointment(
    code: str, name: str, birth_date: str | None, made_by: str, made_at: str
) -> Appointment:
    at = datetime.fromisoformat(made_at)
    return Appointment(grouped(code), name, _date(birth_date), made_by, at)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
