"""The replies that need no dialogue: the interview stopped, ended, or a step failed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from actions.log_rows import State, Turn
from bot.nlu.listener import FAILED, listen
from bot.server.heard import Heard
from bot.server.messages import Incoming, Reply, asks_erasure, codes_picked
from bot.server.safe_texts import advice, all_numbers, safe_text
from bot.settings import Settings


def bot_turn(
    at: datetime, messages: Iterable[str], state: State, answers: int | None
) -> Turn:
    """Return a turn of the bot."""
    said = tuple(messages)
    return Turn(
        "bot", at, "\n\n".join(said), answers=answers, messages=said, state=state
    )


def advice_on(heard: Heard, lang: str | None, settings: Settings) -> list[str]:
    """Return what to say about the red flags that a message raised first."""
    return advice(heard.urgent, lang, settings, is_alerted=heard.is_alerted)


def fixed_turn(heard: Heard, at: datetime, state: State, settings: Settings) -> Turn:
    """Answer a message in a session that ended, or in which a step failed."""
    said = _stopped(heard, settings) if state == "stopped" else ()
    said = said or (
        *advice_on(heard, heard.lang, settings),
        *([] if state == "done" else [safe_text(state, heard.lang, settings)]),
        *_erasure_noted(heard, state, settings),
    )
    turn = replace(bot_turn(at, said, state, heard.turn.seq), lang=heard.lang)
    if state == "failed" and heard.question:
        choices, topic = heard.question.choices, heard.question.topic
        turn = replace(turn, choices=choices, topic=topic)
    return turn


def repeated_turn(
    heard: Heard, question: Turn, at: datetime, name: str, settings: Settings
) -> Turn:
    """Ask the open question again with a fixed sentence before it."""
    urgent = advice_on(heard, heard.lang, settings)
    fixed = safe_text(name, heard.lang, settings)
    messages = (*urgent, fixed, *question.messages[-1:])
    text, answers = "\n\n".join(messages), heard.turn.seq
    return replace(question, at=at, answers=answers, messages=messages, text=text)


def unstored_reply(incoming: Incoming, settings: Settings) -> Reply:
    """Answer when the log itself failed: advice and safe text, nothing stored."""
    raised = listen(incoming.text or "", can_ask=False)
    heard = {one.code for one in raised} - {FAILED}
    codes = tuple(sorted(heard | codes_picked(incoming)))
    said = advice(codes, None, settings)
    text = safe_text("failed", None, settings)
    return Reply(0, (*said, text), (), None, None, "failed", codes)


def keeps_erasure(heard: Heard, state: State | None) -> bool:
    """Tell whether a message to an ended session asks for deletion of what it holds."""
    return state in ("stopped", "closed", "done") and asks_erasure(heard.turn)


def _erasure_noted(heard: Heard, state: State, settings: Settings) -> tuple[str, ...]:
    """Say that a wish for deletion is noted, and who can do it."""
    is_noted = keeps_erasure(heard, state)
    return (safe_text("erasure_noted", heard.lang, settings),) if is_noted else ()


def _stopped(heard: Heard, settings: Settings) -> tuple[str, ...]:
    """Say that the interview stopped; later, that a warning is never taken away."""
    lang, urgent = heard.lang, advice_on(heard, heard.lang, settings)
    if not urgent:
        name = "stopped_crisis" if heard.is_crisis else "stopped_before"
        noted = _erasure_noted(heard, "stopped", settings)
        return (
            safe_text(name, lang, settings),
            *noted,
            all_numbers(lang, settings),
        )
    is_slip = heard.turn.choice is not None and not heard.is_crisis
    slip = (safe_text("stopped_by_tap", lang, settings),) if is_slip else ()
    return (*urgent, safe_text("stopped", lang, settings), *slip)
