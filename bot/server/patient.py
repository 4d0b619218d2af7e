"""The patient's page: the conversation as plain forms, better with JavaScript."""

import re
import secrets
from dataclasses import dataclass

import structlog
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from actions.log_alerts import alerts
from actions.log_codes import resume_code
from actions.log_rows import RaisedFlag, Turn
from actions.session_log import has_session, last_reply, number_of, red_flags, turns
from bot.server.cookies import SessionCookie, page_mark
from bot.server.expected import Expected, identity_of
from bot.server.forms import field
from bot.server.frames import Frames
from bot.server.scale import numbers_first
from bot.server.standing import Standing, standing
from bot.server.summary import as_text, told
from bot.server.texts import LANGS, Lang, as_lang, preferred_lang
from bot.server.turn import (
    Incoming,
    Interview,
    MixedChoicesError,
    Reply,
    UnknownChoiceError,
)
from criteria.catalogue import red_flag, urgency_rank

CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
FORMS_ON_PAGE = 4
ANSWERED, UNTICKED, MIXED = REMARKS = ("answered", "unticked", "mixed")
TICK, TICKS = "tick", "ticks"
WITH_CODE = {"paused", "left"}

logger = structlog.get_logger()


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


class PatientPages:
    """The pages a patient sees; the cookie says whose conversation they show."""

    def __init__(
        self,
        interview: Interview,
        frames: Frames,
        cookie: SessionCookie,
        expected: Expected,
    ) -> None:
        self._interview, self._frames = interview, frames
        self._cookie, self._expected = cookie, expected
        self._last_resort = frames.page(
            "patient/trouble.html", LANGS, 500, trouble="failed"
        ).body

    def routes(self) -> list[Route]:
        """Return the addresses of the pages."""
        return [
            Route("/", self.show, methods=["GET"]),
            Route("/", self.take, methods=["POST"]),
            Route("/start", self.start, methods=["POST"]),
            Route("/a/{code}", self.greet, methods=["GET"]),
            Route("/new", self.ask_new, methods=["GET"]),
            Route("/new", self.forget, methods=["POST"]),
            Route("/summary.txt", self.download, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show the conversation, or the welcome where there is none."""
        session_id = self._session(request)
        if session_id is None:
            return self._welcome(request)
        return self._conversation(request, session_id)

    async def greet(self, request: Request) -> Response:
        """Welcome who opens the link of an appointment, without saying whose it is."""
        code = request.path_params["code"]
        if self._expected.named(request, code) is None:
            return self._welcome(request, 404, is_unknown=True)
        return self._welcome(request, code=code)

    async def start(self, request: Request) -> Response:
        """Start a conversation in the chosen language, as who has an appointment."""
        form = await request.form()
        lang = as_lang(field(form, "lang"), preferred_lang(request))
        expected = self._expected.named(request, field(form, "appointment"))
        known = {"identity": identity_of(expected)} if expected else {}
        response = RedirectResponse("/#now", 303)
        session_id = await self._interview.open(self._frames.clock(), lang, **known)
        self._cookie.write(request, response, session_id)
        return response

    async def take(self, request: Request) -> Response:
        """Take one message and show the conversation with its answer."""
        session_id = self._session(request)
        if session_id is None:
            return self.trouble(request, 404, "no_session")
        form = await request.form()
        if field(form, "mark") not in (None, page_mark(session_id)):
            return self.trouble(request, 409, "other_session")
        incoming = _incoming(form)
        if incoming is None and TICKS in form:
            return _remark(UNTICKED)
        if incoming is None:
            return self.trouble(request, 422, "not_understood")
        return await self._taken(request, session_id, incoming)

    async def ask_new(self, request: Request) -> Response:
        """Ask whether this browser should forget its conversation."""
        lang = self._lang(request, self._session(request))
        return self._frames.page("patient/new.html", [lang])

    async def forget(self, request: Request) -> Response:
        """Forget the conversation in this browser; the record stays."""
        response = RedirectResponse("/", 303)
        self._cookie.drop(request, response)
        return response

    async def download(self, request: Request) -> Response:
        """Give what was said in a finished interview as a text to keep."""
        session_id = self._session(request)
        if session_id is None or self._standing(session_id).state != "done":
            return self.trouble(request, 404, "not_found")
        db, lang = self._interview.db, self._lang(request, session_id)
        name = f"alodia-{number_of(db, session_id)}.txt"
        return PlainTextResponse(
            as_text(db, session_id, lang),
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def trouble(self, request: Request, status: int, kind: str) -> Response:
        """Return a fixed text in both languages, with the emergency numbers.

        Where even that page cannot be made, it is the copy made at the start.
        """
        try:
            return self._frames.page_in_both(
                request, "patient/trouble.html", status, trouble=kind
            )
        except Exception as error:
            logger.error("page.trouble_failed", error=type(error).__name__)
            return HTMLResponse(self._last_resort, status)

    async def _taken(
        self, request: Request, session_id: str, incoming: Incoming
    ) -> Response:
        at = self._frames.clock()
        try:
            reply = await self._interview.take(session_id, incoming, at)
        except UnknownChoiceError:
            return _remark(ANSWERED)
        except MixedChoicesError:
            return _remark(MIXED)
        return self._after(request, session_id, incoming, reply)

    def _after(
        self, request: Request, session_id: str, incoming: Incoming, reply: Reply
    ) -> Response:
        if reply.state != "failed":
            return RedirectResponse("/#urgent" if reply.urgent else "/#now", 303)
        unsent = Unsent(reply.messages, incoming) if not reply.seq else None
        return self._conversation(request, session_id, 503, unsent)

    def _welcome(
        self,
        request: Request,
        status: int = 200,
        *,
        code: str | None = None,
        is_unknown: bool = False,
    ) -> Response:
        return self._frames.page_in_both(
            request, "patient/welcome.html", status, code=code, is_unknown=is_unknown
        )

    def _conversation(
        self,
        request: Request,
        session_id: str,
        status: int = 200,
        unsent: Unsent | None = None,
    ) -> Response:
        db, lang = self._interview.db, self._lang(request, session_id)
        now = self._standing(session_id)
        return self._frames.page(
            "patient/conversation.html",
            [lang],
            status,
            now=now,
            mark=page_mark(session_id),
            turns=[_said(turn) for turn in turns(db, session_id)],
            in_a_row=numbers_first(choice.text for choice in now.choices),
            ticks=any(choice.ticks for choice in now.choices),
            advice=_advice(red_flags(db, session_id), lang),
            is_alerted=self._is_alerted(session_id),
            number=number_of(db, session_id),
            resume_address=f"{request.base_url}resume",
            code=resume_code(db, session_id) if now.state in WITH_CODE else None,
            told=told(db, session_id, lang) if now.state == "done" else (),
            remark=next((one for one in REMARKS if one in request.query_params), None),
            notice=unsent.notice if unsent else (),
            unsent=(unsent and unsent.incoming.text) or "",
            client_ids=_client_ids(unsent),
        )

    def _session(self, request: Request) -> str | None:
        session_id = self._cookie.read(request)
        if session_id is None or not has_session(self._interview.db, session_id):
            return None
        return session_id

    def _standing(self, session_id: str) -> Standing:
        settings, now = self._frames.settings, self._frames.clock()
        return standing(self._interview.db, session_id, settings, now)

    def _is_alerted(self, session_id: str) -> bool:
        """Tell whether an alert reached somebody who was there to read it."""
        settings = self._frames.settings
        return any(
            one.delivered and settings.is_staffed(one.at)
            for one in alerts(self._interview.db, session_id)
        )

    def _lang(self, request: Request, session_id: str | None) -> Lang:
        last = last_reply(self._interview.db, session_id) if session_id else None
        return as_lang(last.lang if last else None, preferred_lang(request))


def _incoming(form: FormData) -> Incoming | None:
    """Return the message of a form, None where it holds none or more than one."""
    client_id, choice, text = (field(form, n) for n in ("client_id", "choice", "text"))
    ticked = tuple(one for one in form.getlist(TICK) if isinstance(one, str))
    if client_id is None or not CLIENT_ID.fullmatch(client_id):
        return None
    if [choice is None, text is None, not ticked].count(False) != 1:
        return None
    if text is not None:
        text = text.replace("\r\n", "\n")
    return Incoming(client_id, text, choice, ticked)


def _remark(name: str) -> Response:
    """Show the conversation again with why nothing was taken."""
    return RedirectResponse(f"/?{name}#now", 303)


def _client_ids(unsent: Unsent | None) -> list[str]:
    """Return a new id for each form; a message given back keeps its own."""
    new = [secrets.token_urlsafe(12) for _ in range(FORMS_ON_PAGE)]
    return [*new[:-1], unsent.incoming.client_id] if unsent else new


def _said(turn: Turn) -> Said:
    said = turn.messages if turn.author == "bot" else (turn.text,)
    return Said(turn.author, turn.lang, said)


def _advice(flags: list[RaisedFlag], lang: Lang) -> list[str]:
    """Return the sentence of each red flag once, the most urgent first."""
    by_urgency = sorted(flags, key=lambda flag: -urgency_rank(flag.level))
    return list(dict.fromkeys(red_flag(flag.code).advice[lang] for flag in by_urgency))
