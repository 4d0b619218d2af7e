"""Sends again the alerts that did not arrive, until they do or somebody saw them.

The pauses grow from one minute to one hour; after a day the desk alone keeps the alert.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlite_utils import Database

from actions.log_alerts import Alert, Undelivered, append_alerts, undelivered
from actions.session_log import number_of, red_flags
from bot.server.alerts import Notice, alert, send_on
from bot.settings import Settings

EVERY_SECONDS = 30
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=1)

logger = structlog.get_logger()


@dataclass(frozen=True)
class Retries:
    """What tries again, with the clock it goes by."""

    db: Database
    settings: Settings
    clock: Callable[[], datetime]

    async def run(self) -> None:
        """Try again for as long as the server runs; a failure ends nothing."""
        while True:
            try:
                await self.once()
            except Exception as error:
                logger.error("alert.retry_failed", error=type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> None:
        """Send what is due now."""
        now = self.clock()
        for one in self._due(now):
            await self._again(one, now)

    def _due(self, now: datetime) -> Iterator[Undelivered]:
        for one in undelivered(self.db):
            pause = min(SHORTEST * 2 ** min(one.tries - 1, 10), LONGEST)
            is_new = now - one.first_at < GIVEN_UP_AFTER
            if is_new and now - one.last_at >= pause:
                yield one

    async def _again(self, one: Undelivered, now: datetime) -> None:
        if one.channel is None:
            flags = red_flags(self.db, one.session_id)
            await alert(self.db, self.settings, one.session_id, flags, now)
            return
        number = number_of(self.db, one.session_id)
        notice = Notice(number, one.level, one.first_at)
        came = await send_on(one.channel, notice, self.settings)
        if came is not None:
            tried = Alert(one.seq, now, one.level, one.channel, came)
            append_alerts(self.db, one.session_id, [tried])
