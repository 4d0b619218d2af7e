"""Months between a moment named in words (last year, Christmas, 2019) and today."""

from calendar import monthrange
from datetime import date, timedelta

DAYS_A_MONTH = 30.4375
_RELATIVE_DAYS = {
    "today": (0, 1),
    "yesterday": (1, 1),
    "days": (2, 2),
    "last_week": (5, 13),
}
_OPEN_MONTHS = {"childhood": 60.0, "always": 120.0}
_SEASONS = {
    "christmas": ((12, 24), (12, 26)),
    "new_year": ((12, 31), (1, 2)),
    "easter": ((3, 22), (4, 25)),
    "spring": ((3, 20), (6, 20)),
    "summer": ((6, 20), (9, 22)),
    "autumn": ((9, 22), (12, 20)),
    "winter": ((12, 20), (3, 20)),
}
_PANDEMIC = (date(2020, 3, 1), date(2020, 6, 30))
Months = tuple[float, float | None]


def since(first: date, last: date, today: date) -> Months:
    """Return the months since a day between first and last, at least 0."""
    return _months(today - min(last, today)), _months(today - min(first, today))


def since_month(year: int, month: int, today: date) -> Months:
    """Return the months since some day of a calendar month."""
    end = date(year, month, monthrange(year, month)[1])
    return since(date(year, month, 1), end, today)


def since_year(year: int, today: date) -> Months:
    """Return the months since some day of a calendar year."""
    return since(date(year, 1, 1), date(year, 12, 31), today)


def latest_month(month: int, today: date) -> Months:
    """Return the months since the last time that a calendar month came round."""
    year = today.year if month <= today.month else today.year - 1
    return since_month(year, month, today)


def since_weekday(weekday: int, today: date) -> Months:
    """Return the months since the last such day of the week (Monday is 0)."""
    day = today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    return since(day, day, today)


def since_relative(name: str, today: date) -> Months:
    """Return the months since a moment named by the lexicon, such as "last_year"."""
    if name in _RELATIVE_DAYS:
        near, far = _RELATIVE_DAYS[name]
        return since(today - timedelta(far), today - timedelta(near), today)
    if name in _OPEN_MONTHS:
        return _OPEN_MONTHS[name], None
    if name in _SEASONS:
        return _since_season(name, today)
    return since(*_period(name, today), today)


def _period(name: str, today: date) -> tuple[date, date]:
    if name == "pandemic":
        return _PANDEMIC
    if name == "this_year":
        return date(today.year, 1, 1), date(today.year, 2, 15)
    if name == "last_month":
        end = today.replace(day=1) - timedelta(1)
        return end.replace(day=1), end
    year = today.year - (1 if name == "last_year" else 2)
    return date(year, 1, 1), date(year, 12, 31)


def _since_season(name: str, today: date) -> Months:
    (month, day), (end_month, end_day) = _SEASONS[name]
    start = date(today.year, month, day)
    if start >= today:
        start = start.replace(year=today.year - 1)
    end = date(start.year + (end_month < month), end_month, end_day)
    return since(start, end, today)


def _months(passed: timedelta) -> float:
    return passed.days / DAYS_A_MONTH
