"""Ages from which something may have lasted: the patient's, or that of a child."""

from collections.abc import Callable, Iterator
from datetime import date

from bot.nlu.amounts import Reader
from bot.nlu.calendar import Months, since_month
from bot.nlu.quantities import Amount

_NEAR = 24
_YOUNGEST, _OLDEST = 3, 110
_PARTS = frozenset(".,;:()!\n")
SINCE, ON = "since", "on"


class Ages:
    """Reads the ages of one message; the unit of each time is SINCE or ON."""

    def __init__(
        self,
        reader: Reader,
        today: date,
        since_afar: Callable[[int], tuple[str, int] | None],
    ) -> None:
        self._reader = reader
        self._words = reader.words
        self._today = today
        self._since_afar = since_afar

    def ages(self) -> Iterator[Amount]:
        """Read "desde los 15 años, tengo 40", "since my thirties, I'm 64"."""
        now = self._age()
        for position in range(len(self._words) if now else 0):
            half = self._reader.after("half_life", position)
            if half:
                yield _since_age(now / 2, now / 2, position, half[1], SINCE)
            yield from self._from_age(now, position)

    def _from_age(self, now: float, position: int) -> Iterator[Amount]:
        for group, unit in (("since_age", SINCE), ("at_age", ON)):
            start = self._reader.after(group, position)
            then = self._then(start[1]) if start else None
            if then and then[0] < now:
                low, high = max(now - then[1], 0), now - then[0]
                is_since = unit == SINCE or self._since_afar(position)
                kind = SINCE if is_since else ON
                yield _since_age(low, high, position, then[2], kind)

    def _then(self, position: int) -> tuple[float, float, int] | None:
        """Return the first and last year of an age and its end: "15", "my thirties"."""
        for _ in range(2):
            about = self._reader.after("about", position)
            position = about[1] if about else position
        tens = self._reader.after("tens", position)
        if tens:
            return float(tens[0]), float(tens[0]) + 9, tens[1]
        number = self._years(position)
        return (number[0], number[0], number[1]) if number else None

    def _years(self, position: int) -> tuple[float, int] | None:
        """Return the years of an age: "15", "15 años"; not "15 minutos"."""
        number = self._reader.number(position)
        unit = self._reader.after("unit", number[1]) if number else None
        if number and unit and unit[0] == "year":
            return number[0], unit[1]
        return None if unit else number

    def _age(self) -> float:
        """Return the age of whoever writes, 0 where it is not said."""
        for position in range(len(self._words)):
            start = self._reader.after("age", position)
            if start and self._reader.before("since_age", start[1]):
                continue
            number = self._years(start[1]) if start else self._aged(position)
            if number and _YOUNGEST <= number[0] <= _OLDEST:
                return number[0]
        return 0.0

    def _aged(self, position: int) -> tuple[float, int] | None:
        """Return the age of "34 year old", or of "soy de Rosario, 34 años, docente"."""
        number = self._reader.number(position)
        if number is None:
            return None
        if self._reader.after("aged", number[1]):
            return number
        unit = self._reader.after("unit", number[1])
        is_years = unit is not None and unit[0] == "year"
        is_apart = self._parts(position - 1) and unit and self._parts(unit[1])
        return number if is_years and is_apart and self._is_who(position) else None

    def _parts(self, place: int) -> bool:
        return not 0 <= place < len(self._words) or self._words[place] in _PARTS

    def _is_who(self, position: int) -> bool:
        """Tell whether the writer says who they are, a few words back."""
        places = range(max(position - _NEAR // 2, 0), position)
        return any(self._reader.after("who", place) for place in places)

    def births(self) -> Iterator[Amount]:
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


def _since_age(low: float, high: float, first: int, last: int, unit: str) -> Amount:
    """Return the months since an age so many years back; birthdays are unknown."""
    return Amount(max(low * 12 - 12, 0), high * 12 + 12, first, last, unit)
