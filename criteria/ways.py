"""Sets of findings that could reach a goal, kept to the smallest."""

from collections.abc import Iterable
from functools import lru_cache, reduce
from itertools import combinations

Ways = tuple[frozenset[str], ...]
DONE: Ways = (frozenset(),)
NEVER: Ways = ()


def either(found: Iterable[Ways]) -> Ways:
    """Return the smallest sets among several choices."""
    return smallest(way for ways in found for way in ways)


def together(found: Iterable[Ways]) -> Ways:
    """Return the smallest sets that take one way of each."""
    return reduce(
        lambda done, ways: smallest(one | way for one in done for way in ways),
        found,
        DONE,
    )


@lru_cache(maxsize=1024)
def adding_up(missing: tuple[tuple[str, int], ...], lacking: int) -> Ways:
    """Return the smallest sets of parts that can add as much as is lacking.

    Args:
        missing: The unanswered parts, each with the most that it can add.
        lacking: How much is lacking, above 0.
    """
    most = dict(missing)
    return smallest(
        frozenset(names)
        for size in range(1, len(most) + 1)
        for names in combinations(most, size)
        if sum(most[name] for name in names) >= lacking
    )


def smallest(ways: Iterable[frozenset[str]]) -> Ways:
    """Drop every set that contains another.

    >>> len(smallest([frozenset("ab"), frozenset("a"), frozenset("bc")]))
    2
    """
    distinct = set(ways)
    if len({len(way) for way in distinct}) < 2:
        return tuple(distinct)
    kept: list[frozenset[str]] = []
    for way in sorted(distinct, key=len):
        if not any(one <= way for one in kept):
            kept.append(way)
    return tuple(kept)
