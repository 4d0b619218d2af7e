"""The patient's page: the conversation as plain forms, better with JavaScript."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlite_utils import Database
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from actions.session_log import (
    RaisedFlag,
    Turn,
    has_session,
    last_reply,
    red_flags,
    turns,
)
from bot.server.alerts import can_reach_team
from bot.server.cookies import SessionCookie
from bot.server.pages import page
from bot.server.texts import (
    LANGS,
    Lang,
    PatientTexts,
    as_lang,
    patient_texts,
    preferred_lang,
)
from bot.server.turn import Incoming, Interview, Reply, UnknownChoiceError
from bot.settings import Settings
from criteria.catalogue import emergency, red_flag, urgency_rank

CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
FORMS_ON_PAGE = 3
ANSWERED = "answered"

logger = structlog.get_logger()


@dataclass(frozen=True)
class Spoken:
    """A language a page speaks, with its texts."""

    lang: Lang
    t: PatientTexts


@dataclass(frozen=True)
class Said:
    """A turn as the page shows it."""

    author: str
    lang: str | None
    said: tuple[str, ...]


@dataclass(frozen=True)
class Unsent:
    """A message that could not be stored, given back to be sent again."""

    notice: tuple[str, ...]
    incoming: Incoming


BOTH = tuple(Spoken(lang, patient_texts(lang)) for lang in LANGS)


class PatientPages:
    """The pages a patient sees; the cookie says whose conversation they show."""

    def __init__(
        self,
        interview: Interview,
        settings: Settings,
        cookie: SessionCookie,
        clock: Callable[[], datetime],
    ) -> None:
        self._interview, self._settings = interview, settings
        self._cookie, self._clock = cookie, clock
        self._last_resort = self._trouble(LANGS, 500, "failed").body

    def routes(self) -> list[Route]:
        """Return the addresses of the pages."""
        return [
            Route("/", self.show, methods=["GET"]),
            Route("/", self.take, methods=["POST"]),
            Route("/start", self.start, methods=["POST"]),
            Route("/new", self.ask_new, methods=["GET"]),
            Route("/new", self.forget, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show the conversation, or the welcome where there is none."""
        session_id = self._session(request)
        if session_id is None:
            return self._welcome(request)
        return self._conversation(request, session_id)

    async def start(self, request: Request) -> Response:
        """Start a conversation in the chosen language."""
        form = await request.form()
        lang = as_lang(_field(form, "lang"), preferred_lang(request))
        response = RedirectResponse("/#now", 303)
        session_id = await self._interview.open(self._clock(), lang)
        self._cookie.write(request, response, session_id)
        return response

    async def take(self, request: Request) -> Response:
        """Take one message and show the conversation with its answer."""
        session_id = self._session(request)
        if session_id is None:
            return self.trouble(request, 404, "no_session")
        form = await request.form()
        incoming = _incoming(form)
        if incoming is None:
            return self.trouble(request, 422, "not_understood")
        try:
            reply = await self._interview.take(session_id, incoming, self._clock())
        except UnknownChoiceError:
            return RedirectResponse(f"/?{ANSWERED}#now", 303)
        return self._after(request, session_id, incoming, reply)

    async def ask_new(self, request: Request) -> Response:
        """Ask whether this browser should forget its conversation."""
        lang = self._lang(request, self._session(request))
        return page("patient/new.html", **self._frame([lang]))

    async def forget(self, request: Request) -> Response:
        """Forget the conversation in this browser; the record stays."""
        response = RedirectResponse("/", 303)
        self._cookie.drop(request, response)
        return response

    def trouble(self, request: Request, status: int, kind: str) -> Response:
        """Return a fixed text in both languages, with the emergency numbers.

        Where even that page cannot be made, it is the copy made at the start.
        """
        try:
            return self._trouble([preferred_lang(request), *LANGS], status, kind)
        except Exception as error:
            logger.error("page.trouble_failed", error=type(error).__name__)
            return HTMLResponse(self._last_resort, status)

    def _trouble(self, langs: Sequence[Lang], status: int, kind: str) -> Response:
        context = self._frame(langs)
        return page("patient/trouble.html", status, trouble=kind, **context)

    def _after(
        self, request: Request, session_id: str, incoming: Incoming, reply: Reply
    ) -> Response:
        if reply.state != "failed":
            return RedirectResponse("/#urgent" if reply.urgent else "/#now", 303)
        unsent = Unsent(reply.messages, incoming) if not reply.seq else None
        return self._conversation(request, session_id, 503, unsent)

    def _welcome(self, request: Request) -> Response:
        return page(
            "patient/welcome.html", **self._frame([preferred_lang(request), *LANGS])
        )

    def _conversation(
        self,
        request: Request,
        session_id: str,
        status: int = 200,
        unsent: Unsent | None = None,
    ) -> Response:
        db, lang = self._interview.db, self._lang(request, session_id)
        last = last_reply(db, session_id)
        return page(
            "patient/conversation.html",
            status,
            turns=[_said(turn) for turn in turns(db, session_id)],
            choices=last.choices if last else (),
            state=last.state if last else "failed",
            advice=_advice(red_flags(db, session_id), lang),
            number=_number(db, session_id),
            is_answered=ANSWERED in request.query_params,
            notice=unsent.notice if unsent else (),
            unsent=(unsent and unsent.incoming.text) or "",
            client_ids=_client_ids(unsent),
            **self._frame([lang]),
        )

    def _frame(self, langs: Sequence[Lang]) -> dict[str, Any]:
        """Return what every page needs; it speaks `langs`, its own language first."""
        spoken = [Spoken(lang, patient_texts(lang)) for lang in dict.fromkeys(langs)]
        return {
            "lang": spoken[0].lang,
            "t": spoken[0].t,
            "spoken": spoken,
            "both": BOTH,
            "numbers": emergency(self._settings.country),
            "staffed": can_reach_team(
                self._interview.db, self._settings, self._clock()
            ),
        }

    def _session(self, request: Request) -> str | None:
        session_id = self._cookie.read(request)
        if session_id is None or not has_session(self._interview.db, session_id):
            return None
        return session_id

    def _lang(self, request: Request, session_id: str | None) -> Lang:
        last = last_reply(self._interview.db, session_id) if session_id else None
        return as_lang(last.lang if last else None, preferred_lang(request))


