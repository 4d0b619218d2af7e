"""What a turn taught, written to the log: findings, who the person is, the outcome."""

from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from actions import log_findings, session_log
from actions.log_consents import Consent, append_consent, last_consent
from actions.log_identity import Identity, append_identity, identity
from actions.patients import of_person
from bot.dialogue.agent import Answer
from criteria.record import Record


def store_learned(
    db: Database, session_id: str, seq: int, at: datetime, answer: Answer
) -> None:
    """Store what was understood; without consent, only the way to go on."""
    session_log.append_tracker_events(db, session_id, seq, answer.new_events)
    _store_consent(db, session_id, seq, at, answer)
    if not answer.consented:
        return
    known, now = _known(db, session_id, answer.problem), answer.record
    changed = {n: now.get(n) for n in now.names() if now.get(n) != known.get(n)}
    session_log.append_findings(db, session_id, seq, changed, answer.problem)
    _store_identity(db, session_id, seq, answer.identity)
    if answer.outcome is not None and not session_log.last_outcome(db, session_id):
        session_log.append_outcome(db, session_id, seq, answer.outcome)


def _store_consent(
    db: Database, session_id: str, seq: int, at: datetime, answer: Answer
) -> None:
    before = last_consent(db, session_id)
    if answer.consent is None or (before and before.answer == answer.consent):
        return
    said = Consent(seq, at, answer.consent_version, answer.lang, answer.consent)
    append_consent(db, session_id, said)


def _known(db: Database, session_id: str, problem: int) -> Record:
    """Return what the log holds of the person and of one pain problem."""
    patient = log_findings.patient(db, session_id)
    if problem < len(patient.problems):
        return patient.record(problem)
    return of_person(patient.person)


def _store_identity(
    db: Database, session_id: str, seq: int, told: dict[str, Any]
) -> None:
    born = told.get("birth_date")
    told_now = Identity(
        told.get("name"),
        date.fromisoformat(born) if born else None,
        told.get("source", "patient"),
    )
    if told and told_now != identity(db, session_id):
        append_identity(db, session_id, seq, told_now)
