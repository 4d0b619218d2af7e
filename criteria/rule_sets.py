"""The shapes of a rule file: dated editions of criteria, grades, scores and flags."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from criteria.conditions import Condition
from criteria.errors import did_you_mean
from criteria.findings import REGIONS, fact, leaves
from criteria.scores import Questionnaire, Score, SumOf
from criteria.values import Owner, Source, Status, Strict, refusal

_CLINICAL = {name for name in leaves() if fact(name).owner is Owner.CLINICIAN}

Provenance = tuple[Literal["V", "V2", "M", "E"], ...]
Sourced = Annotated[Provenance, Field(min_length=1)]
Sentence = Annotated[str, Field(min_length=1)]


class Text(Strict):
    """One meaning in both languages.

    >>> Text(es="sí", en="yes")["en"]
    'yes'
    """

    es: Sentence
    en: Sentence

    def __getitem__(self, lang: str) -> str:
        return {"es": self.es, "en": self.en}[lang]


class InForce(Strict):
    """The days on which an edition answers.

    Attributes:
        start: The first day.
        until: The first day on which it no longer answers, None while it does.
    """

    start: date = Field(alias="from")
    until: date | None = None

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


def _check_scores(place: str, when: Condition, scores: Mapping[str, Score]) -> None:
    try:
        tuple(when.names(scores))
    except KeyError as error:
        problem = f"{place} compares {error}, which is not in 'scores'"
        raise refusal(problem) from None


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
    a_reached_grade_stands: bool
    show: tuple[str, ...] = ()

    @cached_property
    def suppliers(self) -> dict[str, str]:
        """Who can supply each criterion: the patient or the clinician."""
        return {
            name: supplier(criterion.when.names(self.scores))
            for name, criterion in self.criteria.items()
        }

    @model_validator(mode="after")
    def _names_meet(self) -> Self:
        known = {*self.criteria, *(grade.code for grade in self.grades)}
        for grade in self.grades:
            strange = set(grade.when.references()) - known
            if strange:
                problem = f"grade {grade.code} asks for {sorted(strange)}"
                raise refusal(problem)
        for place, criterion in self.criteria.items():
            _check_scores(place, criterion.when, self.scores)
        if (self.scope is None) is not (self.out_of_scope is None):
            problem = "'scope' and 'out_of_scope' go together"
            raise refusal(problem)
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
    start: int = Field(alias="from")
    text: Text


class Stretch(Strict):
    """A stretch of a score, both ends included."""

    start: int = Field(alias="from")
    end: int = Field(alias="to")
    source: Sentence
    provenance: Sourced


class CsiEdition(Edition):
    """The cut-off and the bands of the Central Sensitisation Inventory."""

    score: Questionnaire
    cut_off: int
    near_cut_off: Stretch
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the edition with a finding that it reads."""
        return (("score", name) for name in self.score.names())


class CountEdition(Edition):
    """A count of yes answers with its cut-off."""

    score: SumOf
    cut_off: int

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the edition with a finding that it reads."""
        return (("score", name) for name in self.score.names())


class ScreenEdition(Edition):
    """What self-report alone suggests, read from the criteria of a rule set."""

    reads: Sentence
    positive: Condition
    negative: Condition

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the edition with a finding that it reads."""
        yield from (("positive", name) for name in self.positive.names())
        yield from (("negative", name) for name in self.negative.names())


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


class _SafetyData(Strict):
    id: Sentence
    version: Sentence


class Default(Strict):
    """A value that a finding takes when it was not said."""

    finding: Sentence
    expected: Literal["true", "false"] = Field(alias="is")
    when: Condition


