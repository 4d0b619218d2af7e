"""What a message asks of the interview itself: why, how long, a pause, a person."""

from functools import cache

from bot.nlu.lexicon import Lang
from bot.nlu.patterns import Matcher
from bot.nlu.wordings import compiled
from bot.nlu.words import Text

TOPIC = "requests"
ACTS = (
    "delete_data",
    "speak_es",
    "speak_en",
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
    "correct",
    "skip",
    "done",
    "dont_know",
    "none",
    "no",
    "yes",
    "thanks",
    "greet",
)
"""What a message may do; of several things in one message the first that is here."""

ANSWERS = frozenset(
    {"speak_es", "speak_en", "correct", "skip", "done", "dont_know"}
    | {"none", "no", "yes", "greet"}
)
REQUESTS = tuple(name for name in ACTS if name not in ANSWERS)
"""The names of requests."""

YIELDING = ANSWERS | {"abuse", "emotional", "thanks"}
"""What counts, beside other words, only in a message that states no finding."""

_LONGEST = 40
_LONGEST_ANSWER = 16


@cache
def _patterns() -> tuple[Matcher, dict[int, tuple[str, Lang]]]:
    found = compiled(TOPIC, ACTS.__contains__)
    meanings = {id(pattern): (group, lang) for lang, group, pattern in found}
    return Matcher(pattern for _, _, pattern in found), meanings


def vocabulary() -> frozenset[str]:
    """Return the whole words of all requests and answers."""
    return _patterns()[0].vocabulary


def request(text: Text, *, states: bool) -> tuple[str | None, Lang | None]:
    """Return what a short message unmistakably asks for, and in which language.

    Answers count only in a message that is rather short.
    """
    if len(text.words) > _LONGEST:
        return None, None
    matcher, meanings = _patterns()
    heard = [
        meanings[id(pattern)]
        for pattern, places in matcher.find(text.words)
        if next(places, None)
    ]
    barred = YIELDING if states else frozenset()
    if len(text.words) > _LONGEST_ANSWER:
        barred = barred.union(ANSWERS)
    meant = [one for one in heard if one[0] not in barred]
    return min(meant, key=lambda one: ACTS.index(one[0]), default=(None, None))
