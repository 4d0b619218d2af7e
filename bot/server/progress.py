"""How far an interview has come, counted in themes: it never goes back."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from sqlite_utils import Database

FILE = Path(__file__).with_name("progress.yml")
ASKED = """
    SELECT DISTINCT topic FROM turns
    WHERE session_id = ? AND author = 'bot' AND topic IS NOT NULL
"""


@dataclass(frozen=True)
class Progress:
    """The furthest theme that was asked about, from 1, and how many there are."""

    place: int
    count: int


@cache
def themes() -> tuple[frozenset[str], ...]:
    """Return the topics of each theme, in order."""
    listed = YAML(typ="safe", pure=True).load(FILE)
    return tuple(frozenset(topics) for topics in listed)


def progress(db: Database, session_id: str) -> Progress | None:
    """Return how far a session has come, None before its first topic."""
    asked = {topic for (topic,) in db.execute(ASKED, [session_id]).fetchall()}
    places = [place for place, topics in enumerate(themes(), 1) if topics & asked]
    return Progress(places[-1], len(themes())) if places else None
