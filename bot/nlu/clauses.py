"""Clauses: the stretches of a message that can say something of their own."""

from bot.nlu.polarity import Stance

_MARKS = frozenset(",;:.!?()\n¿¡…=")
_DASH = "-"


class Clauses:
    """One message cut at its punctuation and before every "but"."""

    def __init__(self, stance: Stance) -> None:
        self._stance = stance
        self._words = stance.text.words
        number, self._numbers, self._ranges = 0, [], []
        first = 0
        for position in range(len(self._words)):
            if position > first and self._starts(position):
                self._ranges.append(range(first, position))
                number, first = number + 1, position
            self._numbers.append(number)
        self._ranges.append(range(first, len(self._words)))

    @property
    def ranges(self) -> tuple[range, ...]:
        """The places of the words of each clause."""
        return tuple(self._ranges)

    def at(self, position: int) -> int:
        """Return the number of the clause of a word."""
        return self._numbers[position]

    def words(self, number: int) -> range:
        """Return the places of the words of a clause; none of a number out of range."""
        is_there = 0 <= number < len(self._ranges)
        return self._ranges[number] if is_there else range(0)

    def __len__(self) -> int:
        return len(self._ranges)

    def _starts(self, position: int) -> bool:
        before = self._words[position - 1]
        if before in _MARKS or (before == _DASH and self._is_spaced(position - 1)):
            return True
        return self._turns(position) and not self._turns(position - 1)

    def _turns(self, position: int) -> bool:
        return self._stance.label(position) == "contrast"

    def _is_spaced(self, position: int) -> bool:
        spans = self._stance.text.spans
        return position > 0 and spans[position - 1][1] < spans[position][0]
