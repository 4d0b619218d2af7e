"""What one turn of the dialogue leaves behind, held until the turn is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from rasa.shared.core.trackers import DialogueStateTracker


class DialogueFailedError(RuntimeError):
    """A step of the dialogue failed; the turn must not look like a success."""


@dataclass
class Staging:
    """The tracker a turn would save, and the actions that failed in it.

    `known_events` counts the tracker's events that are in the session log already.
    """

    known_events: int = 0
    tracker: DialogueStateTracker | None = None
    failures: list[str] = field(default_factory=list)


_staging: ContextVar[Staging] = ContextVar("staging")


def staging() -> Staging:
    """Return the staging of the turn that is being taken.

    Raises:
        LookupError: no turn is being taken.
    """
    return _staging.get()


@contextmanager
def staged_turn() -> Iterator[Staging]:
    """Hold what Rasa does in the block, and return it for committing."""
    token = _staging.set(Staging())
    try:
        yield _staging.get()
    finally:
        _staging.reset(token)
