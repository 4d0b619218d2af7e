"""The interview as JSON: the same turns as the page, for other clients."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from pydantic import ValidationError
from sqlite_utils import Database
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.log_rows import Choice, Turn
from actions.session_log import has_session, turns
from bot.server.api_models import (
    NewSession,
    NewTurn,
    ProgressView,
    QuickReply,
    ReplyView,
    SessionView,
    Shape,
    TurnView,
)
from bot.server.cookies import SessionCookie, page_mark
from bot.server.openapi import Operation, document
from bot.server.problems import ProblemError, shape_detail
from bot.server.progress import Progress
from bot.server.standing import Standing, standing
from bot.server.turn import (
    Incoming,
    Interview,
    MixedChoicesError,
    Reply,
    UnknownChoiceError,
)

VERSION = "1"
CURRENT = "/api/sessions/current"
NO_SESSION = "No session: start one with POST /api/sessions and keep its cookie."

ShapeT = TypeVar("ShapeT", bound=Shape)


class Api:
    """The JSON interface over one interview."""

    def __init__(
        self,
        interview: Interview,
        cookie: SessionCookie,
        clock: Callable[[], datetime],
    ) -> None:
        self._interview, self._cookie, self._clock = interview, cookie, clock

    def operations(self) -> list[Operation]:
        """Return everything the interface can do."""
        return [self._starting(), self._reading(), self._taking(), self._describing()]

    def routes(self) -> list[Route]:
        """Return the addresses of the operations."""
        return [
            Route(operation.path, operation.handler, methods=[operation.method])
            for operation in self.operations()
        ]

    async def start(self, request: Request) -> Response:
        """Open a session and answer its first question."""
        wish = await _body(request, NewSession) if await request.body() else None
        session_id = await self._interview.open(
            self._clock(), wish.lang if wish else None
        )
        response = _answer(self._view(session_id), 201)
        self._cookie.write(request, response, session_id)
        return response

    async def read(self, request: Request) -> Response:
        """Answer the transcript of the caller's session."""
        return _answer(self._view(self._session(request)), 200)

    async def take(self, request: Request) -> Response:
        """Take one turn of the caller's session."""
        session_id = self._session(request)
        turn = await _body(request, NewTurn)
        if turn.mark not in (None, page_mark(session_id)):
            raise ProblemError(409)
        incoming = Incoming(turn.client_id, turn.text, turn.choice, turn.choices or ())
        try:
            reply = await self._interview.take(session_id, incoming, self._clock())
        except (MixedChoicesError, UnknownChoiceError) as error:
            raise ProblemError(422, str(error)) from error
        return _answer(reply_view(reply, self._standing(session_id)), 200)

    async def describe(self, request: Request) -> Response:
        """Answer the OpenAPI document."""
        return JSONResponse(document(self.operations(), VERSION))

    def _starting(self) -> Operation:
        return Operation(
            method="POST",
            path="/api/sessions",
            summary="Start an interview; the answer sets the session's cookie",
            handler=self.start,
            takes=NewSession,
            answers={201: SessionView, 503: SessionView},
            refusals=(400, 403, 408, 413, 415, 422, 500),
        )

    def _reading(self) -> Operation:
        return Operation(
            method="GET",
            path=CURRENT,
            summary="Read the transcript and the open question",
            handler=self.read,
            answers={200: SessionView, 503: SessionView},
            refusals=(404, 500),
            needs_session=True,
        )

    def _taking(self) -> Operation:
        return Operation(
            method="POST",
            path=f"{CURRENT}/turns",
            summary="Send one message and read the bot's answer",
            handler=self.take,
            takes=NewTurn,
            answers={200: ReplyView, 503: ReplyView},
            refusals=(400, 403, 404, 408, 409, 413, 415, 422, 500),
            needs_session=True,
        )

    def _describing(self) -> Operation:
        return Operation(
            method="GET",
            path="/api/openapi.json",
            summary="Read this document",
            handler=self.describe,
            answers={200: None},
        )

    def _view(self, session_id: str) -> SessionView:
        return session_view(self._interview.db, session_id, self._standing(session_id))

    def _standing(self, session_id: str) -> Standing:
        interview = self._interview
        return standing(interview.db, session_id, interview.settings, self._clock())

    def _session(self, request: Request) -> str:
        session_id = self._cookie.read(request)
        if session_id is None or not has_session(self._interview.db, session_id):
            raise ProblemError(404, NO_SESSION)
        return session_id


def session_view(db: Database, session_id: str, now: Standing) -> SessionView:
    """Return a session as the interface shows it."""
    return SessionView(
        mark=page_mark(session_id),
        turns=tuple(_turn_view(turn) for turn in turns(db, session_id)),
        choices=_quick_replies(now.choices),
        controls=_quick_replies(now.controls),
        topic=now.topic,
        progress=_progress_view(now.progress),
        lang=now.lang,
        state=now.state,
    )


def reply_view(reply: Reply, now: Standing) -> ReplyView:
    """Return a reply as the interface shows it, with where the session stands now."""
    return ReplyView(
        seq=reply.seq,
        messages=reply.messages,
        choices=_quick_replies(reply.choices),
        controls=_quick_replies(now.controls),
        topic=reply.topic,
        progress=_progress_view(now.progress),
        lang=reply.lang,
        state=reply.state,
        urgent=reply.urgent,
    )


def _progress_view(come: Progress | None) -> ProgressView | None:
    return come and ProgressView(place=come.place, count=come.count)


def _turn_view(turn: Turn) -> TurnView:
    said = turn.messages if turn.author == "bot" else (turn.text,)
    return TurnView(
        seq=turn.seq, author=turn.author, at=turn.at, lang=turn.lang, messages=said
    )


def _quick_replies(choices: tuple[Choice, ...]) -> tuple[QuickReply, ...]:
    return tuple(
        QuickReply(id=choice.id, text=choice.text, ticks=choice.ticks)
        for choice in choices
    )


def _answer(view: SessionView | ReplyView, status: int) -> JSONResponse:
    failed = view.state == "failed"
    return JSONResponse(view.model_dump(mode="json"), 503 if failed else status)


async def _body(request: Request, shape: type[ShapeT]) -> ShapeT:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise ProblemError(415)
    try:
        return shape.model_validate(_parse(await request.body()))
    except ValidationError as error:
        raise ProblemError(422, shape_detail(error)) from error


def _parse(body: bytes) -> object:
    try:
        value = json.loads(body, object_pairs_hook=_without_duplicates)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ProblemError(400) from error
    return value


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = dict(pairs)
    if len(names) < len(pairs):
        message = "a name is given twice"
        raise ValueError(message)
    return names
