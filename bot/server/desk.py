"""The nurses' desk: sign in, see which sessions wait, read one with its evidence."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlite_utils import Database
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions import session_log
from bot.server import desk_views
from bot.server.accounts import close_desk, desk_user, fold_name, open_desk, verify
from bot.server.cookies import cookie_name, is_encrypted
from bot.server.desk_unread import unread
from bot.server.labels import Labels
from bot.server.login_brake import LoginBrake
from bot.server.pages import page
from bot.server.texts import LANGS, Lang, as_lang, patient_texts, preferred_lang

HOME = "/desk"
LOGIN = "/desk/login"
LANG_COOKIE = "desk_lang"
HIGHEST_NUMBER = 2**63 - 1

Page = Callable[[Request], Awaitable[Response]]

logger = structlog.get_logger()


class Desk:
    """The desk's pages; every one but the login asks who is there first."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock
        self._brake = LoginBrake()

    def routes(self) -> list[Route]:
        """Return the addresses of the desk."""
        return [
            Route(LOGIN, self.ask_login, methods=["GET"]),
            Route(LOGIN, self.login, methods=["POST"]),
            Route("/desk/logout", self.logout, methods=["POST"]),
            Route(HOME, self._for_nurses(self.sessions), methods=["GET"]),
            Route(
                "/desk/sessions/{number:int}",
                self._for_nurses(self.session),
                methods=["GET"],
            ),
            Route("/desk/{rest:path}", self._for_nurses(self.lost), methods=["GET"]),
        ]

    async def ask_login(self, request: Request) -> Response:
        """Show the login."""
        return self._page(request, "desk/login.html", refused=False)

    async def login(self, request: Request) -> Response:
        """Sign a nurse in, or say the same thing for every reason not to."""
        form = await request.form()
        name, password = fold_name(_field(form, "name")), _field(form, "password")
        if not await self._may_enter(request, name, password):
            return self._page(request, "desk/login.html", 401, refused=True)
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
        close_desk(self._db, _token(request))
        response = RedirectResponse(LOGIN, 303)
        response.delete_cookie(
            cookie_name(request, "desk"), secure=is_encrypted(request), httponly=True
        )
        return response

    async def sessions(self, request: Request) -> Response:
        """Show every session, the most urgent first."""
        listed = desk_views.listed_sessions(self._db, self._clock().date())
        return self._page(request, "desk/sessions.html", listed=listed)

    async def session(self, request: Request) -> Response:
        """Show one session: red flags, conversation, findings, outcomes."""
        number = min(request.path_params["number"], HIGHEST_NUMBER)
        row = session_log.session_numbered(self._db, number)
        if row is None:
            return await self.lost(request)
        record = session_log.record(self._db, row.id)
        turns = session_log.turns(self._db, row.id)
        labels, today = Labels(_lang(request)), self._clock().date()
        to_read = unread(self._db, row.id, turns, record)
        found = desk_views.results(self._db, row.id, today)
        return self._page(
            request,
            "desk/session.html",
            row=row,
            flags=desk_views.shown_flags(row.flags, labels),
            asked=desk_views.asked_flags(record, labels),
            turns=desk_views.shown_turns(turns, record, labels, to_read),
            unread=sorted(to_read),
            findings=desk_views.shown_findings(turns, record, labels),
            found=found,
            rules=desk_views.shown_rules(found, labels, today) if found else [],
            labels=labels,
        )

    async def lost(self, request: Request) -> Response:
        """Say that there is nothing at an address of the desk."""
        return self._page(request, "desk/not_found.html", 404)

    def _for_nurses(self, show: Page) -> Page:
        async def show_to_nurse(request: Request) -> Response:
            user = desk_user(self._db, _token(request), self._clock())
            if user is None:
                return RedirectResponse(LOGIN, 303)
            request.state.user = user
            return await show(request)

        return show_to_nurse

    async def _may_enter(self, request: Request, name: str, password: str) -> bool:
        address, now = _address(request), self._clock()
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

    def _page(
        self, request: Request, template: str, status: int = 200, **context: object
    ) -> Response:
        lang = _lang(request)
        texts = Labels(lang).texts
        frame = {
            "lang": lang,
            "other": next(other for other in LANGS if other != lang),
            "w": texts.words,
            "texts": texts,
            "languages": {code: patient_texts(code).language for code in LANGS},
            "path": request.url.path,
            "user": getattr(request.state, "user", None),
        }
        response = page(template, status, **frame, **context)
        response.set_cookie(
            LANG_COOKIE, lang, samesite="strict", secure=is_encrypted(request)
        )
        return response


def _lang(request: Request) -> Lang:
    """Return the language asked for in the address, else the last one, else theirs."""
    remembered = as_lang(request.cookies.get(LANG_COOKIE), preferred_lang(request))
    return as_lang(request.query_params.get("lang"), remembered)


def _token(request: Request) -> str:
    return request.cookies.get(cookie_name(request, "desk"), "")


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
