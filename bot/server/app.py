"""The server: one ASGI application with the patient's page, the JSON, and the desk."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.server.api import Api
from bot.server.cookies import SessionCookie, cookie_key
from bot.server.desk import Desk
from bot.server.desk_door import DeskDoor
from bot.server.expected import Expected
from bot.server.frames import Frames
from bot.server.guards import (
    BodyLimit,
    Refuse,
    SafeFailure,
    SameOrigin,
    SecurityHeaders,
)
from bot.server.health import Health
from bot.server.login_brake import LoginBrake
from bot.server.pages import WEB
from bot.server.paper import PaperPages
from bot.server.patient import PatientPages
from bot.server.problems import ProblemError, problem
from bot.server.resuming import ResumePages
from bot.server.turn import Interview
from bot.settings import Settings

TROUBLE = {404: "not_found", 413: "too_long", 500: "failed"}


def create_app(
    interview: Interview, settings: Settings, clock: Callable[[], datetime]
) -> Starlette:
    """Return the server over an interview; `clock` gives the time of each request."""
    cookie, brake = SessionCookie(cookie_key(settings.home)), LoginBrake()
    frames = Frames(interview.db, settings, clock)
    patient = PatientPages(
        interview, frames, cookie, Expected(interview.db, brake, clock)
    )
    refuse = partial(_refuse, patient)
    return Starlette(
        routes=[
            *patient.routes(),
            *ResumePages(frames, cookie, brake).routes(),
            *PaperPages(frames).routes(),
            *Api(interview, cookie, clock).routes(),
            *Desk(DeskDoor(interview.db, clock), settings).routes(),
            *Health(interview, clock).routes(),
            Mount("/static", StaticFiles(directory=WEB / "static")),
        ],
        middleware=[Middleware(SecurityHeaders), *_guards(refuse)],
        exception_handlers={
            HTTPException: partial(_http_error, refuse),
            ProblemError: lambda _, error: problem(error.status, error.detail),
        },
    )


def _guards(refuse: Refuse) -> list[Middleware]:
    guards = (SafeFailure, BodyLimit, SameOrigin)
    return [Middleware(guard, refuse=refuse) for guard in guards]


def _refuse(patient: PatientPages, request: Request, status: int) -> Response:
    """Refuse a program in JSON, and a person in words."""
    if request.url.path.startswith("/api/"):
        return problem(status)
    return patient.trouble(request, status, TROUBLE.get(status, "not_understood"))


def _http_error(refuse: Refuse, request: Request, error: HTTPException) -> Response:
    response = refuse(request, error.status_code)
    response.headers.update(error.headers or {})
    return response
