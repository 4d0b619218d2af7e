"""Amounts of time taken back: "three months, well four", "no son dos, son tres"."""

from bot.nlu.amounts import Reader
from bot.nlu.quantities import Amount

_FAR = 24


class Corrections:
    """Tells which amounts and numbers of one message correct another."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._words = reader.words

    def number(self, one: Amount, position: int) -> tuple[float, int] | None:
        """Return a number without a unit that corrects the amount before it."""
        number = self._reader.number(position)
        of_unit = number and self._reader.after("unit", number[1])
        if not number or of_unit or self._reader.after("couple", position):
            return None
        start = self._reader.bounded(Amount(1, 1, position, position, "")).first
        is_told = self._is_told(start) or self._is_restated(one, start, number[1])
        return number if is_told else None

    def is_corrected(self, one: Amount, other: Amount) -> bool:
        """Tell whether one amount is taken back, and another is said instead."""
        places = range(one.last, min(other.first, one.last + _FAR))
        if any(self._reader.after("correction", place) for place in places):
            return True
        is_near = 0 <= other.first - one.last <= _FAR
        return is_near and self._is_instead(one, other.first)

    def _is_told(self, start: int) -> bool:
        """Tell whether a correction ends at a place, or at the comma before it."""
        is_apart = self._words[start - 1] in {",", "."}
        places = (start, start - is_apart)
        return any(self._reader.before("correction", place) for place in places)

    def _is_restated(self, one: Amount, start: int, end: int) -> bool:
        """Tell whether "it's" and a number take the place of what was denied."""
        if not self._reader.closes(end):
            return False
        link = self._restated_from(start)
        is_told = link is not None and self._is_told(link)
        return is_told or self._is_instead(one, start)

    def _is_instead(self, one: Amount, start: int) -> bool:
        """Tell whether what is said at a place stands for what was taken back."""
        is_next = self._words[one.last : start] == (",",)
        is_said = is_next or self._restated_from(start) is not None
        return is_said and self._is_taken_back(one)

    def _restated_from(self, start: int) -> int | None:
        """Return where "it's" before an amount stands: "it's 3", "son como tres"."""
        link = self._reader.before("restated", start)
        if link:
            return link[1]
        return start if self._reader.after("restated", start) else None

    def _is_taken_back(self, one: Amount) -> bool:
        """Tell whether an amount is denied, or told as what it was: "eran tres"."""
        anchor = self._reader.before("anchor", one.first)
        places = (one.first, anchor[1] if anchor else one.first)
        return any(self._reader.before("taken_back", place) for place in places)
