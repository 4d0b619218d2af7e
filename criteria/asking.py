"""What every kind of condition can be asked, and what it looks at to answer."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from criteria.logic import Truth
from criteria.scores import Score, Span
from criteria.values import Strict
from criteria.ways import Ways

Scores = Mapping[str, Score]
NO_SCORES: Scores = {}


class Asked(Strict, ABC):
    """A condition: whether it holds, on which findings, and what could change that."""

    @abstractmethod
    def holds(self, view: "View") -> Truth:
        """Answer the condition, None while it is undecided."""

    @abstractmethod
    def ways(self, view: "View", *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        return iter(())

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        return iter(())

    def deciders(self, view: "View") -> Iterator[str]:
        """Yield the criteria that made the condition what it is."""
        return iter(())

    def undecided(self, view: "View") -> Iterator[str]:
        """Yield the unknown criteria that the condition still hangs on."""
        return iter(())


class Reaching(Protocol):
    """A criterion, as far as grades look into it."""

    def ways(self, view: "View", *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""


@dataclass(slots=True)
class View:
    """What the conditions of one rule set look at.

    Attributes:
        values: The known values by finding.
        scores: The rule set's scores.
        spans: Each score's lowest and highest value.
        in_scope: Whether the pain is one that the rule set is about.
        criteria: The rule set's criteria.
        grades: The conditions of its grades, from the lowest up.
        truths: The truth of each criterion and grade.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    scores: Scores = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    in_scope: Truth = True
    criteria: Mapping[str, Reaching] = field(default_factory=dict)
    grades: Mapping[str, Asked] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)

    def climb(self) -> None:
        """Answer every grade, each after the one below it."""
        for name, grade in self.grades.items():
            self.truths[name] = grade.holds(self)
