"""The conversation tests' own format: who says what, and what should come of it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from actions.log_rows import State
from criteria.findings import TOPICS, known
from tests.conversations import domain
from tests.conversations.names import one_of

NOTHING = "nothing"
CONTROL = "do."
PAUSE = re.compile(r"(\d+) (minute|hour|day)s?")


def _many(given: Any) -> Any:
    """Take one thing as a list of one."""
    return tuple(given) if isinstance(given, (list, tuple)) else (given,)


def _pause(given: Any) -> timedelta:
    """Read a pause such as "2 hours"."""
    found = PAUSE.fullmatch(str(given))
    if found is None:
        message = f"'{given}' is not a pause. Write it as '2 hours' or '10 minutes'."
        raise ValueError(message)
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _finding(name: str) -> str:
    group, _, member = name.partition(".")
    if not known(name) and not (known(group) and member):
        message = f"'{name}' is not a finding"
        raise ValueError(message)
    return name


def _tap(name: Any) -> str:
    tapped = str(name)
    if tapped.startswith(CONTROL):
        return tapped
    return one_of(tapped, domain.quick_replies(), "quick reply")


def _asked(name: str) -> str:
    allowed = {NOTHING, *domain.questions(), *TOPICS}
    return one_of(name, allowed, "question or topic")


def _response(name: str) -> str:
    return one_of(name, domain.responses(), "response")


def _question(name: str) -> str:
    return one_of(name, domain.questions(), "question")


def _slot(name: str) -> str:
    return one_of(name, domain.slots(), "slot")


Texts = Annotated[tuple[str, ...], BeforeValidator(_many)]
FindingName = Annotated[str, AfterValidator(_finding)]
Tap = Annotated[str, BeforeValidator(_tap)]
Asked = Annotated[str, AfterValidator(_asked)]
Response = Annotated[str, AfterValidator(_response)]
Question = Annotated[str, AfterValidator(_question)]
SlotName = Annotated[str, AfterValidator(_slot)]


class Model(BaseModel):
    """A part of a dialogue file; a key that does not exist is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Typed(Model):
    """An answer in the patient's own words."""

    patient: str


class Ticked(Model):
    """An answer of several quick replies, ticked and sent together."""

    ticks: Annotated[tuple[Tap, ...], BeforeValidator(_many)]


Answer = Tap | Typed | Ticked
Answers = Annotated[tuple[Answer, ...], BeforeValidator(_many)]
Table = dict[Question, Answers]


class Found(Model):
    """What should be known: findings by name, and names that hold no answer.

    `problems` holds the findings of each pain problem where there are several;
    `status` says how findings without an answer stand: dont_know, declined, conflict.
    """

    findings: dict[FindingName, Any] = {}
    problems: tuple[dict[FindingName, Any], ...] = ()
    not_findings: Annotated[tuple[FindingName, ...], BeforeValidator(_many)] = ()
    status: dict[FindingName, str] = {}


class Expected(Found):
    """What the last reply of a step should be.

    `says` names its responses in order, `asks` the question's slot or its topic
    ("nothing" if none is open), `urgent` the red flags that the message raised,
    `contains` words of the reply, `lacks` words that must not be in it.
    """

    says: Annotated[tuple[Response, ...], BeforeValidator(_many)] | None = None
    asks: Asked | None = None
    contains: Texts = ()
    lacks: Texts = ()
    slots: dict[SlotName, Any] = {}
    urgent: tuple[str, ...] | None = None
    lang: Literal["es", "en"] | None = None
    state: State | None = None


class Step(Expected):
    """One thing that happens, and what should come of it.

    `patient` is typed and `taps` tapped, one message after another; `ticks` are ticked
    and sent as one message. `answers` is a
    table by question, used as long as the bot asks something that stands in it;
    `others` answers every other question (the last of a list again and again), and
    `until` ends it at a question.
    """

    patient: Texts = ()
    taps: Annotated[tuple[Tap, ...], BeforeValidator(_many)] = ()
    ticks: Annotated[tuple[Tap, ...], BeforeValidator(_many)] = ()
    answers: Table | None = None
    others: Answers = ()
    until: Asked | None = None
    later: Annotated[timedelta, BeforeValidator(_pause)] | None = None
    resumes: Literal["with the code"] | None = None
    restarts: Literal["the server"] | None = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Step":
        doing = [name for name in DOINGS if name in self.model_fields_set]
        if len(doing) != 1:
            message = f"a step does one of {', '.join(DOINGS)}; this one does {doing}"
            raise ValueError(message)
        if doing != ["answers"] and (self.others or self.until):
            message = "'others' and 'until' belong to 'answers'"
            raise ValueError(message)
        return self


DOINGS = ("patient", "taps", "ticks", "answers", "later", "resumes", "restarts")


class Ends(Found):
    """How the dialogue should end; `outcomes` by dotted path of the rules' answer."""

    state: State | None = None
    outcomes: dict[str, Any] = {}
    urgency: str | None = None


class Script(Model):
    """One dialogue.

    `opening` is "usual" (the runner answers the opening questions as most people
    do), a table of the opening answers that differ, or "none" (the steps hold all).
    """

    name: str = Field(min_length=15)
    language: Literal["es", "en"]
    at: datetime = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    opening: Literal["usual", "none"] | Table = "usual"
    steps: tuple[Step, ...]
    ends: Ends = Ends()
