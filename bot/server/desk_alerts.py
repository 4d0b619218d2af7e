"""The alerts at the desk: pages ask for them all the time, a nurse says "seen".

An alert shows no patient text, so a page goes on asking after its nurse was logged off
for being idle; it is then emptied, and shows alerts alone.
"""

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.log_alerts import Alert, append_alerts, unseen_alerts
from actions.log_sessions import session_numbered
from bot.server.accounts import IDLE, poll_desk
from bot.server.desk_door import LOGIN, DeskDoor, token_of
from bot.server.desk_views import HIGHEST_NUMBER

logger = structlog.get_logger()


class DeskAlerts:
    """What pages of the desk ask for, and the nurse's "seen"."""

    def __init__(self, door: DeskDoor) -> None:
        self._door = door

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/desk/alerts", self.poll, methods=["GET"]),
            Route(
                "/desk/alerts/{number:int}/seen",
                self._door.for_nurses(self.see),
                methods=["POST"],
            ),
        ]

    async def poll(self, request: Request) -> Response:
        """Answer the alerts nobody has seen; note a page that watches and can sound."""
        now = self._door.clock()
        is_heard = request.query_params.get("sound") == "on"
        seen_at = poll_desk(self._door.db, token_of(request), now, is_heard=is_heard)
        if seen_at is None:
            return RedirectResponse(LOGIN, 303)
        waiting = unseen_alerts(self._door.db)
        is_idle = now - seen_at > IDLE
        return self._door.page(
            request, "desk/alerts.html", waiting=waiting, is_idle=is_idle
        )

    async def see(self, request: Request) -> Response:
        """Note that the nurse saw the alerts of a session, and show it to them."""
        number, db = min(request.path_params["number"], HIGHEST_NUMBER), self._door.db
        row = session_numbered(db, number)
        mine = [one for one in unseen_alerts(db) if one.number == number]
        if row and mine:
            user, first = request.state.user, mine[0].alert
            seen = Alert(first.seq, self._door.clock(), first.level, "seen", True, user)  # noqa: FBT003
            append_alerts(db, row.id, [seen])
            logger.info("desk.alert_seen", session=number, user=user)
        return RedirectResponse(f"/desk/sessions/{number}", 303)
