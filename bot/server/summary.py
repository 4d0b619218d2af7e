"""What a patient takes home: what they said and what happens next, never a grade."""

from dataclasses import dataclass

from sqlite_utils import Database

from actions.read_back import summarise
from actions.session_log import number_of, record
from bot.server.texts import Lang, patient_texts

RULE = "-" * 40


@dataclass(frozen=True)
class Section:
    """Some of what was said, under a title."""

    title: str
    lines: tuple[str, ...]


def told(db: Database, session_id: str, lang: Lang) -> tuple[Section, ...]:
    """Return what a patient told in a session, in their language."""
    said = summarise(record(db, session_id), lang)
    return (Section(patient_texts(lang).told, tuple(said.splitlines())),)


def as_text(db: Database, session_id: str, lang: Lang) -> str:
    """Return the same as a plain text to keep."""
    t = patient_texts(lang)
    number = t.number.format(number=number_of(db, session_id))
    parts = [t.title, number, RULE]
    for section in told(db, session_id, lang):
        parts += [section.title, *section.lines, ""]
    return "\n".join([*parts, t.next_title, t.next, "", t.what, ""])
