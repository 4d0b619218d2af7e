"""The lexicon's words of time, found forwards and backwards in a list of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bot.nlu.lexicon import LANGS, Phrase, groups
from bot.nlu.phrasebook import Phrasebook

_LONGEST = 6
_TOPICS = ("durations", "moments")


@dataclass(frozen=True)
class Book:
    """The phrases of a group, found forwards, and the words that end them."""

    forwards: Phrasebook
    values: Mapping[Phrase, str]
    endings: frozenset[str]


@cache
def book(group: str) -> Book:
    """Return the phrases of a group, or of all its "group:value" groups."""
    entries = {
        phrase: name.partition(":")[2] or group
        for lang in LANGS
        for topic in _TOPICS
        for name, phrases in groups(lang, topic).items()
        if name.partition(":")[0] == group
        for phrase in phrases
    }
    labelled: dict[str, list[Phrase]] = {}
    for phrase, value in entries.items():
        labelled.setdefault(value, []).append(phrase)
    endings = frozenset(phrase[-1] for phrase in entries)
    return Book(Phrasebook(labelled), MappingProxyType(entries), endings)


class TimeWords:
    """A list of words in which words of time are looked up by their group."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def after(self, group: str, position: int) -> tuple[str, int] | None:
        """Return the value and end of a phrase of the group that starts here."""
        if position >= len(self.words):
            return None
        mark = book(group).forwards.at(self.words, position)
        return (mark.label, mark.last) if mark else None

    def before(self, group: str, position: int) -> tuple[str, int] | None:
        """Return the value and start of a phrase of the group that ends here."""
        known = book(group)
        if not position or self.words[position - 1] not in known.endings:
            return None
        for length in range(min(_LONGEST, position), 0, -1):
            value = known.values.get(self.words[position - length : position])
            if value:
                return value, position - length
        return None
