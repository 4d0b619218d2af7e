"""The conditions that compare: a finding with values or months, a score with a limit.

They are parts of a criterion, so they name no criterion as a reason or a need.
"""

from abc import abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator

from criteria.answers import DECIDED, NO, YES, Answer, undecided, unknown
from criteria.asking import NO_SCORES, Asked, Scores, View
from criteria.findings import fact, known
from criteria.logic import Truth
from criteria.reading import check_sayable
from criteria.shapes import Limit
from criteria.values import Kind, Months, refusal
from criteria.ways import adding_up


class OfFinding(Asked):
    """A condition on one finding."""

    finding: str

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the finding."""
        yield self.finding


class OfValue(OfFinding):
    """A condition that some values of a finding fulfil and no others."""

    @abstractmethod
    def accepted(self) -> tuple[str, ...]:
        """Return the values that fulfil it."""

    @model_validator(mode="after")
    def _can_be_fulfilled(self) -> Self:
        if known(self.finding):
            check_sayable(self.finding, self.accepted())
        return self

    @cached_property
    def by_value(self) -> dict[str | None, Answer]:
        """The answer to no value and to those that fulfil it; to any other it is no."""
        return {None: unknown(self.finding), **dict.fromkeys(self.accepted(), YES)}

    def answer(self, view: View) -> Answer:
        """Answer the condition, which hangs on the finding while that is not known."""
        return self.by_value.get(view.values.get(self.finding), NO)


class Is(OfValue):
    """Holds when a finding has one value."""

    expected: str = Field(alias="is")

    def accepted(self) -> tuple[str, ...]:
        """Return the one value."""
        return (self.expected,)


class OneOf(OfValue):
    """Holds when a finding has one of several values."""

    one_of: tuple[str, ...]

    def accepted(self) -> tuple[str, ...]:
        """Return the values."""
        return self.one_of


class Stay(NamedTuple):
    """How long a pain has stayed, ready to compare.

    Attributes:
        low: At least this many months.
        high: At most this many, None without an upper bound.
        low_open: True when it is more than ``low``.
        high_open: True when it is less than ``high``.
        exact: False for a number that may be off.
    """

    low: float
    high: float | None
    low_open: bool = False
    high_open: bool = False
    exact: bool = True

    def is_unsure(self, months: float, within: float) -> bool:
        """Return whether the number is too near a limit to decide it."""
        return not self.exact and abs(self.low - months) <= within


class OfDuration(OfFinding):
    """A condition on how long a pain has stayed.

    Attributes:
        unsure_within: An approximate number this near to the limit decides nothing.
    """

    unsure_within: Months

    @model_validator(mode="after")
    def _is_of_a_duration(self) -> Self:
        if known(self.finding) and fact(self.finding).kind is not Kind.DURATION:
            problem = f"'{self.finding}' is not a number of months"
            raise refusal(problem)
        return self

    def answer(self, view: View) -> Answer:
        """Answer the condition, which hangs on the duration while that is not sure."""
        stay = view.values.get(self.finding)
        truth = None if stay is None else self._accepts(stay)
        return DECIDED.get(truth, unknown(self.finding))

    @abstractmethod
    def _accepts(self, stay: Stay) -> Truth: ...


class MoreThan(OfDuration):
    """Holds when a duration lies above a number of months.

    Attributes:
        more_than: The months; exactly as many are not enough.
    """

    more_than: Months

    def _accepts(self, stay: Stay) -> Truth:
        if stay.is_unsure(self.more_than, self.unsure_within):
            return None
        if stay.low > self.more_than:
            return True
        if stay.low == self.more_than and stay.low_open:
            return True
        over = stay.high is None or stay.high > self.more_than
        return None if over else False


class AtLeast(OfDuration):
    """Holds when a duration is at least a number of months.

    Attributes:
        at_least: The months; exactly as many are enough.
    """

    at_least: Annotated[Months, Field(gt=0)]

    def _accepts(self, stay: Stay) -> Truth:
        if stay.is_unsure(self.at_least, self.unsure_within):
            return None
        if stay.low >= self.at_least:
            return True
        if stay.high is None or stay.high > self.at_least:
            return None
        under = stay.high < self.at_least or stay.high_open
        return False if under else None


class ScoreAtLeast(Asked):
    """Holds when a score of the same rule set surely reaches a number."""

    score: str
    at_least: Limit

    def answer(self, view: View) -> Answer:
        """Answer the condition, undecided while the score's span lies on both sides."""
        low, high = view.spans[self.score]
        if low >= self.at_least:
            return YES
        if high < self.at_least:
            return NO
        missing = tuple(view.scores[self.score].missing(view.values).items())
        up = adding_up(missing, self.at_least - low)
        return undecided(up, adding_up(missing, high - self.at_least + 1))

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings of the score."""
        return scores[self.score].names()

    def limits(self) -> Iterator[tuple[str, int]]:
        """Yield the score with the number that it must reach."""
        yield self.score, self.at_least
