"""Going on with an interview by its code, also on another device.

The code of an appointment is taken too, and leads to its link.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.log_codes import session_of_code
from actions.log_identity import appointment
from bot.server.cookies import SessionCookie
from bot.server.forms import address_of, field
from bot.server.frames import Frames
from bot.server.login_brake import LoginBrake
from bot.server.standing import standing


class ResumePages:
    """Asks for a code; a wrong, an expired and a braked one get the same answer."""

    def __init__(
        self, frames: Frames, cookie: SessionCookie, brake: LoginBrake
    ) -> None:
        self._frames, self._cookie, self._brake = frames, cookie, brake

    def routes(self) -> list[Route]:
        """Return the addresses of the page and its form."""
        return [
            Route("/resume", self.ask, methods=["GET"]),
            Route("/resume", self.resume, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Ask for the code."""
        return self._page(request, 200)

    async def resume(self, request: Request) -> Response:
        """Give this browser the session of a code."""
        code = field(await request.form(), "code") or ""
        address, now = address_of(request), self._frames.clock()
        if self._brake.must_wait(address, address, now):
            return self._page(request, 404)
        self._brake.failed(address, address, now)
        opened = self._opened(request, code)
        if opened is None:
            return self._page(request, 404)
        self._brake.passed(address, address)
        return opened

    def _opened(self, request: Request, code: str) -> Response | None:
        """Return the way to what a code opens, None for a code that opens nothing."""
        expected = appointment(self._frames.db, code)
        if expected is not None:
            return RedirectResponse(f"/a/{expected.code}", 303)
        session_id = session_of_code(self._frames.db, code)
        if session_id is None or self._has_rested(session_id):
            return None
        response = RedirectResponse("/#now", 303)
        self._cookie.write(request, response, session_id)
        return response

    def _has_rested(self, session_id: str) -> bool:
        frames = self._frames
        now = standing(frames.db, session_id, frames.settings, frames.clock())
        return now.state == "closed"

    def _page(self, request: Request, status: int) -> Response:
        is_refused = status != 200
        return self._frames.page_in_both(
            request, "patient/resume.html", status, is_refused=is_refused
        )
