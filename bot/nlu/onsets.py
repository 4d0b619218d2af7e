"""Dates and ages from which something may have lasted, and how they are said."""

from collections.abc import Iterator
from datetime import date

from bot.nlu.amounts import Reader
from bot.nlu.calendar import Months, since_month
from bot.nlu.dates import Dates
from bot.nlu.quantities import Amount, hedge

_SPANISH = frozenset({"desde", "a", "en", "el", "de", "del"})
_STOPS = frozenset(".!?;:\n")
_FAR = 14
_NEAR = 24
_MOST_FILLERS = 5
_YOUNGEST, _OLDEST = 3, 110
SINCE, ON = "since", "on"


class Onsets:
    """Reads the moments of one message; the unit of each is SINCE or ON."""

    def __init__(self, reader: Reader, today: date) -> None:
        self.reader = self._reader = reader
        self._words = reader.words
        self._today = today
        self._dates = Dates(reader, today)

    def amounts(self) -> list[Amount]:
        """Return the time passed since each moment, from left to right."""
        return list(self._births()) or [*self._moments(), *self._ages()]

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
        hedged = hedged or self._reader.before("about", first) is not None
        amount = Amount(low, high, first, last, SINCE if since else ON)
        return hedge(amount) if hedged else amount

    def _stands(self, position: int, start: int, last: int) -> bool:
        """Tell whether it is a date whatever it stands in: not "may", not "2019"."""
        is_clear = any(
            self._reader.after(group, position)
            for group in ("relative", "feast", "decade", "weekday")
        )
        return is_clear or last - position > 1 or start < position

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

    def _ages(self) -> Iterator[Amount]:
        """Read "desde los 15 años, tengo 40" and "since I was 15, I'm 40"."""
        now = self._age()
        for position in range(len(self._words) if now else 0):
            for group, unit in (("since_age", SINCE), ("at_age", ON)):
                start = self._reader.after(group, position)
                then = self._years(start[1]) if start else None
                if then and then[0] < now:
                    months = (now - then[0]) * 12
                    low = max(months - 12, 0)
                    yield Amount(low, months + 12, position, then[1], unit)

    def _years(self, position: int) -> tuple[float, int] | None:
        """Return the years of an age: "15", "15 años"; not "15 minutos"."""
        number = self._reader.number(position)
        unit = self._reader.after("unit", number[1]) if number else None
        if number and unit and unit[0] == "year":
            return number[0], unit[1]
        return None if unit else number

    def _age(self) -> float:
        for position in range(len(self._words)):
            start = self._reader.after("age", position)
            number = self._years(start[1]) if start else None
            if number and _YOUNGEST <= number[0] <= _OLDEST:
                return number[0]
        return 0.0

    def _births(self) -> Iterator[Amount]:
        """Read "since my baby was born, she is 4" as the age of the child."""
        for position in range(len(self._words)):
            birth = self._reader.after("birth", position)
            months = self._child(position) if birth else None
            if birth and months:
                yield Amount(*months, position, birth[1], SINCE)

    def _child(self, position: int) -> Months | None:
        """Return the age of the child spoken of near a position, in months."""
        end = min(position + _NEAR, len(self._words))
        for place in range(max(position - _NEAR, 0), end):
            start = self._reader.after("child_age", place)
            number = self._reader.number(start[1]) if start else None
            if number:
                return self._since_birth(*number)
        return None

    def _since_birth(self, count: float, end: int) -> Months:
        unit = self._reader.after("unit", end)
        if unit and unit[0] == "month":
            return count, count
        month = self._birthday(unit[1] if unit else end)
        if month is None:
            return count * 12, count * 12 + 12
        year = self._today.year - (month > self._today.month) - int(count)
        return since_month(year, month, self._today)

    def _birthday(self, end: int) -> int | None:
        """Return the month of "turned 3 this June", "en junio cumplió 3 años"."""
        for place in range(max(end - 8, 0), min(end + 3, len(self._words))):
            month = self._reader.after("month", place)
            is_linked = self._reader.before("date_link", place)
            if month and (is_linked or self._reader.before("date_filler", place)):
                return int(month[0])
        return None
