"""Dates written in a message: "3 de marzo de 2021", "12/03/2024", "el martes"."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from bot.nlu import calendar
from bot.nlu.amounts import Reader
from bot.nlu.calendar import Months

_EARLIEST = 1930
_CENTURY = 2000
_SEPARATORS = frozenset("/-.")
_MOST_SKIPPED = 5
_LAST_DAY = 31
_THIS_CENTURY = 69
_MOST_ROUNDS = 10
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
        return (
            self._of_name(position)
            or self._numeric(position, day_first=day_first)
            or self._weekday(position)
            or self._on_day(position)
            or self._ordinal(position)
            or self._named(position)
        )

    def _of_name(self, position: int) -> Dated | None:
        """Read a moment that has a name: "Easter", "the nineties", "last year"."""
        for group, count in _NAMED.items():
            found = self._reader.after(group, position)
            if found:
                return count(found[0], self._today), found[1]
        return self._yearly(position)

    def _yearly(self, position: int) -> Dated | None:
        """Read what comes round each year: "Christmas 2024", "summer of last year"."""
        count, place = self._count_of(position)
        for group, since in _YEARLY.items():
            found = self._reader.after(group, place)
            if found:
                year = self._year(found[1]) or (None, found[1])
                back, end = (
                    self._rounds_back(year[1]) if not count else (count - 1, year[1])
                )
                months = since(self._here(found[0]), year[0], self._today, back)
                return self._day_said(end) or (months and (months, end))
        return None

    def _day_said(self, position: int) -> Dated | None:
        """Return the day named after a feast: "fiestas patrias, el 28 de julio"."""
        comma = self._words[position : position + 1] == (",",)
        return self._on_day(self._past("date_filler", position + 1)) if comma else None

    def _count_of(self, position: int) -> tuple[int, int]:
        """Return the count of "two Christmases ago", "hace dos navidades"."""
        number = self._reader.number(position)
        is_ago = number and self._reader.before("ago_before", position)
        if not number or not 1 < number[0] < _MOST_ROUNDS:
            return 0, position
        after = number[1] + 1
        is_ago = is_ago or self._reader.after("ago", after)
        return (int(number[0]), number[1]) if is_ago else (0, position)

    def _rounds_back(self, end: int) -> tuple[int, int]:
        """Return 1 for "the summer before last", and the end of it."""
        found = self._reader.after("before_last", end)
        return (1, found[1]) if found else (0, end)

    def _here(self, name: str) -> str:
        """Return the season of the north that a season told in the south stands for."""
        is_south = name in calendar.SOUTHERN and self._is_south
        return calendar.SOUTHERN[name] if is_south else name

    @cached_property
    def _is_south(self) -> bool:
        places = range(len(self._words))
        return any(self._reader.after("south", place) for place in places)

    def _ordinal(self, position: int) -> Dated | None:
        """Read "the 10th" as the last such day of a month."""
        if not self._is_day(position):
            return None
        end = self._reader.after("ordinal", position + 1)
        if end is None:
            return None
        day, today = int(self._words[position]), self._today
        month = today.month if day <= today.day else today.month - 1
        year = today.year if month else today.year - 1
        found = self._day(year, month or 12, day)
        return (calendar.since(found, found, today), end[1]) if found else None

    def _is_day(self, position: int) -> bool:
        return self._is_number(position) and 1 <= int(self._words[position]) <= (
            _LAST_DAY
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
        after = self._past("date_filler", found[1])
        exact = self._on_day(after) or self._ordinal(after)
        months = calendar.since_weekday(int(found[0]), self._today)
        return exact or (months, found[1])

    def _on_day(self, position: int) -> Dated | None:
        """Read "28 de julio", "12 August this year", "July 28th 2024" as that day."""
        month = self._reader.after("month", position)
        place = month[1] if month else position
        day = self._day_of_month(place)
        if day is None:
            return None
        after = self._past("date_filler", day[1])
        month = month or self._reader.after("month", after)
        if month is None:
            return None
        end = max(month[1], day[1])
        year = self._year(end) or self._short_year(end) or (None, end)
        found = self._latest(day[0], int(month[0]), year[0])
        return (calendar.since(found, found, self._today), year[1]) if found else None

    def _day_of_month(self, position: int) -> tuple[int, int] | None:
        """Return the day of "28", "28th", "second"."""
        if self._is_day(position):
            end = self._reader.after("ordinal", position + 1)
            return int(self._words[position]), end[1] if end else position + 1
        nth = self._reader.after("nth", position)
        return (int(nth[0]), nth[1]) if nth else None

    def _latest(self, day: int, month: int, year: int | None) -> date | None:
        """Return the day in a year, or in the last year that is not in the future."""
        if year:
            return self._day(year, month, day)
        this = self._today.year
        return self._day(this, month, day) or self._day(this - 1, month, day)

    def _named(self, position: int) -> Dated | None:
        month = self._reader.after("month", position)
        if month is None:
            year = self._year_at(position) or self._year_of_two(position)
            return year and (calendar.since_year(year[0], self._today), year[1])
        year = self._year(month[1]) or self._short_year(month[1])
        number = int(month[0])
        if year:
            return calendar.since_month(year[0], number, self._today), year[1]
        back, end = self._rounds_back(month[1])
        return self._or_later(calendar.latest_month(number, self._today, back), end)

    def _or_later(self, months: Months, end: int) -> Dated:
        """Read "June or July" as some day of the two months."""
        link = self._reader.after("range", end)
        later = self._reader.after("month", link[1]) if link else None
        if later is None:
            return months, end
        low, _ = calendar.latest_month(int(later[0]), self._today)
        is_later = months[1] is not None and low < months[1]
        return ((low, months[1]), later[1]) if is_later else (months, end)

    def _past(self, group: str, position: int) -> int:
        """Skip words such as "el", "principios de", "early"."""
        for _ in range(_MOST_SKIPPED):
            found = self._reader.after(group, position)
            if found is None:
                break
            position = found[1]
        return position

    def _year(self, position: int) -> tuple[int, int] | None:
        """Return the year said after a month or a day: "of 2021", "last year"."""
        for _ in range(_MOST_SKIPPED):
            ago = self._reader.after("that_year", position)
            if ago:
                return self._today.year - int(ago[0]), ago[1]
            filler = self._reader.after("year_filler", position)
            if filler is None:
                break
            position = filler[1]
        return self._year_at(position)

    def _year_at(self, position: int) -> tuple[int, int] | None:
        if not self._is_number(position):
            return None
        year = int(self._words[position])
        return (year, position + 1) if self._is_year(year) else None

    def _year_of_two(self, position: int) -> tuple[int, int] | None:
        """Return the year of "en el 98", "since 91"."""
        before = self._words[position - 1 : position]
        is_told = before in {("el",), ("del",), ("in",), ("since",)}
        if not is_told or not self._is_number(position) or self._is_day(position):
            return None
        unit = self._reader.after("unit", position + 1)
        return None if unit else self._expanded(position)

    def _short_year(self, position: int) -> tuple[int, int] | None:
        """Return the year of "November of 22", "octubre del 98"."""
        after = self._past("year_filler", position)
        is_short = after > position and self._is_number(after)
        return self._expanded(after) if is_short else None

    def _expanded(self, position: int) -> tuple[int, int] | None:
        """Return the year that two digits stand for."""
        if len(self._words[position]) != len("98"):
            return None
        year = int(self._words[position])
        year += _CENTURY if year < _THIS_CENTURY else _CENTURY - 100
        return (year, position + 1) if self._is_year(year) else None

    def _is_year(self, year: int) -> bool:
        return _EARLIEST <= year <= self._today.year


_NAMED = {
    "event": calendar.since_event,
    "decade": calendar.since_decade,
    "relative": calendar.since_relative,
    "meal": calendar.since_relative,
}
_YEARLY = {"feast": calendar.since_feast, "season": calendar.since_season}
