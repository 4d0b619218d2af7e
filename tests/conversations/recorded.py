"""What the log holds of a patient who was played."""

from actions import log_findings, session_log


def findings(patient) -> dict:
    return log_findings.record(patient.interview.db, patient.session_id).findings()


def status(patient, name: str) -> str:
    record = log_findings.record(patient.interview.db, patient.session_id)
    return record.get(name).status.value


def said_by_patient(patient) -> list[str]:
    turns = session_log.turns(patient.interview.db, patient.session_id)
    return [turn.text for turn in turns if turn.author == "patient"]
