"""The nurses' desk: sign in, see which sessions wait, read one with its evidence."""

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions import log_sessions, session_log
from actions.log_alerts import alerts
from actions.log_consents import last_consent
from actions.log_erasures import erasure
from actions.log_identity import identity
from bot.server import desk_flags, desk_views
from bot.server.accounts import close_desk, fold_name, open_desk, verify
from bot.server.cookies import cookie_name, is_encrypted
from bot.server.desk_alerts import DeskAlerts
from bot.server.desk_appointments import DeskAppointments
from bot.server.desk_door import LOGIN, DeskDoor, lang_of, token_of
from bot.server.forms import address_of, field
from bot.server.labels import Labels
from bot.server.login_brake import LoginBrake
from bot.server.standing import state_now
from bot.settings import Settings

HOME = "/desk"

logger = structlog.get_logger()


class Desk:
    """The desk's pages; every one but the login asks who is there first."""

    def __init__(self, door: DeskDoor, settings: Settings) -> None:
        self._door, self._settings = door, settings
        self._db, self._clock = door.db, door.clock
        self._brake = LoginBrake()

    def routes(self) -> list[Route]:
        """Return the addresses of the desk."""
        for_nurses = self._door.for_nurses
        return [
            Route(LOGIN, self.ask_login, methods=["GET"]),
            Route(LOGIN, self.login, methods=["POST"]),
            Route("/desk/logout", self.logout, methods=["POST"]),
            Route(HOME, for_nurses(self.sessions), methods=["GET"]),
            Route(
                "/desk/sessions/{number:int}",
                for_nurses(self.session),
                methods=["GET"],
            ),
            *DeskAlerts(self._door).routes(),
            *DeskAppointments(self._door).routes(),
            Route("/desk/{rest:path}", for_nurses(self.lost), methods=["GET"]),
        ]

    async def ask_login(self, request: Request) -> Response:
        """Show the login."""
        return self._door.page(request, "desk/login.html", refused=False)

    async def login(self, request: Request) -> Response:
        """Sign a nurse in, or say the same thing for every reason not to."""
        form = await request.form()
        name, password = (
            fold_name(field(form, "name") or ""),
            field(form, "password") or "",
        )
        if not await self._may_enter(request, name, password):
            return self._door.page(request, "desk/login.html", 401, refused=True)
        response = RedirectResponse(HOME, 303)
        response.set_cookie(
            cookie_name(request, "desk"),
            open_desk(self._db, name, self._clock()),
            httponly=True,
            secure=is_encrypted(request),
            samesite="strict",
        )
        return response

    async def logout(self, request: Request) -> Response:
        """Sign out: the session ends on the server too."""
        close_desk(self._db, token_of(request))
        response = RedirectResponse(LOGIN, 303)
        response.delete_cookie(
            cookie_name(request, "desk"), secure=is_encrypted(request), httponly=True
        )
        return response

    async def sessions(self, request: Request) -> Response:
        """Show every session, the most urgent first."""
        listed = desk_views.listed_sessions(self._db, self._settings, self._clock())
        return self._door.page(request, "desk/sessions.html", listed=listed)

    async def session(self, request: Request) -> Response:
        """Show one session: red flags, conversation, findings, outcomes."""
        number = min(request.path_params["number"], desk_views.HIGHEST_NUMBER)
        row = log_sessions.session_numbered(self._db, number)
        if row is None:
            return await self.lost(request)
        records = desk_views.records_of(self._db, row.id)
        turns = session_log.turns(self._db, row.id)
        labels, today = Labels(lang_of(request)), self._clock().date()
        to_read = desk_views.unread_in(self._db, row.id, turns, records)
        found = desk_views.results(self._db, row.id, today)
        return self._door.page(
            request,
            "desk/session.html",
            row=row,
            state=state_now(row.state, row.last_at, self._settings, self._clock()),
            identity=identity(self._db, row.id),
            consent=last_consent(self._db, row.id),
            erasure=erasure(self._db, row.id),
            alerts=alerts(self._db, row.id),
            flags=desk_flags.shown_flags(row.flags, labels),
            afterwards=desk_flags.said_after(row.flags, turns),
            asked=desk_flags.asked_flags(records[0], labels),
            turns=desk_views.shown_turns(turns, records, labels, to_read),
            unread=sorted(to_read),
            pains=desk_views.shown_pains(self._db, row, turns, labels, today),
            found=found,
            labels=labels,
        )

    async def lost(self, request: Request) -> Response:
        """Say that there is nothing at an address of the desk."""
        return self._door.page(request, "desk/not_found.html", 404)

    async def _may_enter(self, request: Request, name: str, password: str) -> bool:
        address, now = address_of(request), self._clock()
        if self._brake.must_wait(name, address, now):
            logger.warning("desk.login_held_back", address=address)
            return False
        self._brake.failed(name, address, now)
        if not await verify(self._db, name, password):
            logger.warning("desk.login_refused", address=address)
            return False
        self._brake.passed(name, address)
        logger.info("desk.login", user=name, address=address)
        return True
