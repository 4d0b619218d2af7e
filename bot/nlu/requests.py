"""What a message asks of the interview itself: why, how long, a pause, a person."""

from functools import cache

from bot.nlu.lexicon import Lang
from bot.nlu.patterns import Matcher
from bot.nlu.wordings import compiled
from bot.nlu.words import Text

TOPIC = "requests"
REQUESTS = (
    "delete_data",
    "ask_person",
    "ask_who_reads",
    "ask_privacy",
    "ask_how_long",
    "ask_drug",
    "ask_glossary",
    "ask_why",
    "go_back",
    "pause",
    "stop",
    "ask_meaning",
    "tired",
    "abuse",
    "emotional",
    "thanks",
)
"""The names of requests, of several in one message the first that is here."""


YIELDING = frozenset({"abuse", "emotional", "thanks"})
"""What counts only in a message that states no finding."""

_LONGEST = 40


@cache
def _patterns() -> tuple[Matcher, dict[int, tuple[str, Lang]]]:
    found = compiled(TOPIC, REQUESTS.__contains__)
    meanings = {id(pattern): (group, lang) for lang, group, pattern in found}
    return Matcher(pattern for _, _, pattern in found), meanings


def vocabulary() -> frozenset[str]:
    """Return the whole words of all requests."""
    return _patterns()[0].vocabulary


def request(text: Text) -> tuple[str | None, Lang | None]:
    """Return what a short message unmistakably asks for, and in which language."""
    if len(text.words) > _LONGEST:
        return None, None
    matcher, meanings = _patterns()
    heard = [
        meanings[id(pattern)]
        for pattern, places in matcher.find(text.words)
        if next(places, None)
    ]
    return min(heard, key=lambda one: REQUESTS.index(one[0]), default=(None, None))
