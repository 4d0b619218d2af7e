"""The shapes of the safety data: red flags with their pairs, and whom to call."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from criteria.errors import did_you_mean
from criteria.shapes import Sentence, Sourced, Text, Versioned
from criteria.values import Strict, refusal


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


class RedFlagData(Versioned):
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


class EmergencyData(Versioned):
    """Emergency and crisis numbers, with the day they were last looked at."""

    reviewed: date
    countries: Annotated[tuple[Numbers, ...], Field(min_length=1)]
