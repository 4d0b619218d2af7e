"""The shapes of a rule set: dated editions of criteria and grades, or of a score."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from criteria.conditions import Condition
from criteria.errors import did_you_mean
from criteria.findings import fact, leaves
from criteria.scores import Questionnaire, Score, SumOf
from criteria.shapes import Day, Limit, Sentence, Sourced, Text, YesNo
from criteria.values import Count, Owner, Strict, refusal

_CLINICAL = {name for name in leaves() if fact(name).owner is Owner.CLINICIAN}


class InForce(Strict):
    """The days on which an edition answers.

    Attributes:
        start: The first day.
        until: The first day on which it no longer answers, None while it does.
    """

    start: Day = Field(alias="from")
    until: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.until is not None and self.until <= self.start:
            problem = f"'until' is not after {self.start}; it is the first day without"
            raise refusal(problem)
        return self

    def covers(self, day: date) -> bool:
        """Return whether the edition answers on a day."""
        return self.start <= day and (self.until is None or day < self.until)


class Edition(Strict):
    """One dated wording of a rule set.

    Attributes:
        version: What an outcome is logged with.
        in_force: The days on which it answers.
        source: Where the rule was read.
        provenance: V read in a copy, V2 through a secondary copy, M from memory of
            the paper, E our decision.
    """

    version: Sentence
    in_force: InForce
    source: Sentence
    provenance: Sourced


class Criterion(Strict):
    """One named condition of a rule set, in words for a clinician."""

    when: Condition
    text: Text
    source: Sentence
    provenance: Sourced


class Label(Strict):
    """An outcome code with its text for clinicians."""

    code: Sentence
    text: Text


class Grade(Label):
    """An outcome reached by a condition; each grade asks for the one below it."""

    when: Condition


def supplier(names: Iterable[str]) -> str:
    """Return who can supply findings: the clinician if any is only theirs to say."""
    return "patient" if _CLINICAL.isdisjoint(names) else "clinician"


def _check_known(place: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a name that its place does not have, naming the nearest that it has."""
    for name in names:
        if name not in known:
            problem = f"{place} asks for '{name}'.{did_you_mean(name, known)}"
            raise refusal(problem)


def _check_grounds(place: str, when: Condition, scores: Mapping[str, Score]) -> None:
    """Refuse a condition that does not stand on findings and scores alone."""
    if any(when.references()):
        problem = f"{place} asks for a criterion or a grade; only a grade can"
        raise refusal(problem)
    try:
        tuple(when.names(scores))
    except KeyError as error:
        name = error.args[0]
        problem = f"{place} compares '{name}', which is not in 'scores'."
        raise refusal(problem + did_you_mean(name, scores)) from None


def _check_reached(place: str, limit: int, score: Score) -> None:
    """Refuse a number that a score never reaches."""
    most = score.span({})[1]
    if limit > most:
        problem = f"{place} is {limit}, which the score never reaches; at most {most}"
        raise refusal(problem)


def _check_rests_on_criteria(place: str, when: Condition) -> None:
    """Refuse a condition that looks past the criteria to a finding or a score."""
    try:
        names = tuple(when.names())
    except KeyError as error:
        names = error.args
    if names:
        problem = (
            f"{place} reads '{names[0]}'; make a criterion of it, and ask for that"
        )
        raise refusal(problem)


class GradedEdition(Edition):
    """Criteria and the ladder of grades built on them.

    Attributes:
        scope: What pain the rule set is about, None for any.
        criteria: The criteria by name, in the order they are shown.
        scores: The scores that criteria compare.
        lowest: The outcome when no grade can be reached.
        grades: The grades from the lowest up.
        undecided: The outcome while unknown findings could change it.
        out_of_scope: The outcome for pain outside the scope.
        a_reached_grade_stands: Whether a grade that is sure is given even while a
            higher one is open; otherwise the outcome is undecided until both ends meet.
        show: The scores to show in the outcome.
    """

    scope: Condition | None = None
    criteria: dict[str, Criterion]
    scores: dict[str, Score] = Field(default_factory=dict)
    lowest: Label
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    undecided: Label
    out_of_scope: Label | None = None
    a_reached_grade_stands: YesNo
    show: tuple[str, ...] = ()

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Every outcome: the grades from the lowest up, undecided, out of scope."""
        beyond = () if self.out_of_scope is None else (self.out_of_scope,)
        return (self.lowest, *self.grades, self.undecided, *beyond)

    @cached_property
    def suppliers(self) -> dict[str, str]:
        """Who can supply each criterion: the patient or the clinician."""
        return {
            name: supplier(criterion.when.names(self.scores))
            for name, criterion in self.criteria.items()
        }

    @cached_property
    def ladder(self) -> dict[str, Condition]:
        """The condition of each grade, from the lowest up."""
        return {grade.code: grade.when for grade in self.grades}

    @model_validator(mode="after")
    def _criteria_meet(self) -> Self:
        if self.scope is not None:
            _check_grounds("'scope'", self.scope, {})
        for name, criterion in self.criteria.items():
            _check_grounds(name, criterion.when, self.scores)
            for score, limit in criterion.when.limits():
                place = f"{name}: 'at_least' of '{score}'"
                _check_reached(place, limit, self.scores[score])
        if (self.scope is None) is not (self.out_of_scope is None):
            problem = "'scope' and 'out_of_scope' go together"
            raise refusal(problem)
        _check_known("'show'", self.show, self.scores)
        return self

    @model_validator(mode="after")
    def _grades_meet(self) -> Self:
        known = [*self.criteria]
        for grade in self.grades:
            _check_rests_on_criteria(f"grade {grade.code}", grade.when)
            _check_known(f"grade {grade.code}", grade.when.references(), known)
            known.append(grade.code)
        return self

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the edition with a finding that it reads."""
        if self.scope is not None:
            yield from (("scope", name) for name in self.scope.names())
        for place, criterion in self.criteria.items():
            yield from ((place, name) for name in criterion.when.names(self.scores))
        for place, score in self.scores.items():
            yield from ((place, name) for name in score.names())


