"""The small language that rules are written in.

Every kind of condition answers the same questions: does it hold and what could change
that, which findings does it read, and which criteria made it so. A new kind is a new
class, never a new branch elsewhere.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from criteria.answers import Answer, every, opposite, some
from criteria.asking import NO_SCORES, Asked, Scores, View
from criteria.comparing import AtLeast, Is, MoreThan, OneOf, ScoreAtLeast


class _Several(Asked):
    """A condition made of several."""

    decisive: ClassVar[bool]
    """The answer for which one part suffices."""

    parts: tuple["Condition", ...]

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        for part in self.parts:
            yield from part.names(scores)

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        for part in self.parts:
            yield from part.references()

    def limits(self) -> Iterator[tuple[str, int]]:
        """Yield the scores that the condition compares, with what each must reach."""
        for part in self.parts:
            yield from part.limits()

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

    def _answers(self, view: View) -> tuple[Answer, ...]:
        return tuple([part.answer(view) for part in self.parts])


class All(_Several):
    """Holds when every part holds."""

    decisive = False
    parts: tuple["Condition", ...] = Field(alias="all", min_length=1)

    def answer(self, view: View) -> Answer:
        """Answer the condition, with what could still change the answer."""
        return every(self._answers(view))


class AnyOf(_Several):
    """Holds when at least one part holds."""

    decisive = True
    parts: tuple["Condition", ...] = Field(alias="any", min_length=1)

    def answer(self, view: View) -> Answer:
        """Answer the condition, with what could still change the answer."""
        return some(self._answers(view))


class Not(Asked):
    """Holds when its part does not."""

    part: "Condition" = Field(alias="not")

    def answer(self, view: View) -> Answer:
        """Answer the condition, with what could still change the answer."""
        return opposite(self.part.answer(view))

    def names(self, scores: Scores = NO_SCORES) -> Iterator[str]:
        """Yield the findings the condition reads, given the scores it may name."""
        return self.part.names(scores)

    def references(self) -> Iterator[str]:
        """Yield the criteria and grades that the condition names."""
        return self.part.references()

    def limits(self) -> Iterator[tuple[str, int]]:
        """Yield the scores that the condition compares, with what each must reach."""
        return self.part.limits()

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that made the condition what it is."""
        return self.part.deciders(view)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the condition still hangs on."""
        return self.part.undecided(view)


class OfCriterion(Asked):
    """Holds when a criterion of the same rule set holds."""

    criterion: str

    def answer(self, view: View) -> Answer:
        """Answer as the criterion does."""
        return view.answers[self.criterion]

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


class OfGrade(Asked):
    """Holds when a lower grade of the same rule set is reached."""

    grade: str

    def answer(self, view: View) -> Answer:
        """Answer as the grade does."""
        return view.answers[self.grade]

    def references(self) -> Iterator[str]:
        """Yield the grade."""
        yield self.grade

    def deciders(self, view: View) -> Iterator[str]:
        """Yield the criteria that decided the lower grade."""
        return view.grades[self.grade].deciders(view)

    def undecided(self, view: View) -> Iterator[str]:
        """Yield the unknown criteria that the lower grade still hangs on."""
        return view.grades[self.grade].undecided(view)


KINDS = (
    *("all", "any", "not", "criterion", "grade", "score"),
    *("is", "one_of", "more_than", "at_least"),
)
"""The key that tells the kind; a score's comes before its `at_least`."""


def _kind_of(value: object) -> str | None:
    keys = value if isinstance(value, Mapping) else ()
    return next((kind for kind in KINDS if kind in keys), None)


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
