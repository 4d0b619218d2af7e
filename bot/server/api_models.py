"""The shapes of the JSON interface; its documentation is made from them."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from actions.log_rows import State

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Lang = Literal["es", "en"]
ChoiceId = Annotated[str, Field(min_length=1, max_length=128)]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Shape(BaseModel):
    """A frozen shape without room for unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NewSession(Shape):
    """A wish to start an interview, in a language if it is known already."""

    lang: Lang | None = None


class NewTurn(Shape):
    """One message of the patient: free text, or the ids of quick replies.

    `choice` taps one; `choices` sends those that were ticked, together. `client_id` is
    the sender's own id of the message: sent again, it is the same message, and its
    answer is returned again. `mark` is the mark of the session that the message is
    meant for; another session refuses it.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["text"]},
                {"required": ["choice"]},
                {"required": ["choices"]},
            ]
        }
    )

    client_id: ClientId
    text: Annotated[str, Field(min_length=1)] | None = None
    choice: ChoiceId | None = None
    choices: (
        Annotated[tuple[ChoiceId, ...], Field(min_length=1, max_length=32)] | None
    ) = None
    mark: Mark | None = None

    @model_validator(mode="after")
    def _is_one_message(self) -> Self:
        given = [one for one in (self.text, self.choice, self.choices) if one]
        if len(given) != 1:
            message = "give exactly one of 'text', 'choice' and 'choices'"
            raise ValueError(message)
        return self


class QuickReply(Shape):
    """A quick reply on offer: the id to send back and the words to show.

    Those whose `ticks` is true may be sent several together; any other stands alone.
    """

    id: str
    text: str
    ticks: bool


class ProgressView(Shape):
    """The furthest theme asked about so far, from 1, and how many there are."""

    place: int
    count: int


class ReplyView(Shape):
    """The bot's answer to one turn.

    `topic` and `choices` are the question that is open now; `controls` are what may
    be asked of the interview at it; `urgent` holds the codes of red flags first raised
    in this turn; `state` is "failed" when a step broke: the turn is kept and
    `messages` hold the safe text.
    """

    seq: int
    messages: tuple[str, ...]
    choices: tuple[QuickReply, ...]
    controls: tuple[QuickReply, ...]
    topic: str | None
    progress: ProgressView | None
    lang: str | None
    state: State
    urgent: tuple[str, ...]


class TurnView(Shape):
    """One turn of the transcript: the patient's text, or the bot's messages."""

    seq: int
    author: Literal["patient", "bot"]
    at: datetime
    lang: str | None
    messages: tuple[str, ...]


class SessionView(Shape):
    """The transcript so far, and the question that is open now.

    `mark` names the session; a message that carries it reaches no other session.
    """

    mark: str
    turns: tuple[TurnView, ...]
    choices: tuple[QuickReply, ...]
    controls: tuple[QuickReply, ...]
    topic: str | None
    progress: ProgressView | None
    lang: str | None
    state: State


class Problem(Shape):
    """Why a request was refused (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
