"""Reads a date of birth as people write it, and tells the age."""

import re
from datetime import date

from actions.folding import fold

MONTHS = (
    ("ene", "jan"),
    ("feb",),
    ("mar",),
    ("abr", "apr"),
    ("may",),
    ("jun",),
    ("jul",),
    ("ago", "aug"),
    ("sep", "set"),
    ("oct",),
    ("nov",),
    ("dic", "dec"),
)
MONTH_OF = {name: place for place, names in enumerate(MONTHS, 1) for name in names}
OLDEST_YEARS = 120


def birth_date_in(text: str, lang: str, today: date) -> date | None:
    """Return the date of birth a text states, None where it states none surely.

    A date in figures is read as day and month in Spanish, as month and day in
    English; a year alone is not enough.

    >>> birth_date_in("3 de mayo de 1970", "es", date(2026, 1, 1))
    datetime.date(1970, 5, 3)
    >>> birth_date_in("5/3/1970", "en", date(2026, 1, 1))
    datetime.date(1970, 5, 3)
    """
    words = re.findall(r"\d+|[a-z]+", fold(text))
    numbers = [int(word) for word in words if word.isdecimal()]
    months = [MONTH_OF[w[:3]] for w in words if w.isalpha() and _is_month(w)]
    numbers = [*numbers[:-1], *(_in_full(year, today) for year in numbers[-1:])]
    found = _with_month(numbers, months) if months else _in_figures(numbers, lang)
    return found if found and 0 <= age_on(found, today) <= OLDEST_YEARS else None


def age_on(born: date, today: date) -> int:
    """Return the age in whole years on a day.

    >>> age_on(date(1970, 5, 3), date(2026, 5, 2))
    55
    """
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday)


def _with_month(numbers: list[int], months: list[int]) -> date | None:
    if len(numbers) != len({"day", "year"}) or len(months) != 1:
        return None
    day, year = sorted(numbers)
    return _date(year, months[0], day)


def _in_figures(numbers: list[int], lang: str) -> date | None:
    if len(numbers) != len({"day", "month", "year"}):
        return None
    if numbers[0] > 31:
        year, month, day = numbers
    else:
        first, second, year = numbers
        day_first = lang == "es" or first > len(MONTHS)
        day, month = (first, second) if day_first else (second, first)
    return _date(year, month, day)


def _in_full(year: int, today: date) -> int:
    """Return a year of two figures in full where only one century can be meant."""
    is_short = year < 100 and 2000 + year > today.year
    return 1900 + year if is_short else year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > 1000 else None
    except ValueError:
        return None


def _is_month(word: str) -> bool:
    return word[:3] in MONTH_OF and len(word) >= len("ene") and word not in NOT_MONTHS


NOT_MONTHS = frozenset({"marido", "mariposa", "mayor", "married", "maria", "marta"})
