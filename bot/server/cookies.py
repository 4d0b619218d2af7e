"""The patient's cookie: the session of this browser, signed by this server."""

import hashlib
import secrets
from pathlib import Path

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response

from actions.log_key import write_secret

KEY_FILE = "cookie.key"


def cookie_key(home: Path) -> str:
    """Return the key that signs patients' cookies, made on first use in `home`."""
    file = home / KEY_FILE
    if not file.exists():
        write_secret(file, secrets.token_hex(32))
    return file.read_text().strip()


def page_mark(session_id: str) -> str:
    """Return the mark of a session that its pages carry, which opens nothing.

    A message from a page that another person left behind is told by it.
    """
    return hashlib.sha256(f"page {session_id}".encode()).hexdigest()[:16]


def cookie_name(request: Request, name: str) -> str:
    """Return a cookie's name, bound to this host where the connection is encrypted."""
    return f"__Host-{name}" if is_encrypted(request) else name


def is_encrypted(request: Request) -> bool:
    """Tell whether the browser reached this server over TLS."""
    return request.url.scheme == "https"


class SessionCookie:
    """Reads and writes the signed cookie that holds a patient's session id."""

    def __init__(self, key: str) -> None:
        self._signer = Signer(key, salt="patient session")

    def read(self, request: Request) -> str | None:
        """Return the session id of a request, None without a genuine cookie."""
        signed = request.cookies.get(cookie_name(request, "alodia"), "")
        try:
            return self._signer.unsign(signed).decode()
        except (BadSignature, UnicodeError):
            return None

    def write(self, request: Request, response: Response, session_id: str) -> None:
        """Give the browser the session it now belongs to."""
        encrypted = is_encrypted(request)
        response.set_cookie(
            cookie_name(request, "alodia"),
            self._signer.sign(session_id).decode(),
            httponly=True,
            secure=encrypted,
            samesite="strict" if encrypted else "lax",
        )

    def drop(self, request: Request, response: Response) -> None:
        """Make the browser forget its session."""
        response.delete_cookie(
            cookie_name(request, "alodia"), secure=is_encrypted(request), httponly=True
        )
