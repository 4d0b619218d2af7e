"""Which consent a person was asked for, in which version and language, and the answer.

Part of the session log: rows are only ever added, and hold no patient text. They stay
where the words of a refusal are forgotten and where a session is erased.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

ConsentAnswer = Literal["accepted", "refused"]

ADD_CONSENT = """
    INSERT INTO consents (session_id, seq, at, version, lang, answer)
    VALUES (?, ?, ?, ?, ?, ?)
"""
LAST = """
    SELECT seq, at, version, lang, answer FROM consents
    WHERE session_id = ? ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Consent:
    """An answer to the consent; `seq` is the turn that told what became of it."""

    seq: int
    at: datetime
    version: str
    lang: str | None
    answer: ConsentAnswer


def append_consent(db: Database, session_id: str, consent: Consent) -> None:
    """Add an answer to the consent."""
    said = [consent.version, consent.lang, consent.answer]
    db.execute(ADD_CONSENT, [session_id, consent.seq, consent.at.isoformat(), *said])


def last_consent(db: Database, session_id: str) -> Consent | None:
    """Return the last answer to the consent in a session, if there was one."""
    row = db.execute(LAST, [session_id]).fetchone()
    return _consent(*row) if row else None


def _consent(
    seq: int, at: str, version: str, lang: str | None, answer: ConsentAnswer
) -> Consent:
    return Consent(seq, datetime.fromisoformat(at), version, lang, answer)
