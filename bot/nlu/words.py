"""A folded message cut into words, with the sentence and clause each stands in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from bot.nlu.folding import Folded

_WORD = re.compile(r"\w+|[^\w\s]|\n")
_ENDS = frozenset(".!?;\n¿¡")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")


@dataclass(frozen=True)
class Text:
    """The words of one message; positions are indexes of words.

    `mended` holds the word that was meant for each mistyped one.
    """

    folded: Folded
    mended: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each word in the folded copy."""
        return tuple(match.span() for match in _WORD.finditer(self.folded.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words and punctuation marks."""
        text = self.folded.text
        words = (text[start:end] for start, end in self.spans)
        return tuple(self.mended.get(word, word) for word in words)

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence each word stands in."""
        number, numbers = 0, []
        for position, word in enumerate(self.words):
            numbers.append(number)
            if word in _ENDS and not self._is_decimal(position):
                number += 1
        return tuple(numbers)

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """First and last (exclusive) word of the sentence each word stands in."""
        bounds: list[tuple[int, int]] = []
        for _, same in groupby(self.sentences):
            first, length = len(bounds), len(tuple(same))
            bounds += [(first, first + length)] * length
        return tuple(bounds)

    def raw_span(self, first: int, last: int) -> tuple[int, int]:
        """Return the raw span of the words from first to last (exclusive)."""
        return self.folded.span(self.spans[first][0], self.spans[last - 1][1])

    def _is_decimal(self, position: int) -> bool:
        start = self.spans[position][0]
        return bool(_DECIMAL.match(self.folded.text, start))


def split(folded: str) -> tuple[str, ...]:
    """Cut text that is already folded into words and punctuation marks."""
    return tuple(_WORD.findall(folded))
