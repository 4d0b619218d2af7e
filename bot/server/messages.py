"""What comes from a patient and what goes back, before and after the dialogue."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from actions.log_rows import Choice, RaisedFlag, State, Turn
from actions.questions import flags_of_choice
from actions.ticks import joined, pieces
from bot.dialogue.agent import Dialogue
from bot.nlu.folding import fold
from bot.nlu.listener import FAILED, listen
from bot.nlu.reading import read
from bot.nlu.requests import request
from bot.server.texts import LANGS, control_choices
from criteria.catalogue import red_flag

LANGUAGE_CHOICES = {
    "language.es": Choice("language.es", "Español"),
    "language.en": Choice("language.en", "English"),
}


logger = structlog.get_logger()


class MixedChoicesError(ValueError):
    """Quick replies sent together of which one stands alone ("none of these")."""

    def __init__(self, choice: str) -> None:
        super().__init__(
            f"The choice '{choice}' stands alone: send it with no other, or send only "
            "choices whose 'ticks' is true."
        )


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
    """A patient's message: free text, or the ids of quick replies.

    `choice` is the one that was tapped, `choices` are those that were ticked and sent
    together. `client_id` is the client's own id of the message: posting it again
    returns the same reply and stores nothing twice.
    """

    client_id: str
    text: str | None = None
    choice: str | None = None
    choices: tuple[str, ...] = ()


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
    """Return the patient's turn: what was typed, or the titles that were picked.

    Typing the words of an offered quick reply is the same as tapping it; typing those
    of several, one a line, is the same as ticking them.

    Raises:
        UnknownChoiceError: the open question offers no such choice.
        MixedChoicesError: several were sent, and one of them stands alone.
    """
    read = _picked if incoming.text is None else _typed
    picked = read(incoming, question)
    is_list = len(picked) > 1 or bool(incoming.choices)
    return Turn(
        author="patient",
        at=at,
        text=incoming.text or joined(one.text for one in picked),
        client_id=incoming.client_id,
        choice=picked[0].id if picked else None,
        choices=picked if is_list and _all_tick(picked) else (),
    )


def _picked(incoming: Incoming, question: Turn | None) -> tuple[Choice, ...]:
    """Return the quick replies that were tapped or ticked."""
    offered = _by_id(question.choices if question else ())
    known = LANGUAGE_CHOICES | _by_id(_controls(question)) | offered
    ids = incoming.choices or (incoming.choice or "",)
    unknown = next((one for one in ids if one not in known), None)
    if unknown is not None:
        raise UnknownChoiceError(unknown, list(offered))
    picked = tuple(known[one] for one in dict.fromkeys(ids))
    alone = next((one for one in picked if not one.ticks), None)
    if alone and len(picked) > 1:
        raise MixedChoicesError(alone.id)
    return picked


def _typed(incoming: Incoming, question: Turn | None) -> tuple[Choice, ...]:
    """Return the quick replies whose words were typed, none for other words."""
    text = incoming.text or ""
    offered = (*(question.choices if question else ()), *_controls(question))
    whole = _titled(text, offered)
    if whole:
        return (whole,)
    parts = [_titled(text[start:end], offered) for start, end in pieces(text)]
    named = tuple(one for one in parts if one)
    is_list = len(named) == len(parts) == len({one.id for one in named})
    return named if is_list and _all_tick(named) else ()


def _titled(words: str, offered: Iterable[Choice]) -> Choice | None:
    same = (one for one in offered if _plain(one.text) == _plain(words))
    return next(same, None)


def _all_tick(choices: tuple[Choice, ...]) -> bool:
    return all(choice.ticks for choice in choices)


def _by_id(choices: Iterable[Choice]) -> dict[str, Choice]:
    return {choice.id: choice for choice in choices}


def flags_in(
    turn: Turn, *, for_another: bool = False, can_ask: bool = True
) -> list[RaisedFlag]:
    """Return the red flags that a message states, each with its highest level.

    A quick reply's title names alternatives, so its meaning counts, not its words.
    `for_another` says that a carer or an interpreter answers, `can_ask` that what is in
    doubt can be asked about; where it cannot, it counts as stated.
    """
    if turn.choice is not None:
        return list(_flags_picked(turn))
    return [
        RaisedFlag(heard.code, red_flag(heard.code).level, heard.words, heard.start)
        for heard in listen(
            turn.text, for_another=for_another, today=turn.at.date(), can_ask=can_ask
        )
        if heard.code != FAILED
    ]


def codes_picked(incoming: Incoming) -> set[str]:
    """Return the red flags that the quick replies of a message raise."""
    ids = (*incoming.choices, *([incoming.choice] if incoming.choice else []))
    return {code for one in ids for code in flags_of_choice(one)}


def _flags_picked(turn: Turn) -> Iterator[RaisedFlag]:
    """Yield the red flags of the quick reply that was tapped, or of each ticked."""
    ids = [one.id for one in turn.choices] or [turn.choice or ""]
    places = pieces(turn.text) if turn.choices else [(0, len(turn.text))]
    for one, (start, end) in zip(ids, places, strict=True):
        for code in flags_of_choice(one):
            yield RaisedFlag(code, red_flag(code).level, turn.text[start:end], start)


def asks_erasure(turn: Turn) -> bool:
    """Tell whether a message plainly asks to delete what was told.

    It is asked where nothing may fail: a message that cannot be read asks nothing.
    """
    try:
        wish, _ = request(read(turn.text), states=False)
    except Exception as error:
        logger.error("request.failed", error=type(error).__name__)
        return False
    return wish == "delete_data" or turn.choice == "do.delete"


def require_heard(turn: Turn) -> None:
    """Stop the turn of a typed message that the listener could not read.

    Raises:
        ListenerFailedError: it could not; the patient must read the safe text.
    """
    if turn.choice is None and any(r.code == FAILED for r in listen(turn.text)):
        raise ListenerFailedError


def rasa_text(turn: Turn) -> str:
    """Return what Rasa reads: a button's payload, or text that can be no payload."""
    if turn.choices:
        return Dialogue.ticked(one.id for one in turn.choices)
    if turn.choice is not None:
        return Dialogue.payload(turn.choice)
    if turn.text.lstrip().startswith("/"):
        return turn.text.replace("/", "／", 1)
    return turn.text


def _controls(question: Turn | None) -> tuple[Choice, ...]:
    """Return what may be asked of the interview at a question, in its language."""
    lang = question.lang if question and question.lang in LANGS else None
    return control_choices(lang)


def _plain(text: str) -> list[str]:
    """Return the words of a text without case, accents and punctuation."""
    return re.findall(r"\w+", fold(text).text)
