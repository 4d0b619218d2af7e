"""Days that have a name: "12-25" is a date, "easter" is counted from the moon."""

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]
_AFTER_EASTER = {
    "easter": (0, 0),
    "holy_week": (-7, 0),
    "good_friday": (-2, -2),
    "easter_monday": (1, 1),
}


def latest(name: str, today: date) -> Span:
    """Return the last time that a named day came round.

    >>> latest("12-25", date(2026, 11, 22))[0].isoformat()
    '2025-12-25'
    """
    this = span(name, today.year)
    return this if this[0] <= today else span(name, today.year - 1)


def span(name: str, year: int) -> Span:
    """Return the first and last day of a named day in a year.

    A name is a date ("12-25"), two ("9-15..9-16"), a weekday of a month ("9-0-1"
    is its first Monday), or one of Easter's.
    """
    if name in _AFTER_EASTER:
        days = (easter(year) + timedelta(n) for n in _AFTER_EASTER[name])
        return next(days), next(days)
    first, _, last = name.partition("..")
    return _day(first, year), _day(last or first, year)


def _day(name: str, year: int) -> date:
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
