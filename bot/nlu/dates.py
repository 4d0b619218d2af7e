"""Dates written in a message: "3 de marzo de 2021", "12/03/2024", "el martes"."""

from collections.abc import Iterator
from datetime import date

from bot.nlu import calendar
from bot.nlu.amounts import Reader
from bot.nlu.calendar import Months

_EARLIEST = 1930
_CENTURY = 2000
_SEPARATORS = frozenset("/-.")
_MOST_SKIPPED = 5
Dated = tuple[Months, int]


class Dates:
    """Reads dates out of the words of a message, as months before today."""

    def __init__(self, reader: Reader, today: date) -> None:
        self._reader = reader
        self._words = reader.words
        self._today = today

    def at(self, position: int, *, day_first: bool) -> Dated | None:
        """Return the months since the date at a position, and the date's end.

        Where the day need not come first (12/03 in English), both readings count.
        """
        start = self._past("date_filler", position)
        return (
            self._numeric(start, day_first=day_first)
            or self._weekday(start)
            or self._on_day(start)
            or self._named(self._past_day(start))
        )

    def _numeric(self, position: int, *, day_first: bool) -> Dated | None:
        numbers, end = self._numbers(position)
        if len(numbers) == 2:
            month, year = numbers
            is_month = 1 <= month <= 12 and self._is_year(year)
            return (
                (calendar.since_month(year, month, self._today), end)
                if is_month
                else None
            )
        days = list(self._readings(numbers, day_first=day_first))
        if not days:
            return None
        return calendar.since(min(days), max(days), self._today), end

    def _numbers(self, position: int) -> tuple[list[int], int]:
        """Return the numbers parted by slashes, dashes or dots, and their end."""
        numbers: list[int] = []
        end = position
        while len(numbers) < 3 and self._is_number(position):
            numbers.append(int(self._words[position]))
            end = position + 1
            if self._words[end : end + 1] and self._words[end] not in _SEPARATORS:
                break
            position = end + 1
        return numbers, end

    def _is_number(self, position: int) -> bool:
        words = self._words
        return (
            position < len(words)
            and words[position].isdecimal()
            and len(words[position]) <= 4
        )

    def _readings(self, numbers: list[int], *, day_first: bool) -> Iterator[date]:
        """Yield the days that three numbers may mean, none in the future."""
        if len(numbers) != 3:
            return
        one, two, three = numbers
        orders = [(three, two, one), (three, one, two)]
        if one > 31:
            orders = [(one, two, three)]
        days = [day for order in orders if (day := self._day(*order))]
        yield from days[:1] if day_first else days

    def _day(self, year: int, month: int, day: int) -> date | None:
        try:
            found = date(year + (_CENTURY if year < 100 else 0), month, day)
        except ValueError:
            return None
        return found if self._is_year(found.year) and found <= self._today else None

    def _weekday(self, position: int) -> Dated | None:
        found = self._reader.after("weekday", position)
        if found is None:
            return None
        months = calendar.since_weekday(int(found[0]), self._today)
        return months, self._past("date_filler", found[1])

    def _on_day(self, position: int) -> Dated | None:
        """Read "28 de julio", "12 August this year", "July 28th 2024" as that day."""
        month = self._reader.after("month", position)
        place = month[1] if month else position
        if not self._is_number(place) or len(self._words[place]) > 2:
            return None
        day, after = int(self._words[place]), self._past("date_filler", place + 1)
        month = month or self._reader.after("month", after)
        if month is None:
            return None
        end = max(month[1], place + 1)
        year = self._year(self._past("date_filler", end)) or (None, end)
        found = self._latest(day, int(month[0]), year[0])
        return (calendar.since(found, found, self._today), year[1]) if found else None

    def _latest(self, day: int, month: int, year: int | None) -> date | None:
        """Return the day in a year, or in the last year that is not in the future."""
        if year:
            return self._day(year, month, day)
        this = self._today.year
        return self._day(this, month, day) or self._day(this - 1, month, day)

    def _named(self, position: int) -> Dated | None:
        month = self._reader.after("month", position)
        year = self._year(month[1] if month else position)
        if month is None:
            return (
                (calendar.since_year(year[0], self._today), year[1]) if year else None
            )
        number = int(month[0])
        if year:
            return calendar.since_month(year[0], number, self._today), year[1]
        return calendar.latest_month(number, self._today), month[1]

    def _past(self, group: str, position: int) -> int:
        """Skip words such as "el", "principios de", "early"."""
        for _ in range(_MOST_SKIPPED):
            found = self._reader.after(group, position)
            if found is None:
                break
            position = found[1]
        return position

    def _past_day(self, position: int) -> int:
        """Skip the day of a month: "3 de", "the 3rd of"."""
        is_day = self._is_number(position) and len(self._words[position]) <= 2
        return self._past("date_filler", position + 1) if is_day else position

    def _year(self, position: int) -> tuple[int, int] | None:
        position = self._past("year_filler", position)
        if not self._is_number(position):
            return None
        year = int(self._words[position])
        return (year, position + 1) if self._is_year(year) else None

    def _is_year(self, year: int) -> bool:
        return _EARLIEST <= year <= self._today.year
