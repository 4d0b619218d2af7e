"""The conversation in a terminal: the same turns, on a throw-away session log."""

from collections.abc import Callable
from datetime import datetime

import typer

from actions import session_log
from actions.log_rows import Turn
from bot.dialogue.agent import Dialogue
from bot.dialogue.model import ensure_model
from bot.rehearsal import throw_away_log
from bot.server.turn import Incoming, Interview, Reply
from bot.settings import Settings


async def chat(settings: Settings, clock: Callable[[], datetime]) -> None:
    """Talk until the interview ends, the input ends, or Ctrl-C is pressed.

    A number picks a quick reply, and several with commas between them those that may be
    ticked together; anything else is free text.
    """
    db = throw_away_log()
    dialogue = Dialogue.load(ensure_model(settings.home), db)
    interview = Interview(db, dialogue, settings)
    session_id = await interview.open(clock())
    question = session_log.last_reply(db, session_id)
    shown: Turn | Reply | None = question
    sent = 0
    while shown is not None and shown.state in ("open", "failed"):
        _show(shown)
        typed = _read_line()
        if typed is None:
            return
        sent += 1
        incoming = _incoming(f"line-{sent}", typed, shown)
        shown = await interview.take(session_id, incoming, clock())
    if shown is not None:
        _show(shown)


def _show(said: Turn | Reply) -> None:
    for message in said.messages:
        typer.echo(f"\n{message}")
    for number, choice in enumerate(said.choices, 1):
        typer.echo(f"  {number}. {choice.text}")


def _read_line() -> str | None:
    try:
        return input("> ")
    except (EOFError, KeyboardInterrupt):
        return None


def _incoming(name: str, typed: str, shown: Turn | Reply) -> Incoming:
    parts = [part.strip() for part in typed.split(",")]
    offered = {str(number): one for number, one in enumerate(shown.choices, 1)}
    picked = [offered[part] for part in parts if part in offered]
    ticks = all(one.ticks for one in picked)
    if len(picked) != len(parts) or (len(picked) > 1 and not ticks):
        return Incoming(name, text=typed)
    ids = tuple(one.id for one in picked)
    return Incoming(name, choices=ids) if ticks else Incoming(name, choice=ids[0])
