"""What every kind of condition can be asked, and what it looks at to answer."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

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
    named: Mapping[str, Asked] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)
