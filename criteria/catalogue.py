"""The rules in use, read once from the catalogue folder: by name, by day, by code."""

from datetime import date
from functools import cache, lru_cache

from criteria.errors import UnknownNameError
from criteria.files import FOLDER
from criteria.loading import Catalogue, load
from criteria.rule_sets import AnyEdition, GradedEdition
from criteria.safety import Endings, Numbers, RedFlag

FIRST = ("iasp_2021", "figure_1")


@cache
def catalogue() -> Catalogue:
    """Return the rules of this package, read at the first call and never again.

    Raises:
        CatalogueError: A rule file is wrong.
    """
    return load(FOLDER)


def rule_versions(on: date | None = None) -> dict[str, str]:
    """Return the version of every rule set in force, to log beside an outcome.

    Args:
        on: The day, None for the newest of each.
    """
    dated = {name: edition.version for name, edition in editions(on).items()}
    rules = catalogue()
    return dated | {
        data.id: data.version
        for data in (rules.red_flags, rules.emergency, rules.integrity, rules.regions)
    }


@lru_cache(maxsize=64)
def editions(on: date | None = None) -> dict[str, AnyEdition]:
    """Return the edition of each rule set in force on a day, None for the newest.

    A rule set that had no edition yet on that day is left out.
    """
    found = {
        name: _edition(rules.editions, on)
        for name, rules in catalogue().rule_sets.items()
    }
    return {name: edition for name, edition in found.items() if edition is not None}


@lru_cache(maxsize=64)
def graded(on: date | None = None) -> dict[str, GradedEdition]:
    """Return the rule sets that have criteria, the grade of the paper first.

    Args:
        on: The day whose rules answer, None for the newest.
    """
    found = {n: e for n, e in editions(on).items() if isinstance(e, GradedEdition)}
    first = [name for name in FIRST if name in found]
    return {name: found[name] for name in dict.fromkeys((*first, *found))}


def red_flags() -> tuple[RedFlag, ...]:
    """Return every red flag in the order of the catalogue."""
    return catalogue().red_flags.codes


def red_flag(code: str) -> RedFlag:
    """Return one red flag.

    Raises:
        UnknownNameError: There is no such code.

    >>> red_flag("RF_CHEST").level
    'E1'
    """
    flags = _flags_by_code()
    if code not in flags:
        place = "red flag"
        raise UnknownNameError(place, code, flags)
    return flags[code]


def urgency_rank(level: str) -> int:
    """Return how urgent a level is: 0 for NONE, higher is more urgent.

    Raises:
        UnknownNameError: There is no such level.

    >>> urgency_rank("E1") > urgency_rank("SD") > urgency_rank("NONE") == 0
    True
    """
    ranks = _ranks()
    if level not in ranks:
        place = "level"
        raise UnknownNameError(place, level, ranks)
    return ranks[level]


@cache
def stopping_levels() -> frozenset[str]:
    """Return the levels that stop the interview and alert the staff."""
    return frozenset(lev.code for lev in catalogue().red_flags.levels if lev.stops)


def endings() -> Endings:
    """Return the second half of every advice, staffed and not staffed."""
    return catalogue().red_flags.endings


def emergency(country: str | None) -> tuple[Numbers, ...]:
    """Return whom to call in a country; all countries where it is not known.

    Args:
        country: Two-letter code; None or a country without numbers gives them all.

    >>> [numbers.emergency for numbers in emergency("ES")]
    ['112']
    """
    every = catalogue().emergency.countries
    return tuple(one for one in every if one.country == country) or every


@cache
def _flags_by_code() -> dict[str, RedFlag]:
    return {flag.code: flag for flag in red_flags()}


@cache
def _ranks() -> dict[str, int]:
    levels = reversed(catalogue().red_flags.levels)
    return {level.code: rank for rank, level in enumerate(levels)}


def _edition(all_of_them: tuple[AnyEdition, ...], on: date | None) -> AnyEdition | None:
    fitting = (e for e in all_of_them if on is None or e.in_force.covers(on))
    return max(fitting, key=lambda edition: edition.in_force.start, default=None)
