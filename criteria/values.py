"""The kinds of value a finding can hold, and the words that describe a finding."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

CSI_ITEMS = 25
CSI_ITEM_MAX = 4


class Strict(BaseModel):
    """A value that never changes and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def refusal(problem: str) -> PydanticCustomError:
    """Return the error of a value that is refused, to be raised in a validator."""
    kind = "refused"
    return PydanticCustomError(kind, "{problem}", {"problem": problem})


class Tri(StrEnum):
    """A truth value as files spell it."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How a finding came to be known, or why it is not; only answered counts."""

    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    NOT_ASSESSED = "not_assessed"
    CONFLICT = "conflict"


class Source(StrEnum):
    """Who said it: the patient, a clinician, or the medical record."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    RECORD = "record"


class Owner(StrEnum):
    """Who may set a finding; a hint is set by the patient, settled by a clinician."""

    PATIENT = "patient"
    HINT = "hint"
    CLINICIAN = "clinician"


class Scope(StrEnum):
    """Whether a finding belongs to one pain problem or to the person."""

    PROBLEM = "problem"
    PERSON = "person"


class Kind(StrEnum):
    """What a finding holds."""

    TRI = "tri"
    CHOICE = "choice"
    NUMBER = "number"
    DURATION = "duration"
    LIST = "list"
    WORDS = "words"
    SCORE = "score"


class BodySystem(StrEnum):
    """Where the pain problem belongs; only musculoskeletal pain is graded."""

    MUSCULOSKELETAL = "musculoskeletal"
    HEADACHE_OROFACIAL = "headache_orofacial"
    VISCERAL = "visceral"
    OTHER = "other"
    UNKNOWN = "unknown"


class Distribution(StrEnum):
    """How far the pain spreads."""

    DISCRETE = "discrete"
    REGIONAL = "regional"
    MULTIFOCAL = "multifocal"
    WIDESPREAD = "widespread"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How sure a duration is; only exact makes a number a point."""

    EXACT = "exact"
    APPROX = "approx"
    UNKNOWN = "unknown"


class Respondent(StrEnum):
    """Who answers."""

    SELF = "self"
    CARER = "carer"
    INTERPRETER = "interpreter"
    UNKNOWN = "unknown"


Count = Annotated[int, Field(strict=True, ge=0)]
Months = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]
Rating = Annotated[float, Field(strict=True, ge=0, le=10, allow_inf_nan=False)]
CsiItem = Annotated[int, Field(strict=True, ge=0, le=CSI_ITEM_MAX)]
SssItem = Annotated[int, Field(strict=True, ge=0, le=3)]


class MonthRange(Strict):
    """A duration of which only bounds are known, in months of 30.4375 days.

    Attributes:
        low: At least this many months.
        high: At most this many, None without an upper bound.
        low_open: True when it is more than ``low``.
        high_open: True when it is less than ``high``.
    """

    low: Months = 0
    high: Months | None = None
    low_open: bool = Field(default=False, strict=True)
    high_open: bool = Field(default=False, strict=True)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.high is None:
            return self
        open_point = self.low == self.high and (self.low_open or self.high_open)
        if self.low > self.high or open_point:
            text = f"no duration lies from {self.low:g} to {self.high:g}"
            raise refusal(text)
        return self


class Csi(Strict):
    """Central Sensitisation Inventory, part A: 25 items of 0 to 4.

    Attributes:
        answered_sum: Sum of the answered items.
        missing: How many items have no answer.
        items: The 25 items instead, None where not answered.
    """

    answered_sum: Count | None = None
    missing: Annotated[int, Field(strict=True, ge=0, le=CSI_ITEMS)] | None = None
    items: (
        Annotated[
            tuple[CsiItem | None, ...],
            Field(min_length=CSI_ITEMS, max_length=CSI_ITEMS),
        ]
        | None
    ) = None

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        problem = self._problem()
        if problem:
            raise refusal(problem)
        return self

    def _problem(self) -> str:
        summed = self.answered_sum is not None, self.missing is not None
        if self.items is not None:
            return "give the items or the sum, not both" if any(summed) else ""
        if not all(summed):
            return "give 'answered_sum' and 'missing', or 25 'items'"
        most = CSI_ITEM_MAX * (CSI_ITEMS - (self.missing or 0))
        too_much = (self.answered_sum or 0) > most
        return f"'answered_sum' is at most {most} here" if too_much else ""


class Sss(Strict):
    """Symptom severity of fibromyalgia 2016; three scores of 0 to 3, three yes/no."""

    fatigue: SssItem | None = None
    unrefreshed: SssItem | None = None
    cognition: SssItem | None = None
    headache: Tri = Tri.UNKNOWN
    lower_abdominal: Tri = Tri.UNKNOWN
    depression: Tri = Tri.UNKNOWN
