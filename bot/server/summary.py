"""What a patient takes home: what they said and what happens next, never a grade."""

from sqlite_utils import Database

from actions.log_findings import patient
from actions.log_identity import identity
from actions.read_back import Section, full_text, sections
from actions.session_log import number_of
from bot.server.texts import Lang, patient_texts

RULE = "-" * 40


def told(db: Database, session_id: str, lang: Lang) -> tuple[Section, ...]:
    """Return what a patient told in a session, in their language."""
    who = identity(db, session_id)
    born = who.birth_date.isoformat() if who and who.birth_date else None
    known = {"name": who.name, "birth_date": born} if who else None
    return sections(patient(db, session_id), lang, known)


def as_text(db: Database, session_id: str, lang: Lang) -> str:
    """Return the same as a plain text to keep."""
    t = patient_texts(lang)
    number = t.number.format(number=number_of(db, session_id))
    said = full_text(told(db, session_id, lang))
    parts = (t.title, number, RULE, t.told, "", said, "", t.next_title, t.next, t.what)
    return "\n".join((*parts, ""))
