"""The small language that rules are written in.

Every kind of condition answers the same four questions: does it hold, which
findings does it read, which criteria made it so, and which smallest sets of unknown
findings could make it so. A new kind is a new class, never a new branch elsewhere.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from criteria.asking import NO_SCORES, Asked, Scores, View
from criteria.comparing import AtLeast, Is, MoreThan, OneOf, ScoreAtLeast
from criteria.logic import Truth, decided, negate
from criteria.ways import Ways, either, together


class _Several(Asked):
    """A condition made of several."""

    decisive: ClassVar[bool]
    """The answer for which one part suffices."""

    parts: tuple["Condition", ...]

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return decided((part.holds(view) for part in self.parts), by=self.decisive)

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        for part in self.parts:
            yield from part.names(scores)

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        for part in self.parts:
            yield from part.references()

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that made the condition what it is."""
        truth = self.holds(view)
        if truth is not None:
            for part in self.parts:
                if truth is not self.decisive or part.holds(view) is truth:
                    yield from part.deciders(view)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the condition still hangs on."""
        if self.holds(view) is None:
            for part in self.parts:
                yield from part.undecided(view)

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        found = tuple(part.ways(view, goal=goal) for part in self.parts)
        return either(found) if goal is self.decisive else together(found)


class All(_Several):
    """Holds when every part holds."""

    decisive = False
    parts: tuple["Condition", ...] = Field(alias="all", min_length=1)


class AnyOf(_Several):
    """Holds when at least one part holds."""

    decisive = True
    parts: tuple["Condition", ...] = Field(alias="any", min_length=1)


class Not(Asked):
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


class OfCriterion(Asked):
    """Holds when a criterion of the same rule set holds."""

    criterion: str

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return view.truths[self.criterion]

    def references(self) -> Iterator[str]:
        """Yield the criterion."""
        yield self.criterion

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criterion itself."""
        yield self.criterion

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the criterion while it is unknown."""
        if self.holds(view) is None:
            yield self.criterion

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        return view.criteria[self.criterion].ways(view, goal=goal)


class OfGrade(Asked):
    """Holds when a lower grade of the same rule set is reached."""

    grade: str

    def holds(self, view: View) -> Truth:
        """Answer the condition, None while it is undecided."""
        return view.truths[self.grade]

    def references(self) -> Iterator[str]:
        """Yield the grade."""
        yield self.grade

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that decided the lower grade."""
        return view.grades[self.grade].deciders(view)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the lower grade still hangs on."""
        return view.grades[self.grade].undecided(view)

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        return view.grades[self.grade].ways(view, goal=goal)


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

for _model in (_Several, All, AnyOf, Not):
    _model.model_rebuild()
