"""The conditions that compare: a finding with values or months, a score with a limit.

They are parts of a criterion, so they name no criterion as a reason or a need.
"""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import Field

from criteria.asking import NO_SCORES, Asked, Scores, View
from criteria.logic import Truth
from criteria.ways import DONE, NEVER, Ways, adding_up


class OfFinding(Asked):
    """A condition on one finding."""

    finding: str

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while the finding is not known."""
        value = view.values.get(self.finding)
        return None if value is None else self._accepts(value)

    @abstractmethod
    def _accepts(self, value: Any) -> Truth: ...

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the finding."""
        yield self.finding

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the finding alone while it is undecided."""
        truth = self.holds(view)
        if truth is None:
            return (frozenset((self.finding,)),)
        return DONE if truth is goal else NEVER


class Is(OfFinding):
    """Holds when a finding has one value."""

    expected: str = Field(alias="is")

    def _accepts(self, value: Any) -> Truth:
        return bool(value == self.expected)


class OneOf(OfFinding):
    """Holds when a finding has one of several values."""

    one_of: tuple[str, ...]

    def _accepts(self, value: Any) -> Truth:
        return value in self.one_of


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


class MoreThan(OfFinding):
    """Holds when a duration lies above a number of months.

    Attributes:
        more_than: The months; exactly as many are not enough.
        unsure_within: An approximate number this near decides nothing.
    """

    more_than: float
    unsure_within: float

    def _accepts(self, value: Stay) -> Truth:
        if value.is_unsure(self.more_than, self.unsure_within):
            return None
        if value.low > self.more_than:
            return True
        if value.low == self.more_than and value.low_open:
            return True
        over = value.high is None or value.high > self.more_than
        return None if over else False


class AtLeast(OfFinding):
    """Holds when a duration is at least a number of months.

    Attributes:
        at_least: The months; exactly as many are enough.
        unsure_within: An approximate number this near decides nothing.
    """

    at_least: float
    unsure_within: float

    def _accepts(self, value: Stay) -> Truth:
        if value.is_unsure(self.at_least, self.unsure_within):
            return None
        if value.low >= self.at_least:
            return True
        if value.high is None or value.high > self.at_least:
            return None
        under = value.high < self.at_least or value.high_open
        return False if under else None


class ScoreAtLeast(Asked):
    """Holds when a score of the same rule set surely reaches a number."""

    score: str
    at_least: int

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while the score's span lies on both sides."""
        low, high = view.spans[self.score]
        if low >= self.at_least:
            return True
        return False if high < self.at_least else None

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings of the score."""
        return scores[self.score].names()

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unanswered parts that could reach a goal."""
        truth = self.holds(view)
        if truth is not None:
            return DONE if truth is goal else NEVER
        low, high = view.spans[self.score]
        lacking = self.at_least - low if goal else high - self.at_least + 1
        missing = view.scores[self.score].missing(view.values)
        return adding_up(tuple(missing.items()), lacking)
