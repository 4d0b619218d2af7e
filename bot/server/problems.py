"""Refusals a program can read: problem details (RFC 9457)."""

from http import HTTPStatus

from pydantic import ValidationError
from starlette.responses import JSONResponse

from bot.server.api_models import Problem
from bot.server.guards import BODY_SECONDS, MAX_BODY

DETAILS = {
    400: "The body is not JSON text that can be stored.",
    403: "The request comes from another site's page.",
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    408: f"The body did not arrive within {BODY_SECONDS} seconds.",
    409: "The message is meant for another session than the cookie's.",
    413: f"The body is larger than {MAX_BODY} bytes.",
    415: "Send the body as 'application/json'.",
    500: "A step failed. Nothing is said about whether the message was kept: send it "
    "again with the same client_id.",
}


class ProblemError(Exception):
    """A request that cannot be served, with the status and detail to answer."""

    def __init__(self, status: int, detail: str | None = None) -> None:
        self.status = status
        self.detail = detail or DETAILS[status]
        super().__init__(self.detail)


def problem(status: int, detail: str | None = None) -> JSONResponse:
    """Return a refusal as problem JSON; its title is the status in words."""
    body = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail or DETAILS.get(status, HTTPStatus(status).description),
    )
    return JSONResponse(
        body.model_dump(), status, media_type="application/problem+json"
    )


def shape_detail(error: ValidationError) -> str:
    """Say what is wrong with a body, and where, without repeating what it holds."""
    faults = error.errors(include_url=False, include_input=False)
    return "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}"
        for fault in faults
    )
