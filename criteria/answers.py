"""What a condition answers: whether it holds, and what could still make it so or not.

Equal answers that were joined from equal parts are one object, so that what follows
from them need not be worked out twice.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from criteria.logic import Truth, decided
from criteria.ways import DONE, NEVER, Ways, either, together

REMEMBERED = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The answer of a condition.

    Attributes:
        truth: Whether it holds, None while it is undecided.
        up: The smallest sets of unknown findings that could make it hold.
        down: The smallest sets that could make it fail.
    """

    truth: Truth
    up: Ways
    down: Ways


YES = Answer(truth=True, up=DONE, down=NEVER)
NO = Answer(truth=False, up=NEVER, down=DONE)
DECIDED: dict[Truth, Answer] = {True: YES, False: NO}
"""The answers that nothing can change."""


@lru_cache(maxsize=REMEMBERED)
def undecided(up: Ways, down: Ways) -> Answer:
    """Return the answer that hangs on unknown findings."""
    return Answer(truth=None, up=up, down=down)


@cache
def unknown(finding: str) -> Answer:
    """Return the answer that hangs on one unknown finding."""
    alone = (frozenset((finding,)),)
    return undecided(alone, alone)


def opposite(answer: Answer) -> Answer:
    """Return the answer to the contrary."""
    if answer.truth is None:
        return undecided(answer.down, answer.up)
    return DECIDED[not answer.truth]


@lru_cache(maxsize=REMEMBERED)
def every(answers: tuple[Answer, ...]) -> Answer:
    """Return the answer of several conditions of which all must hold.

    >>> every((YES, unknown("hx_touch"))) is unknown("hx_touch")
    True
    """
    truth = decided((one.truth for one in answers), by=False)
    ups, downs = _ways(answers)
    return DECIDED.get(truth) or undecided(together(ups), either(downs))


@lru_cache(maxsize=REMEMBERED)
def some(answers: tuple[Answer, ...]) -> Answer:
    """Return the answer of several conditions of which one suffices."""
    truth = decided((one.truth for one in answers), by=True)
    ups, downs = _ways(answers)
    return DECIDED.get(truth) or undecided(either(ups), together(downs))


def _ways(answers: tuple[Answer, ...]) -> tuple[list[Ways], list[Ways]]:
    return [one.up for one in answers], [one.down for one in answers]
