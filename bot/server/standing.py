"""Where a session stands now: what a page or program sees of it besides its turns."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from actions.log_rows import Choice, State
from actions.session_log import last_reply, turns
from bot.server.progress import Progress, progress
from bot.server.texts import control_choices
from bot.settings import Settings

MAY_GO_ON = {"open", "failed", "paused", "left"}


@dataclass(frozen=True)
class Standing:
    """The open question of a session, if it may still be answered.

    `state` is "closed" for a session that rested too long, also before anybody wrote
    to it again.
    """

    state: State
    lang: str | None
    topic: str | None
    choices: tuple[Choice, ...]
    controls: tuple[Choice, ...]
    progress: Progress | None


def standing(
    db: Database, session_id: str, settings: Settings, now: datetime
) -> Standing:
    """Return where a session stands."""
    last, said = last_reply(db, session_id), turns(db, session_id)
    state: State = (last.state if last else None) or "failed"
    state = state_now(state, said[-1].at if said else now, settings, now)
    lang, is_open = last.lang if last else None, state == "open"
    return Standing(
        state=state,
        lang=lang,
        topic=last.topic if last else None,
        choices=last.choices if last and state != "closed" else (),
        controls=control_choices(lang) if is_open else (),
        progress=progress(db, session_id) if is_open else None,
    )


def state_now(
    state: State, last_at: datetime, settings: Settings, now: datetime
) -> State:
    """Return a session's state, "closed" once it has rested too long."""
    if state in MAY_GO_ON and settings.is_rested(last_at, now):
        return "closed"
    return state
