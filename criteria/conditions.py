"""The small language that rules are written in.

Every kind of condition answers the same four questions: does it hold, which
findings does it read, which criteria made it so, and which smallest sets of unknown
findings could make it so. A new kind is a new class, never a new branch elsewhere.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import combinations
from typing import Annotated, Any, NamedTuple

from pydantic import Discriminator, Field, Tag

from criteria.logic import Truth, every, negate, some
from criteria.scores import Score, Span
from criteria.values import Strict

Ways = tuple[frozenset[str], ...]
DONE: Ways = (frozenset(),)
NEVER: Ways = ()


Scores = Mapping[str, Score]
NO_SCORES: Scores = {}


@dataclass(slots=True)
class View:
    """What the conditions of one rule set look at.

    Attributes:
        values: The known values by finding.
        scores: The rule set's scores.
        spans: Each score's lowest and highest value.
        named: The rule set's criteria and grades.
        truths: The truth of each of them.
    """

    values: Mapping[str, Any]
    scores: Scores = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    named: Mapping[str, "Condition"] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)


class _Several(Strict):
    """A condition made of several."""

    parts: tuple["Condition", ...]

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        for part in self.parts:
            yield from part.names(scores)

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        for part in self.parts:
            yield from part.references()


class All(_Several):
    """Holds when every part holds."""

    parts: tuple["Condition", ...] = Field(alias="all", min_length=1)

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return every(part.holds(view) for part in self.parts)

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that made the condition what it is."""
        return _deciders(self.parts, view, self.holds(view), one_suffices=False)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the condition still hangs on."""
        return _undecided(self.parts, view, self.holds(view))

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        found = tuple(part.ways(view, goal=goal) for part in self.parts)
        return together(found) if goal else either(found)


class AnyOf(_Several):
    """Holds when at least one part holds."""

    parts: tuple["Condition", ...] = Field(alias="any", min_length=1)

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return some(part.holds(view) for part in self.parts)

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that made the condition what it is."""
        return _deciders(self.parts, view, self.holds(view), one_suffices=True)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the condition still hangs on."""
        return _undecided(self.parts, view, self.holds(view))

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        found = tuple(part.ways(view, goal=goal) for part in self.parts)
        return either(found) if goal else together(found)


class Not(Strict):
    """Holds when its part does not."""

    part: "Condition" = Field(alias="not")

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return negate(self.part.holds(view))

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        return self.part.names(scores)

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        return self.part.references()

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that made the condition what it is."""
        return self.part.deciders(view)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the condition still hangs on."""
        return self.part.undecided(view)

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        return self.part.ways(view, goal=not goal)


class Named(Strict, ABC):
    """Holds when the criterion or the grade of this name does."""

    @abstractmethod
    def _name(self) -> str: ...

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return view.truths[self._name()]

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield nothing: the criterion itself names its findings."""
        return iter(())

    def references(self) -> Iterator[str]:
        """Yield the name."""
        yield self._name()

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        truth = self.holds(view)
        if truth is None:
            return view.named[self._name()].ways(view, goal=goal)
        return DONE if truth is goal else NEVER


class OfCriterion(Named):
    """Holds when a criterion of the same rule set holds."""

    criterion: str

    def _name(self) -> str:
        return self.criterion

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criterion itself."""
        yield self.criterion

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the criterion while it is unknown."""
        if self.holds(view) is None:
            yield self.criterion


class OfGrade(Named):
    """Holds when a lower grade of the same rule set is reached."""

    grade: str

    def _name(self) -> str:
        return self.grade

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that decided the lower grade."""
        return view.named[self.grade].deciders(view)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the lower grade still hangs on."""
        return view.named[self.grade].undecided(view)


