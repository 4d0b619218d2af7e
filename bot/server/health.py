"""Whether the server is alive, and whether it is ready to take a patient's turn."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.server.turn import Interview

FRESH = timedelta(seconds=5)

logger = structlog.get_logger()


class Health:
    """Answers `/healthz` and `/readyz`; a self-test is used again for five seconds."""

    def __init__(self, interview: Interview, clock: Callable[[], datetime]) -> None:
        self._interview, self._clock = interview, clock
        self._checks: dict[str, bool] = {}
        self._tested_at: datetime | None = None

    def routes(self) -> list[Route]:
        """Return the two addresses."""
        return [Route("/healthz", self.alive), Route("/readyz", self.ready)]

    async def alive(self, request: Request) -> JSONResponse:
        """Answer that the process runs."""
        return JSONResponse({"status": "alive"})

    async def ready(self, request: Request) -> JSONResponse:
        """Answer 200 if model, rules, log and a self-test turn are good, else 503."""
        now = self._clock()
        if self._tested_at is None or not timedelta() <= now - self._tested_at < FRESH:
            self._checks, self._tested_at = await self._test(now), now
        good = all(self._checks.values())
        body = {"status": "ready" if good else "not ready", "checks": self._checks}
        return JSONResponse(body, 200 if good else 503)

    async def _test(self, now: datetime) -> dict[str, bool]:
        try:
            return await self._interview.self_test(now)
        except Exception as error:
            logger.warning("server.self_test_failed", error=type(error).__name__)
            return {"turn": False}