class Integrity(_SafetyData):
    """What must fit together, and what follows from what was said.

    Attributes:
        chains: Findings from the strongest statement to the weakest.
        never_together: Findings that cannot all be true.
        defaults: Values of findings that were not said.
        scope_known: Holds when the place of the pain is known.
        longer: The strict reading of the shortest duration.
        as_long: The inclusive reading of the same.
    """

    source: Sentence
    provenance: Sourced
    chains: tuple[tuple[str, ...], ...]
    never_together: tuple[tuple[str, ...], ...]
    defaults: tuple[Default, ...]
    scope_known: Condition
    longer: Condition
    as_long: Condition

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the file with a finding that it reads."""
        yield from (("chains", name) for chain in self.chains for name in chain)
        yield from (("never_together", n) for pair in self.never_together for n in pair)
        for default in self.defaults:
            yield "defaults", default.finding
            yield from (("defaults", name) for name in default.when.names())
        for place in ("scope_known", "longer", "as_long"):
            yield from ((place, name) for name in getattr(self, place).names())


class Level(Strict):
    """How urgent a red flag is, and whether it stops the interview."""

    code: Literal["E1", "E2", "SD", "URG", "REV", "NONE"]
    stops: bool
    text: Text


class Milder(Strict):
    """The level of a red flag when a detail makes it less urgent."""

    level: Literal["E1", "E2", "SD", "URG", "REV"]
    when: Sentence


class RedFlag(Strict):
    """One red flag.

    Attributes:
        code: Its name in the vocabulary; the file is the list of codes.
        name: What it warns of, in a few words for a clinician.
        level: Its highest level, which a bare code takes.
        milder: The lower level and the detail that chooses it, where there is one.
        trigger: What raises it, in words for a clinician.
        advice: The sentence for the patient: the symptom and the action.
        source: Where it was read.
    """

    code: Annotated[str, Field(pattern="^RF_[A-Z_]+$")]
    name: Text
    level: Literal["E1", "E2", "SD", "URG", "REV"]
    milder: Milder | None = None
    trigger: Sentence
    advice: Text
    source: Sentence
    provenance: Sourced


class Endings(Strict):
    """The second half of an advice, by whether an alert really reaches someone."""

    staffed: Text
    not_staffed: Text


class Pair(Strict):
    """Red flags and findings that mean more together; it can only raise a level.

    Attributes:
        name: Its name among the flags of an outcome.
        codes: The red flags, all true.
        findings: The findings beside them, all true.
        level: The level that all of them together have at least.
        text: What they mean together, in words for a clinician.
    """

    name: Annotated[str, Field(pattern="^[a-z_]+$")]
    codes: Annotated[tuple[str, ...], Field(min_length=1)]
    findings: tuple[str, ...] = ()
    level: Literal["E1", "E2", "SD", "URG", "REV"]
    text: Text
    source: Sentence
    provenance: Sourced


class RedFlagData(_SafetyData):
    """Every red flag with its levels and wording; the newest always answers."""

    reviewed: date
    source: Sentence
    provenance: Sourced
    levels: tuple[Level, ...]
    endings: Endings
    codes: tuple[RedFlag, ...]
    pairs: tuple[Pair, ...]

    @model_validator(mode="after")
    def _names_meet(self) -> Self:
        codes = [flag.code for flag in self.codes]
        twice = {code for code in codes if codes.count(code) > 1}
        if twice:
            problem = f"'codes' holds {sorted(twice)} more than once"
            raise refusal(problem)
        for pair in self.pairs:
            _check_codes(pair, codes)
        return self


def _check_codes(pair: "Pair", codes: list[str]) -> None:
    for code in pair.codes:
        if code not in codes:
            problem = f"pair '{pair.name}': no '{code}'.{did_you_mean(code, codes)}"
            raise refusal(problem)


class Numbers(Strict):
    """Whom to call in one country.

    Attributes:
        country: Two-letter code.
        emergency: The emergency number.
        crisis: The suicide and crisis line.
    """

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    name: Text
    emergency: Sentence
    emergency_label: Text
    crisis: Sentence
    crisis_label: Text
    source: Sentence
    provenance: Sourced


class EmergencyData(_SafetyData):
    """Emergency and crisis numbers, with the day they were last looked at."""

    reviewed: date
    countries: Annotated[tuple[Numbers, ...], Field(min_length=1)]


Region = Literal[REGIONS]  # type: ignore[valid-type]


class RegionData(_SafetyData):
    """Which parts of the body touch, and which make up the five body regions.

    Attributes:
        touches: Neighbours, each pair once.
        touch_everything: Parts that reach all others.
        midline: Parts whose left and right touch.
        upper: Parts of an upper body region, with a side.
        lower: Parts of a lower one.
        axial: Parts of the axial one.
        everywhere: Parts that stand for all five.
        one_side: Parts that stand for an upper and a lower region of one side.
        widespread_from: How many of the five make pain widespread.
    """

    source: Sentence
    provenance: Sourced
    touches: dict[Region, tuple[Region, ...]]
    touch_everything: tuple[Region, ...]
    midline: tuple[Region, ...]
    upper: tuple[Region, ...]
    lower: tuple[Region, ...]
    axial: tuple[Region, ...]
    everywhere: tuple[Region, ...]
    one_side: tuple[Region, ...]
    widespread_from: int

    def are_neighbours(self, one: str, other: str) -> bool:
        """Return whether two different parts touch."""
        return other in self.touches.get(one, ()) or one in self.touches.get(other, ())


class Wording(_SafetyData):
    """Words for clinicians: labels, templates and the lines of the exam checklist.

    Attributes:
        templates: How an explanation is put together.
        values: The words for a value.
        statuses: The words for how a finding came to be known or is not.
        sources: The words for who said it.
        suppliers: The words for who can supply what is missing.
        findings: The label of every finding that a criterion reads.
        checks: What to examine or judge for each finding of a clinician's, in order.
    """

    source: Sentence
    provenance: Sourced
    templates: dict[str, Text]
    values: dict[str, Text]
    statuses: dict[Status, Text]
    sources: dict[Source, Text]
    suppliers: dict[str, Text]
    findings: dict[str, Text]
    checks: dict[str, Text]
