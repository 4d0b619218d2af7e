"""Numbers offered as answers: they stand in a row, other answers below each other."""

from collections.abc import Iterable
from itertools import takewhile

LEAST_NUMBERS = 5


def numbers_first(titles: Iterable[str]) -> int:
    """Return how many numbers stand at the head of some titles; 0 for a few.

    >>> numbers_first(["0", "1", "2", "3", "4", "No sé"]), numbers_first(["0", "Sí"])
    (5, 0)
    """
    numbers = sum(1 for _ in takewhile(str.isdecimal, titles))
    return numbers if numbers >= LEAST_NUMBERS else 0
