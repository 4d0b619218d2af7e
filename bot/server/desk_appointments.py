"""Appointments at the desk: a nurse names a person and gets a code and a link."""

from datetime import date

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.log_identity import Appointment, add_appointment, appointments
from bot.server.desk_door import DeskDoor
from bot.server.forms import field

PATH = "/desk/appointments"
LONGEST_NAME = 120

logger = structlog.get_logger()


class DeskAppointments:
    """Makes and lists appointments."""

    def __init__(self, door: DeskDoor) -> None:
        self._door = door

    def routes(self) -> list[Route]:
        """Return the addresses."""
        for_nurses = self._door.for_nurses
        return [
            Route(PATH, for_nurses(self.show), methods=["GET"]),
            Route(PATH, for_nurses(self.make), methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show the form and what was made before, the newest first."""
        return self._page(request, is_refused=False)

    async def make(self, request: Request) -> Response:
        """Make an appointment, unless name or birth date cannot be."""
        form, now = await request.form(), self._door.clock()
        name = " ".join((field(form, "name") or "").split())
        born = read_birth_date(field(form, "birth_date") or "", now.date())
        if not 0 < len(name) <= LONGEST_NAME or born is None:
            return self._page(request, is_refused=True)
        made = add_appointment(self._door.db, name, born, request.state.user, now)
        logger.info("desk.appointment_made", user=request.state.user)
        return RedirectResponse(f"{PATH}#{made.code}", 303)

    def _page(self, request: Request, *, is_refused: bool) -> Response:
        listed = appointments(self._door.db)
        return self._door.page(
            request,
            "desk/appointments.html",
            422 if is_refused else 200,
            listed=[(one, _link(request, one)) for one in listed],
            is_refused=is_refused,
            today=self._door.clock().date(),
        )


def read_birth_date(written: str, today: date) -> date | None:
    """Return a birth date written as YYYY-MM-DD, None if nobody alive has it."""
    try:
        born = date.fromisoformat(written)
    except ValueError:
        return None
    return born if today.year - 125 <= born.year and born <= today else None


def _link(request: Request, one: Appointment) -> str:
    return f"{str(request.base_url).rstrip('/')}/a/{one.code}"