def _incoming(form: FormData) -> Incoming | None:
    """Return the message of a form, None where it holds none or more than one."""
    client_id, choice, text = (_field(form, n) for n in ("client_id", "choice", "text"))
    if client_id is None or not CLIENT_ID.fullmatch(client_id):
        return None
    if (choice is None) == (text is None):
        return None
    if text is not None:
        text = text.replace("\r\n", "\n")
    return Incoming(client_id, text, choice)


def _field(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value if isinstance(value, str) else None


def _client_ids(unsent: Unsent | None) -> list[str]:
    """Return a new id for each form; a message given back keeps its own."""
    new = [secrets.token_urlsafe(12) for _ in range(FORMS_ON_PAGE)]
    return [*new[:-1], unsent.incoming.client_id] if unsent else new


def _number(db: Database, session_id: str) -> int:
    """Return the number by which the desk knows a session."""
    sql = "SELECT number FROM sessions WHERE id = ?"
    return int(db.execute(sql, [session_id]).fetchone()[0])


def _said(turn: Turn) -> Said:
    said = turn.messages if turn.author == "bot" else (turn.text,)
    return Said(turn.author, turn.lang, said)


def _advice(flags: list[RaisedFlag], lang: Lang) -> list[str]:
    """Return the sentence of each red flag once, the most urgent first."""
    by_urgency = sorted(flags, key=lambda flag: -urgency_rank(flag.level))
    return list(dict.fromkeys(red_flag(flag.code).advice[lang] for flag in by_urgency))
