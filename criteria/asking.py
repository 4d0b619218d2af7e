"""What every kind of condition can be asked, and what it looks at to answer."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from criteria.answers import Answer
from criteria.logic import Truth
from criteria.scores import Score, Span
from criteria.values import Strict

Scores = Mapping[str, Score]
NO_SCORES: Scores = {}


class Asked(Strict, ABC):
    """A condition: what it answers, and on which findings and criteria it rests."""

    @abstractmethod
    def answer(self, view: "View") -> Answer:
        """Answer the condition, with what could still change the answer."""

    def holds(self, view: "View") -> Truth:
        """Return whether the condition holds, None while it is undecided."""
        return self.answer(view).truth

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        return iter(())

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        return iter(())

    def limits(self) -> Iterator[tuple[str, int]]:
        """Yield the scores that the condition compares, with what each must reach."""
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
        in_scope: Whether the pain is one that the rule set is about.
        grades: The conditions of its grades, from the lowest up.
        answers: What each criterion and grade answers.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    scores: Scores = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    in_scope: Truth = True
    grades: Mapping[str, Asked] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def truth(self, name: str) -> Truth:
        """Return whether a criterion or grade holds, None while it is undecided."""
        return self.answers[name].truth

    def climb(self) -> None:
        """Answer every grade, each after the one below it."""
        for name, grade in self.grades.items():
            self.answers[name] = grade.answer(self)
