"""What comes from a patient and what goes back, before and after the dialogue."""

import re
from dataclasses import dataclass
from datetime import datetime

from actions.log_rows import Choice, RaisedFlag, State, Turn
from actions.questions import flags_of_choice
from bot.dialogue.agent import Dialogue
from bot.nlu.folding import fold
from bot.nlu.listener import FAILED, listen
from bot.server.texts import LANGS, control_choices
from criteria.catalogue import red_flag

LANGUAGE_CHOICES = {"language.es": "Español", "language.en": "English"}


class UnknownChoiceError(ValueError):
    """A quick reply that the open question does not offer."""

    def __init__(self, choice: str, offered: list[str]) -> None:
        self.choice = choice
        super().__init__(
            f"The choice '{choice}' is not offered by the open question. "
            f"Offered: {', '.join(offered) or 'none'}."
        )


class ListenerFailedError(RuntimeError):
    """The red-flag listener could not read a message."""


@dataclass(frozen=True)
class Incoming:
    """A patient's message: free text, or the id of a tapped quick reply.

    `client_id` is the client's own id of the message: posting it again returns the
    same reply and stores nothing twice.
    """

    client_id: str
    text: str | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Reply:
    """The stored answer to a message; `urgent` holds red flags it raised first.

    `choices` answer the open question; `controls` ask something of the interview.
    """

    seq: int
    messages: tuple[str, ...]
    choices: tuple[Choice, ...]
    topic: str | None
    lang: str | None
    state: State
    urgent: tuple[str, ...] = ()
    controls: tuple[Choice, ...] = ()


def turn_from(incoming: Incoming, question: Turn | None, at: datetime) -> Turn:
    """Return the patient's turn: what was typed, or the title that was tapped.

    Typing the words of an offered quick reply is the same as tapping it.

    Raises:
        UnknownChoiceError: the open question offers no such choice.
    """
    offered = (
        {choice.id: choice.text for choice in question.choices} if question else {}
    )
    titles = LANGUAGE_CHOICES | _controls(question) | offered
    if incoming.choice is not None and incoming.choice not in titles:
        raise UnknownChoiceError(incoming.choice, list(offered))
    typed = incoming.text or ""
    typeable = offered | _controls(question)
    same = (name for name, title in typeable.items() if _plain(title) == _plain(typed))
    choice = incoming.choice or next(same, None)
    return Turn(
        author="patient",
        at=at,
        text=titles[choice] if incoming.choice else typed,
        client_id=incoming.client_id,
        choice=choice,
    )


def flags_in(turn: Turn, *, for_another: bool = False) -> list[RaisedFlag]:
    """Return the red flags that a message states, each with its highest level.

    A quick reply's title names alternatives, so its meaning counts, not its words.
    `for_another` says that a carer or an interpreter answers.
    """
    if turn.choice is not None:
        codes = flags_of_choice(turn.choice)
        return [RaisedFlag(code, red_flag(code).level, turn.text) for code in codes]
    return [
        RaisedFlag(heard.code, red_flag(heard.code).level, heard.words, heard.start)
        for heard in listen(turn.text, for_another=for_another, today=turn.at.date())
        if heard.code != FAILED
    ]


def require_heard(turn: Turn) -> None:
    """Stop the turn of a typed message that the listener could not read.

    Raises:
        ListenerFailedError: it could not; the patient must read the safe text.
    """
    if turn.choice is None and any(r.code == FAILED for r in listen(turn.text)):
        raise ListenerFailedError


def rasa_text(turn: Turn) -> str:
    """Return what Rasa reads: a button's payload, or text that can be no payload."""
    if turn.choice is not None:
        return Dialogue.payload(turn.choice)
    if turn.text.lstrip().startswith("/"):
        return turn.text.replace("/", "／", 1)
    return turn.text


def _controls(question: Turn | None) -> dict[str, str]:
    """Return what may be asked of the interview at a question, in its language."""
    lang = question.lang if question and question.lang in LANGS else None
    return {choice.id: choice.text for choice in control_choices(lang)}


def _plain(text: str) -> list[str]:
    """Return the words of a text without case, accents and punctuation."""
    return re.findall(r"\w+", fold(text).text)