class Band(Strict):
    """A named stretch of a score, up to the next band."""

    code: Sentence
    start: Count = Field(alias="from")
    text: Text


class Stretch(Strict):
    """A stretch of a score, both ends included."""

    start: Count = Field(alias="from")
    end: Count = Field(alias="to")
    source: Sentence
    provenance: Sourced

    @model_validator(mode="after")
    def _runs_upwards(self) -> Self:
        if self.end < self.start:
            problem = f"'to' is below {self.start}, where it starts"
            raise refusal(problem)
        return self


class CsiEdition(Edition):
    """The cut-off and the bands of the Central Sensitisation Inventory."""

    score: Questionnaire
    cut_off: Limit
    near_cut_off: Stretch
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _bands_climb_from_zero(self) -> Self:
        starts = [band.start for band in self.bands]
        if starts[0] != 0 or starts != sorted(set(starts)):
            problem = f"'bands' start from {starts}; the first is 0, each is higher"
            raise refusal(problem)
        _check_reached("the last of 'bands'", starts[-1], self.score)
        return self

    @model_validator(mode="after")
    def _cut_off_can_be_reached(self) -> Self:
        _check_reached("'cut_off'", self.cut_off, self.score)
        near = self.near_cut_off
        if not near.start <= self.cut_off <= near.end:
            span = f"from {near.start} to {near.end}"
            problem = f"'near_cut_off' runs {span}, past the cut-off {self.cut_off}"
            raise refusal(problem)
        _check_reached("'to' of 'near_cut_off'", near.end, self.score)
        return self

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the edition with a finding that it reads."""
        return (("score", name) for name in self.score.names())


class CountEdition(Edition):
    """A count of yes answers with its cut-off."""

    score: SumOf
    cut_off: Limit

    @model_validator(mode="after")
    def _cut_off_can_be_reached(self) -> Self:
        _check_reached("'cut_off'", self.cut_off, self.score)
        return self

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the edition with a finding that it reads."""
        return (("score", name) for name in self.score.names())


class ScreenEdition(Edition):
    """What self-report alone suggests, read from the criteria of a rule set."""

    reads: Sentence
    positive: Condition
    negative: Condition

    @model_validator(mode="after")
    def _rests_on_criteria(self) -> Self:
        _check_rests_on_criteria("'positive'", self.positive)
        _check_rests_on_criteria("'negative'", self.negative)
        return self

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: the criteria that it reads name their findings."""
        return iter(())


class _RuleSet(Strict):
    id: Sentence
    title: Text


class GradedRules(_RuleSet):
    """A rule set whose outcome is a grade, or met or not met."""

    kind: Literal["grades", "met"]
    editions: tuple[GradedEdition, ...]


class CsiRules(_RuleSet):
    """The rule set of the Central Sensitisation Inventory."""

    kind: Literal["csi"]
    editions: tuple[CsiEdition, ...]


class CountRules(_RuleSet):
    """A rule set that counts yes answers."""

    kind: Literal["count"]
    editions: tuple[CountEdition, ...]


class ScreenRules(_RuleSet):
    """The rule set of the self-report screen."""

    kind: Literal["screen"]
    editions: tuple[ScreenEdition, ...]


RuleSet = GradedRules | CsiRules | CountRules | ScreenRules
AnyEdition = GradedEdition | CsiEdition | CountEdition | ScreenEdition


def findings_read(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Yield every place in a rule set with a finding that it reads."""
    for edition in rules.editions:
        for place, name in edition.findings():
            yield f"{edition.version}.{place}", name