class _OfFinding(Strict, ABC):
    """A condition on one finding; it is a part of a criterion, not a criterion."""

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

    def references(self) -> Iterator[str]:
        """Yield nothing: no criterion or grade is named."""
        return iter(())

    def deciders(self, view: View) -> Iterator[str]:
        """Yield nothing: only criteria are named as reasons."""
        return iter(())

    def undecided(self, view: View) -> Iterator[str]:
        """Yield nothing: only criteria are named as needs."""
        return iter(())

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the finding alone while it is undecided."""
        truth = self.holds(view)
        if truth is None:
            return (frozenset((self.finding,)),)
        return DONE if truth is goal else NEVER


class Is(_OfFinding):
    """Holds when a finding has one value."""

    expected: str = Field(alias="is")

    def _accepts(self, value: Any) -> Truth:
        return bool(value == self.expected)


class OneOf(_OfFinding):
    """Holds when a finding has one of several values."""

    one_of: tuple[str, ...]

    def _accepts(self, value: Any) -> Truth:
        return value in self.one_of


class MoreThan(_OfFinding):
    """Holds when a duration lies above a number of months.

    Attributes:
        more_than: The months; exactly as many are not enough.
        unsure_within: An approximate number this near decides nothing.
    """

    more_than: float
    unsure_within: float

    def _accepts(self, value: "Stay") -> Truth:
        if value.is_unsure(self.more_than, self.unsure_within):
            return None
        if value.low > self.more_than:
            return True
        if value.low == self.more_than and value.low_open:
            return True
        over = value.high is None or value.high > self.more_than
        return None if over else False


class AtLeast(_OfFinding):
    """Holds when a duration is at least a number of months.

    Attributes:
        at_least: The months; exactly as many are enough.
        unsure_within: An approximate number this near decides nothing.
    """

    at_least: float
    unsure_within: float

    def _accepts(self, value: "Stay") -> Truth:
        if value.is_unsure(self.at_least, self.unsure_within):
            return None
        if value.low >= self.at_least:
            return True
        if value.high is None or value.high > self.at_least:
            return None
        under = value.high < self.at_least or value.high_open
        return False if under else None


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


class ScoreAtLeast(Strict):
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

    def references(self) -> Iterator[str]:
        """Yield nothing: no criterion or grade is named."""
        return iter(())

    def deciders(self, view: View) -> Iterator[str]:
        """Yield nothing: only criteria are named as reasons."""
        return iter(())

    def undecided(self, view: View) -> Iterator[str]:
        """Yield nothing: only criteria are named as needs."""
        return iter(())

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unanswered parts that could reach a goal."""
        truth = self.holds(view)
        if truth is not None:
            return DONE if truth is goal else NEVER
        low, high = view.spans[self.score]
        lacking = self.at_least - low if goal else high - self.at_least + 1
        missing = view.scores[self.score].missing(view.values)
        return _adding_up(tuple(missing.items()), lacking)


def _kind_of(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return type(value).__name__
    kinds = ("all", "any", "not", "criterion", "grade", "score")
    found = (kind for kind in (*kinds, "is", "one_of", "more_than") if kind in value)
    return next(found, "at_least" if "at_least" in value else None)


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[OfCriterion, Tag("criterion")]
    | Annotated[OfGrade, Tag("grade")]
    | Annotated[ScoreAtLeast, Tag("score")]
    | Annotated[Is, Tag("is")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[MoreThan, Tag("more_than")]
    | Annotated[AtLeast, Tag("at_least")],
    Discriminator(_kind_of),
]


def _deciders(
    parts: tuple[Condition, ...], view: View, truth: Truth, *, one_suffices: bool
) -> Iterator[str]:
    if truth is None:
        return
    for part in parts:
        if truth is not one_suffices or part.holds(view) is truth:
            yield from part.deciders(view)


def _undecided(parts: tuple[Condition, ...], view: View, truth: Truth) -> Iterator[str]:
    if truth is None:
        for part in parts:
            yield from part.undecided(view)


@lru_cache(maxsize=4096)
def either(found: tuple[Ways, ...]) -> Ways:
    """Return the smallest sets among several choices."""
    return smallest(way for ways in found for way in ways)


@lru_cache(maxsize=4096)
def together(found: tuple[Ways, ...]) -> Ways:
    """Return the smallest sets that take one way of each."""
    return reduce(
        lambda done, ways: smallest(one | way for one in done for way in ways),
        found,
        DONE,
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


@lru_cache(maxsize=1024)
def _adding_up(missing: tuple[tuple[str, int], ...], lacking: int) -> Ways:
    """Return the smallest sets of parts that can add as much as is lacking."""
    most = dict(missing)
    return smallest(
        frozenset(names)
        for size in range(1, len(most) + 1)
        for names in combinations(most, size)
        if sum(most[name] for name in names) >= lacking
    )


for _model in (_Several, All, AnyOf, Not):
    _model.model_rebuild()
