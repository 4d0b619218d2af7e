"""Who opens the link of an appointment: the code says it, guessing codes is braked."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlite_utils import Database
from starlette.requests import Request

from actions.log_identity import Appointment, appointment
from bot.server.forms import address_of
from bot.server.login_brake import LoginBrake

LASTS = timedelta(days=90)


class Expected:
    """Finds appointments by their codes."""

    def __init__(
        self, db: Database, brake: LoginBrake, clock: Callable[[], datetime]
    ) -> None:
        self._db, self._brake, self._clock = db, brake, clock

    def named(self, request: Request, code: str | None) -> Appointment | None:
        """Return the appointment of a code, None for an unknown, old or braked one."""
        address, now = address_of(request), self._clock()
        if code is None or self._brake.must_wait(address, address, now):
            return None
        found = appointment(self._db, code)
        if found is None or now - found.made_at > LASTS:
            self._brake.failed(address, address, now)
            return None
        return found


def identity_of(expected: Appointment) -> dict[str, str | None]:
    """Return who has an appointment, as the interview is told it."""
    born = expected.birth_date.isoformat() if expected.birth_date else None
    return {"name": expected.name, "birth_date": born, "source": "desk"}
