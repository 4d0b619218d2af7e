"""The door of the desk: who may pass, and the frame that every page there has."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlite_utils import Database
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.log_alerts import unseen_alerts
from bot.server.accounts import desk_user
from bot.server.cookies import cookie_name, is_encrypted
from bot.server.labels import Labels
from bot.server.pages import page
from bot.server.texts import LANGS, Lang, as_lang, patient_texts, preferred_lang

LOGIN = "/desk/login"
LANG_COOKIE = "desk_lang"

Page = Callable[[Request], Awaitable[Response]]


class DeskDoor:
    """Lets nurses in and makes their pages."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def for_nurses(self, show: Page) -> Page:
        """Return a page that asks who is there first."""

        async def show_to_nurse(request: Request) -> Response:
            user = desk_user(self.db, token_of(request), self.clock())
            if user is None:
                return RedirectResponse(LOGIN, 303)
            request.state.user = user
            return await show(request)

        return show_to_nurse

    def page(
        self, request: Request, template: str, status: int = 200, **context: object
    ) -> Response:
        """Return a page of the desk in the nurse's language."""
        lang = lang_of(request)
        texts = Labels(lang).texts
        user = getattr(request.state, "user", None)
        frame = {
            "lang": lang,
            "other": next(other for other in LANGS if other != lang),
            "w": texts.words,
            "texts": texts,
            "languages": {code: patient_texts(code).language for code in LANGS},
            "path": request.url.path,
            "user": user,
            "waiting": unseen_alerts(self.db) if user else [],
        }
        response = page(template, status, **{**frame, **context})
        response.set_cookie(
            LANG_COOKIE, lang, samesite="strict", secure=is_encrypted(request)
        )
        return response


def lang_of(request: Request) -> Lang:
    """Return the language asked for in the address, else the last one, else theirs."""
    remembered = as_lang(request.cookies.get(LANG_COOKIE), preferred_lang(request))
    return as_lang(request.query_params.get("lang"), remembered)


def token_of(request: Request) -> str:
    """Return the token of a nurse's session, empty where there is none."""
    return request.cookies.get(cookie_name(request, "desk"), "")
