"""Erases a session that the clinic was asked to delete."""

from datetime import datetime

from sqlite_utils import Database

from actions.log_erasures import Erasure, erase
from actions.log_rows import SessionRow
from actions.log_sessions import session_numbered
from bot.instruments import InputError


def about(db: Database, number: int) -> str:
    """Say in one line what is about to be erased, without a word of the patient.

    Raises:
        InputError: there is no such session, or it was erased before.
    """
    session = _session(db, number)
    flags = ", ".join(flag.code for flag in session.flags) or "none"
    started = session.started_at.date().isoformat()
    asked = session.erasure_asked
    wish = asked.date().isoformat() if asked else "no"
    return (
        f"Session {number} of {started}, {session.state}. Red flags: {flags}. "
        f"The patient asked for it: {wish}."
    )


def erase_session(db: Database, number: int, by: str, at: datetime) -> str:
    """Erase a session and say so.

    Raises:
        InputError: it cannot be, or nobody is named who does it.
    """
    if not by.strip():
        message = "--by needs the name of who erases it."
        raise InputError(message)
    erase(db, _session(db, number).id, Erasure(at, by.strip()))
    return (
        f"Erased session {number}. Copies of the log made before, and an appointment "
        "at the desk, are not touched."
    )


def _session(db: Database, number: int) -> SessionRow:
    session = session_numbered(db, number)
    if session is None:
        message = f"There is no session {number}."
        raise InputError(message)
    if session.state == "erased":
        message = f"Session {number} was erased before."
        raise InputError(message)
    return session
