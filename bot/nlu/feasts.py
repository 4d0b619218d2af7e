"""Days that have a name: "12-25" is a date, "easter" is counted from the moon."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Span = tuple[date, date]
_MOONS = {
    "ramadan": (
        *("2020-04-24..2020-05-23", "2021-04-13..2021-05-12"),
        *("2022-04-02..2022-05-01", "2023-03-23..2023-04-20"),
        *("2024-03-11..2024-04-09", "2025-03-01..2025-03-29"),
        *("2026-02-18..2026-03-19", "2027-02-08..2027-03-09"),
    ),
    "eid": ("2022-05-02", "2023-04-21", "2024-04-10", "2025-03-30", "2026-03-20"),
    "diwali": ("2022-10-24", "2023-11-12", "2024-10-31", "2025-10-20", "2026-11-08"),
    "hanukkah": ("2022-12-18", "2023-12-07", "2024-12-25", "2025-12-14", "2026-12-04"),
    "passover": ("2022-04-15", "2023-04-05", "2024-04-22", "2025-04-12", "2026-04-01"),
    "rosh_hashanah": (
        *("2022-09-25", "2023-09-15", "2024-10-02", "2025-09-22", "2026-09-11"),
    ),
    "lunar_year": (
        *("2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"),
    ),
}
"""Feasts of other calendars, by the days on which they fell; of other years none."""


def latest(name: str, today: date, back: int = 0) -> Span | None:
    """Return the last time that a named day came round, or one so many before it.

    >>> latest("12-25", date(2026, 11, 22))[0].isoformat()
    '2025-12-25'
    """
    this = span(name, today.year)
    is_past = this is not None and this[0] <= today
    return span(name, today.year - back - (not is_past))


def span(name: str, year: int) -> Span | None:
    """Return the first and last day of a named day in a year, if that is known.

    A name is a date ("12-25"), two ("9-15..9-16"), a weekday of a month ("9-0-1"
    is its first Monday, "5-0-0" its last), Easter, or so many days from one of
    these ("easter+-46"); or a feast of another calendar.
    """
    if name in _MOONS:
        found = (one for one in _MOONS[name] if one.startswith(f"{year}-"))
        days = next(found, None)
        return _between(days, date.fromisoformat) if days else None
    return _between(name, lambda one: _day(one, year))


def _between(name: str, read: Callable[[str], date]) -> Span:
    first, _, last = name.partition("..")
    return read(first), read(last or first)


def _day(name: str, year: int) -> date:
    name, _, shift = name.partition("+")
    return _fixed(name, year) + timedelta(int(shift or 0))


def _fixed(name: str, year: int) -> date:
    if name == "easter":
        return easter(year)
    month, *rest = name.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    return _weekday(year, int(month), int(rest[0]), int(rest[1]))


def _weekday(year: int, month: int, weekday: int, count: int) -> date:
    """Return the nth such weekday of a month, from its end where n is 0."""
    if not count:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1))


def easter(year: int) -> date:
    """Return the Easter Sunday of a year (the Gregorian reckoning).

    >>> easter(2026).isoformat()
    '2026-04-05'
    """
    golden, century = year % 19, year // 100
    shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    shift -= (shift // 28) * (1 - (29 // (shift + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + shift + 2 - century + century // 4) % 7
    gap = shift - weekday
    month = 3 + (gap + 40) // 44
    return date(year, month, gap + 28 - 31 * (month // 4))
