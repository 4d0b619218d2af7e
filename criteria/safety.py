"""The shapes of the safety data: red flags with their pairs, and whom to call."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from criteria.errors import did_you_mean
from criteria.shapes import Day, Sentence, Sourced, Text, Versioned, YesNo
from criteria.values import Strict, refusal

Urgency = Literal["E1", "E2", "SD", "URG", "REV"]
LEVELS = (*get_args(Urgency), "NONE")


class Level(Strict):
    """How urgent a red flag is, and whether it stops the interview."""

    code: Literal[Urgency, "NONE"]
    stops: YesNo
    text: Text


class Milder(Strict):
    """The level of a red flag when a detail makes it less urgent."""

    level: Urgency
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
    level: Urgency
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
    level: Urgency
    text: Text
    source: Sentence
    provenance: Sourced


class RedFlagData(Versioned):
    """Every red flag with its levels and wording; the newest always answers."""

    reviewed: Day
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
        names = [pair.name for pair in self.pairs]
        for pair in self.pairs:
            _check_pair(pair, names, codes)
        return self

    @model_validator(mode="after")
    def _levels_fall(self) -> Self:
        ranks = {level.code: place for place, level in enumerate(self.levels)}
        if tuple(ranks) != LEVELS or len(self.levels) != len(LEVELS):
            problem = f"'levels' are {', '.join(LEVELS)}, once each and in this order"
            raise refusal(problem)
        for flag in self.codes:
            if flag.milder and ranks[flag.milder.level] <= ranks[flag.level]:
                found = f"{flag.milder.level} is not milder than {flag.level}"
                problem = f"{flag.code}: {found}; 'level' is the highest it can have"
                raise refusal(problem)
        return self


def _check_pair(pair: "Pair", names: list[str], codes: list[str]) -> None:
    if names.count(pair.name) > 1:
        problem = f"'pairs' holds '{pair.name}' more than once"
        raise refusal(problem)
    if len({*pair.codes, *pair.findings}) < 2:
        problem = f"pair '{pair.name}': one code alone; name another or 'findings'"
        raise refusal(problem)
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


class EmergencyData(Versioned):
    """Emergency and crisis numbers, with the day they were last looked at."""

    reviewed: Day
    countries: Annotated[tuple[Numbers, ...], Field(min_length=1)]
