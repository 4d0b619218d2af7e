"""Finding labelled phrases in a list of words, with the standard library alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """A labelled phrase found at words first to last (exclusive)."""

    label: str
    first: int
    last: int


@dataclass
class _Branch:
    """The words that may follow, and the label of the phrase that ends here."""

    words: "dict[str, _Branch]" = field(default_factory=dict)
    label: str | None = None


class Phrasebook:
    """Labelled phrases as a tree of words; the longest wins, then the first given."""

    def __init__(self, labelled: Mapping[str, Iterable[tuple[str, ...]]]) -> None:
        self._root = _Branch()
        for label, phrases in labelled.items():
            for phrase in phrases:
                self._add(phrase, label)

    def _add(self, phrase: tuple[str, ...], label: str) -> None:
        branch = self._root
        for word in phrase:
            branch = branch.words.setdefault(word, _Branch())
        branch.label = branch.label or label

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
        branch = self._root.words.get(words[position])
        mark, end = None, position
        while branch is not None:
            end += 1
            if branch.label:
                mark = Mark(branch.label, position, end)
            branch = branch.words.get(words[end]) if end < len(words) else None
        return mark
