"""Where Rasa keeps trackers and locks: the session log, and this process."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlite_utils import Database

from actions import session_log
from bot.dialogue.staging import DialogueFailedError, staging


class SessionTrackerStore(TrackerStore):
    """Reads trackers from the session log and stages them for the turn's commit.

    Errors of the log reach the turn: this store is never wrapped in Rasa's
    FailSafeTrackerStore, which would hide them.
    """

    def __init__(self, db: Database) -> None:
        super().__init__(domain=None)
        self.db = db

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a conversation's tracker as the last committed turn left it."""
        events = session_log.tracker_events(self.db, sender_id)
        if not events:
            return None
        staging().known_events = len(events)
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stage a tracker.

        Raises:
            DialogueFailedError: an action failed in this turn.
        """
        turn = staging()
        if turn.failures:
            message = f"The turn is not saved: {', '.join(turn.failures)} failed."
            raise DialogueFailedError(message)
        turn.tracker = tracker

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations."""
        return [row["id"] for row in self.db.table("sessions").rows]


class SessionLocks(LockStore):
    """One lock a conversation, first come first served, without polling."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, *_args: Any, **_kwargs: Any
    ) -> AsyncIterator[asyncio.Lock]:
        """Hold a conversation's lock."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            yield lock
