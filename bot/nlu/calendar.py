"""Months between a moment named in words (last year, Christmas, 2019) and today."""

from calendar import monthrange
from datetime import date, timedelta

from bot.nlu.feasts import latest, span

DAYS_A_MONTH = 30.4375
_RELATIVE_DAYS = {
    "now": (0, 0),
    "today": (0, 0),
    "yesterday": (1, 1),
    "overnight": (0, 1),
    "days": (2, 2),
    "last_week": (5, 13),
    "week_before": (12, 20),
    "this_week": (0, 6),
}
_SEASONS = {
    "spring": ((3, 20), (6, 20)),
    "summer": ((6, 20), (9, 22)),
    "autumn": ((9, 22), (12, 20)),
    "winter": ((12, 20), (3, 20)),
}
SOUTHERN = {
    "spring": "autumn",
    "summer": "winter",
    "autumn": "spring",
    "winter": "summer",
}
"""The season of the north that falls in the same months as one of the south."""
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


def latest_month(month: int, today: date, back: int = 0) -> Months:
    """Return the months since a calendar month last came round, or so often before."""
    year = today.year if month <= today.month else today.year - 1
    return since_month(year - back, month, today)


def since_weekday(weekday: int, today: date) -> Months:
    """Return the months since the last such day of the week (Monday is 0)."""
    day = today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    return since(day, day, today)


def since_relative(name: str, today: date) -> Months:
    """Return the months since a moment named by the lexicon, such as "last_year"."""
    if name in _RELATIVE_DAYS:
        near, far = _RELATIVE_DAYS[name]
        return since(today - timedelta(far), today - timedelta(near), today)
    return since(*_period(name, today), today)


def since_season(name: str, year: int | None, today: date, back: int = 0) -> Months:
    """Return the months since a season of a year, or since the last one to begin."""
    (month, day), (end_month, end_day) = _SEASONS[name]
    if year is None:
        year = today.year - (date(today.year, month, day) >= today) - back
    start = date(year, month, day)
    end = date(start.year + (end_month < month), end_month, end_day)
    return since(min(start, today), end, today)


def since_feast(
    name: str, year: int | None, today: date, back: int = 0
) -> Months | None:
    """Return the months since a named day of a year, or since the last one."""
    days = span(name, year) if year else latest(name, today, back)
    return since(*days, today) if days and days[0] <= today else None


def since_decade(name: str, today: date) -> Months:
    """Return the months since some day of the ten years from "1990"."""
    return since(date(int(name), 1, 1), date(int(name) + 9, 12, 31), today)


def since_event(name: str, today: date) -> Months:
    """Return the months since a public event: "2020-03-01..2020-12-31"."""
    first, _, last = name.partition("..")
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return since(*days, today)


def _period(name: str, today: date) -> tuple[date, date]:
    year = today.year
    if name == "this_month":
        return today.replace(day=1), today
    if name in {"last_month", "month_before"}:
        end = today.replace(day=1) - timedelta(1)
        if name == "month_before":
            end = end.replace(day=1) - timedelta(1)
        return end.replace(day=1), end
    if name in {"weekend", "last_weekend"}:
        sunday = today - timedelta((today.weekday() + 1) % 7)
        sunday -= timedelta(7 if name == "last_weekend" and sunday == today else 0)
        return sunday - timedelta(1), sunday
    years = {"this_year": (year, today), "last_year": (year - 1, None)}
    first, last = years.get(name, (year - 2, None))
    return date(first, 1, 1), last or date(first, 12, 31)


def _months(passed: timedelta) -> float:
    return passed.days / DAYS_A_MONTH
