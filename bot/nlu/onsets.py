"""Dates and ages from which something may have lasted, and how they are said."""

from collections.abc import Iterator
from datetime import date

from bot.nlu.ages import ON, SINCE, Ages
from bot.nlu.amounts import Reader
from bot.nlu.calendar import Months
from bot.nlu.dates import Dates
from bot.nlu.quantities import Amount, hedge

_SPANISH = frozenset({"desde", "a", "en", "el", "de", "del"})
_STOPS = frozenset(".!?;:\n")
_FAR = 14
_MOST_FILLERS = 5
_FEW = 3
_AMBIGUOUS = frozenset({"may", "march", "mar", "sep", "dec", "jan"})


class Onsets:
    """Reads the moments of one message; the unit of each is SINCE or ON."""

    def __init__(self, reader: Reader, today: date) -> None:
        self.reader = self._reader = reader
        self._words = reader.words
        self._today = today
        self._dates = Dates(reader, today)
        self._people = Ages(reader, today, self.since_afar)

    def amounts(self) -> list[Amount]:
        """Return the time passed since each moment, from left to right."""
        births = list(self._people.births())
        return births or self._without_overlap(list(self._people.ages()))

    def _without_overlap(self, ages: list[Amount]) -> list[Amount]:
        """Add the moments to the ages: "desde los 50" is no decade beside an age."""
        told = [range(one.first, one.last) for one in ages]
        free = (
            one
            for one in self._moments()
            if not any(one.last - 1 in places for places in told)
        )
        return [*free, *ages]

    def _moments(self) -> Iterator[Amount]:
        position = 0
        while position < len(self._words):
            day_first = not _SPANISH.isdisjoint(
                self._words[max(position - 4, 0) : position]
            )
            found = self._dates.at(position, day_first=day_first)
            moment = found and self._linked(position, found)
            if moment:
                yield moment
            position = found[1] if found else position + 1

    def _linked(self, position: int, found: tuple[Months, int]) -> Amount | None:
        """Return a moment that is told as the start of something, or by itself."""
        (low, high), last = found
        start, hedged = self._past_fillers(position)
        linked = self._reader.before("date_link", start)
        since = self._reader.before("since", start)
        if not self._reader.after("relative", position):
            since = since or self.since_afar(start)
        if self._reader.before("the_last", position + 1):
            return None
        if not since and not self._stands(position, start, last) and not linked:
            return None
        first = since[1] if since else linked[1] if linked else start
        if self._reader.before("prior_to", first) or self._reader.before(
            "prior_to", start
        ):
            return None
        hedged = hedged or self._reader.before("about", first) is not None
        amount = Amount(low, high, first, last, SINCE if since else ON)
        return hedge(amount) if hedged else amount

    def _stands(self, position: int, start: int, last: int) -> bool:
        """Tell whether it is a date whatever it stands in: not "may", not "2019"."""
        is_clear = any(
            self._reader.after(group, position)
            for group in ("relative", "feast", "decade", "weekday")
        )
        month = self._reader.after("month", position)
        is_month = bool(month) and self._words[position] not in _AMBIGUOUS
        is_all = len(self._words) <= _FEW
        return is_clear or is_month or is_all or last - position > 1 or start < position

    def _past_fillers(self, position: int) -> tuple[int, bool]:
        """Return where "about the beginning of" starts, and whether it hedges."""
        hedged = False
        for _ in range(_MOST_FILLERS):
            about = self._reader.before("about", position)
            filler = about or self._reader.before("date_filler", position)
            if filler is None or self._reader.before("since", position):
                break
            hedged = hedged or about is not None
            position = filler[1]
        return position, hedged

    def since_afar(self, position: int) -> tuple[str, int] | None:
        """Return the "since" of "since the crash in", "since I fell, that was"."""
        for place in range(position - 1, max(position - _FAR, -1), -1):
            if self._words[place] in _STOPS:
                return None
            if self._reader.after("since_afar", place):
                return "", place
        return None
