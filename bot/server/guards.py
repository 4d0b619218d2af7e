"""What every request passes before a page sees it, and every answer before it leaves.

Cross-site posts are refused by what the browser itself says: `Sec-Fetch-Site` decides
where it is sent, `Origin` where it is not. A request with neither (a program, or an
older browser that hides its origin under `no-referrer`) may pass: every cookie of ours
is SameSite, so such a request from another site arrives as nobody.
"""

import asyncio
from collections.abc import Callable
from traceback import extract_tb
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 16 * 1024
BODY_SECONDS = 20
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
STATIC = "/static/"

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Refuse = Callable[[Request, int], Response]

logger = structlog.get_logger()


class SecurityHeaders:
    """Adds the headers that keep pages unframed, unsniffed and out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_headers(scope))
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SafeFailure:
    """Turns any error into a safe answer; logs where it was, never what was said.

    `refuse` makes the answer for a request and a status.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or the safe answer where that fails."""
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            _log_failure(scope, error)
            if scope["type"] == "http" and not started:
                await self._refuse(Request(scope), 500)(scope, receive, send)


class BodyLimit:
    """Refuses bodies over 16 KiB, and those that dawdle, before they are parsed."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request whose body is short enough and here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _read_body(receive)
        except TimeoutError:
            await self._refuse(Request(scope), 408)(scope, receive, send)
            return
        if body is None:
            await self._refuse(Request(scope), 413)(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)


class SameOrigin:
    """Refuses requests that change something and come from another site's page."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that no other site made."""
        if scope["type"] != "http" or is_same_origin(scope):
            await self._app(scope, receive, send)
        else:
            await self._refuse(Request(scope), 403)(scope, receive, send)


def is_same_origin(scope: Scope) -> bool:
    """Tell whether a request is safe, from our own page, or from no page at all."""
    headers = Headers(scope=scope)
    if scope["method"] in SAFE_METHODS:
        return True
    if "sec-fetch-site" in headers:
        return headers["sec-fetch-site"] in {"same-origin", "none"}
    origin = headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == headers.get("host")


def _headers(scope: Scope) -> dict[str, str]:
    is_static = scope["path"].startswith(STATIC)
    headers = HEADERS | {"Cache-Control": "no-cache" if is_static else "no-store"}
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = "max-age=63072000"
    return headers


def _log_failure(scope: Scope, error: Exception) -> None:
    place = extract_tb(error.__traceback__)[-1]
    logger.error(
        "server.request_failed",
        error=type(error).__name__,
        place=f"{place.name}:{place.lineno}",
        method=scope.get("method"),
    )


async def _read_body(receive: Receive) -> bytes | None:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY:
            return None
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    message: Message | None = {"type": "http.request", "body": body}

    async def receive_again() -> Message:
        nonlocal message
        first, message = message, None
        return first or await receive()

    return receive_again
