"""Relatives named only for a death or a birth: what follows is not theirs.

"Empezó cuando murió mi mamá, primero la espalda" tells of the patient's own back.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from bot.nlu.lexicon import phrases
from bot.nlu.phrasebook import Mark, Phrasebook

DEPARTED = "departed"
"""How the groups of the lexicon that are read here alone begin."""

_UPON, _ON, _OF = (f"{DEPARTED}.{group}" for group in ("upon", "on", "of"))
_BEFORE = 4
_SKIPPED = 2


def departures(words: Sequence[str], others: Sequence[Mark]) -> Iterator[int]:
    """Yield where each such telling ends, of the relatives that are named.

    It must say when something happened ("when my mum died") or go on to what came next
    ("my mum died, and then"); what somebody died of stays theirs.

    >>> list(departures("when my mum died".split(), [Mark("other", 1, 3)]))
    [4]
    """
    for told in _book(DEPARTED).marks(words):
        for one in others:
            first, last = min(told.first, one.first), max(told.last, one.last)
            is_its = one.last == told.first or told.last == one.first
            if is_its and _is_aside(words, first, last):
                yield last


def _is_aside(words: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a death or birth is told for when it was, not for what it was of."""
    following = range(last, min(last + _SKIPPED, len(words)))
    if any(_at(_OF, words, place) for place in following):
        return False
    before = range(max(first - _BEFORE, 0), first + 1)
    is_when = any(_at(_UPON, words, place) for place in before)
    return is_when or any(_at(_ON, words, place) for place in islice(following, 1))


def _at(group: str, words: Sequence[str], place: int) -> bool:
    return place < len(words) and _book(group).at(words, place) is not None


@cache
def _book(group: str) -> Phrasebook:
    return Phrasebook({group: phrases("polarity", group)})
