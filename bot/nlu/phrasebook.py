"""Finding labelled phrases in a list of words, with the standard library alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A labelled phrase found at words first to last (exclusive)."""

    label: str
    first: int
    last: int


class Phrasebook:
    """Labelled phrases, looked up by their first word; the longest wins."""

    def __init__(self, labelled: Mapping[str, Iterable[tuple[str, ...]]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, phrases in labelled.items():
            for phrase in phrases:
                self._by_first.setdefault(phrase[0], []).append((phrase, label))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def marks(self, words: Sequence[str]) -> Iterator[Mark]:
        """Yield the longest phrases from left to right, none overlapping."""
        position = 0
        while position < len(words):
            mark = self.at(words, position)
            if mark:
                yield mark
            position = mark.last if mark else position + 1

    def at(self, words: Sequence[str], position: int) -> Mark | None:
        """Return the longest phrase that starts at a position, if any."""
        for phrase, label in self._by_first.get(words[position], ()):
            end = position + len(phrase)
            if tuple(words[position:end]) == phrase:
                return Mark(label, position, end)
        return None
