"""What the session log holds: turns, red flags, outcomes, sessions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Author = Literal["patient", "bot"]
State = Literal[
    "open",
    "done",
    "refused",
    "stopped",
    "failed",
    "paused",
    "left",
    "withdrawn",
    "closed",
]
SessionState = Literal[State, "erased"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A quick reply: the id a client sends back and the text a person reads.

    The id names its question ("safety:none"), so that a reply to an earlier question
    is never taken for one to a later question. One that `ticks` may be sent together
    with others that do; any other stands alone.
    """

    id: str
    text: str
    ticks: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation, by the patient or by the bot.

    A patient's turn has `client_id` (the client's own id of the message) and, when a
    quick reply was tapped, `choice`; where quick replies were ticked, `choices` holds
    all of them and `choice` the first. A bot's turn has `answers` (the sequence number
    of the turn it replies to, None for the greeting), `messages` (its bubbles),
    `choices` and `topic` (what it asks next) and `state`: open, done, refused,
    stopped (urgent: the interview ended), paused (to go on later), left (by the
    patient), withdrawn (the patient asked for deletion), closed (rested too long) or
    failed (a step failed; the patient read a safe text).
    """

    author: Author
    at: datetime
    text: str
    lang: str | None = None
    client_id: str | None = None
    choice: str | None = None
    answers: int | None = None
    messages: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    topic: str | None = None
    state: State | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A red flag raised in a turn, with the patient's words and where they start."""

    code: str
    level: str
    words: str
    start: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules made of the findings, and the versions of the rules."""

    outcomes: dict[str, Any]
    rules: dict[str, str]
    seq: int = 0


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as the desk lists it."""

    number: int
    id: str
    started_at: datetime
    last_at: datetime
    lang: str | None
    state: SessionState
    answered: int
    unanswered: int
    flags: tuple[RaisedFlag, ...] = field(default=())
    erasure_asked: datetime | None = None
