"""What a message puts into the past: an injury of years ago, a pain long gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.nlu.amounts import Reader
from bot.nlu.onsets import Onsets
from bot.nlu.quantities import Amount
from bot.nlu.timebook import book
from bot.nlu.words import Text

_RECENT_MONTHS = 1.5
_FIRST_YEAR = 1900
_THIS_YEAR = 2026
"""The year this was written: an earlier one is long past whenever a message comes."""
_YEAR_DIGITS = 4
_REACH = 5
_FAR = 12
_ASIDE = 8
_WIDE = 25
_APART = frozenset(".!?;:,()\n") | {"y", "e", "pero", "and", "but"}
_ENDS = frozenset(".!?;\n")
_STARTS = frozenset({"since", "desde"})
_SINCE = frozenset({"since", "desde", "from", "for", "llevo"})
_BACK = frozenset({"in", "en", "ago", "back", "hace", "del", "around", "by", "of"})
_BUTS = frozenset({"pero", "but"})
_GROUPS = ("recent", "ended", "gone", "long_past", "unit", "number")


@dataclass(frozen=True)
class Timing:
    """A time named at words first to last, and whether it is weeks or years ago."""

    first: int
    last: int
    is_old: bool


class Pasts:
    """Reads the times of one message; nothing is read before it is asked for."""

    def __init__(self, text: Text, today: date | None = None) -> None:
        self._words = text.words
        self._reader = Reader(text.words)
        self._today = today

    def is_old(self, first: int, last: int) -> bool:
        """Tell whether words are dated more than six weeks back, and not to now."""
        near = [timing for timing in self._timings if self._dates(timing, first, last)]
        if near and not all(timing.is_old for timing in near):
            return False
        return bool(near) or self._is_of_long_ago(first, last)

    def _is_of_long_ago(self, first: int, last: int) -> bool:
        """Tell whether the sentence puts words in a youth, or says that they healed."""
        places = range(max(first - _FAR, 0), min(last + _FAR, len(self._words)))
        said = [place for place in places if self._reader.after("long_past", place)]
        is_told = any(
            _ENDS.isdisjoint(self._words[min(place, first) : max(place, last)])
            for place in said
        )
        return is_told or self._is_gone_after(last)

    def _is_gone_after(self, last: int) -> bool:
        after = range(last, min(last + _FAR, len(self._words)))
        return any(self._is_gone(place) for place in after)

    def is_over(self, first: int, last: int) -> bool:
        """Tell whether words are of long ago and told as gone: "pero ya no"."""
        return self.is_finished(first, last) and self.is_old(first, last)

    def is_of_a_past(self, first: int, last: int) -> bool:
        """Tell whether a clause tells words as had "in 2016" or "years ago"."""
        if not self._timings:
            return False
        low, high = self._clause(first, last)
        near = [t for t in self._timings if low <= t.first < high]
        if not _BUTS.isdisjoint(self._words[high : high + 2]):
            return False
        if not near or not all(t.is_old and self._is_closed(t) for t in near):
            return False
        is_told = any(self._reader.after("ended", place) for place in range(low, high))
        goes_on = not _SINCE.isdisjoint(self._words[low:high])
        return is_told or (not goes_on and all(map(self._is_dated, near)))

    def _is_dated(self, timing: Timing) -> bool:
        """Tell whether a time is a point by itself: "in 2014", "ten years ago"."""
        ends = self._words[timing.last - 1 : timing.last + 1]
        return ends[0].isdecimal() or "ago" in ends

    def _clause(self, first: int, last: int) -> tuple[int, int]:
        """Return the words around a place up to the ends of its clause."""
        low, high = max(first - _WIDE, 0), min(last + _WIDE, len(self._words))
        before = [place for place in range(low, first) if self._words[place] in _APART]
        after = [place for place in range(last, high) if self._words[place] in _APART]
        return max(before, default=low - 1) + 1, min(after, default=high)

    def _is_closed(self, timing: Timing) -> bool:
        """Tell whether a time is a point left behind, not the start of a span."""
        before = self._words[max(timing.first - 2, 0) : timing.first + 1]
        after = self._words[timing.last : timing.last + 1]
        return not _SINCE.intersection(before) and (
            not _BACK.isdisjoint((*before, *after))
        )

    def is_finished(self, first: int, last: int) -> bool:
        """Tell whether words are told as had and gone: "I had a fever, it passed"."""
        before = range(max(first - _REACH, 0), first + 1)
        began = any(self._reader.after("ended", place) for place in before)
        return began and self._is_gone_after(last)

    def _is_gone(self, place: int) -> bool:
        """Tell whether "but not any more" stands here and ends its clause."""
        found = self._reader.after("gone", place)
        return bool(found) and not set(self._words[found[1] : found[1] + 1]) - _APART

    @cached_property
    def _timings(self) -> tuple[Timing, ...]:
        amounts = (_timed(amount) for amount in self._reader.amounts())
        return (*amounts, *self._days(), *self._years(), *self._recent())

    def _days(self) -> list[Timing]:
        """Return the dates that are named, where it is known what day it is."""
        dates = Onsets(self._reader, self._today).amounts() if self._today else ()
        return [_timed(amount) for amount in dates]

    def _years(self) -> Iterator[Timing]:
        for place, word in enumerate(self._words):
            is_year = word.isdecimal() and len(word) == _YEAR_DIGITS
            if is_year and _FIRST_YEAR <= int(word) < _THIS_YEAR:
                yield Timing(place, place + 1, is_old=True)

    def _recent(self) -> Iterator[Timing]:
        for place in range(len(self._words)):
            found = self._reader.after("recent", place)
            if found:
                yield Timing(place, found[1], is_old=False)

    def _dates(self, timing: Timing, first: int, last: int) -> bool:
        """Tell whether a time is said of the words: within or close by, unparted."""
        if timing.first >= last:
            return self._joins(last, timing.first)
        if timing.last <= first:
            is_start = self._starts(timing, first)
            return is_start or self._joins(timing.last, first)
        return not timing.is_old

    def _joins(self, low: int, high: int) -> bool:
        between = self._words[low:high]
        return len(between) <= _REACH and _APART.isdisjoint(between)

    def _starts(self, timing: Timing, first: int) -> bool:
        """Tell whether words after a time are what it counts from.

        "Since the 24th, a holiday, when I slipped"; "8 years now, since that crash".
        """
        between = self._words[timing.last : first]
        since = (*self._words[max(timing.first - 1, 0) : timing.first + 1], *between)
        is_near = len(between) <= _ASIDE and (_APART - {","}).isdisjoint(between)
        return is_near and not _STARTS.isdisjoint(since)


def _timed(amount: Amount) -> Timing:
    return Timing(amount.first, amount.last, amount.low > _RECENT_MONTHS)


for group in _GROUPS:
    book(group)
