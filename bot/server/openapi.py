"""The OpenAPI document, made from the operations and the shapes they use."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import Response

from bot.server.api_models import Problem, Shape

COOKIE = {"type": "apiKey", "in": "cookie", "name": "__Host-alodia"}


@dataclass(frozen=True)
class Operation:
    """One method of one address: what it takes, what it answers, who answers it.

    `answers` maps each status to its shape; refusals are problems; `needs_session`
    says that the cookie of a session must be sent.
    """

    method: str
    path: str
    summary: str
    handler: Callable[[Request], Awaitable[Response]]
    answers: Mapping[int, type[Shape] | None]
    takes: type[Shape] | None = None
    refusals: tuple[int, ...] = ()
    needs_session: bool = False


def document(operations: Iterable[Operation], version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of some operations."""
    operations = list(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _entry(
            operation
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Alodia: the patient's interview", "version": version},
        "paths": paths,
        "components": {
            "schemas": _schemas(operations),
            "securitySchemes": {"session": COOKIE},
        },
    }


def _entry(operation: Operation) -> dict[str, Any]:
    answers = {**operation.answers, **dict.fromkeys(operation.refusals, Problem)}
    entry: dict[str, Any] = {
        "summary": operation.summary,
        "responses": {
            str(s): _answer(s, shape) for s, shape in sorted(answers.items())
        },
    }
    if operation.takes:
        entry["requestBody"] = {"content": _content(operation.takes)}
    if operation.needs_session:
        entry["security"] = [{"session": []}]
    return entry


def _answer(status: int, shape: type[Shape] | None) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    if shape:
        answer["content"] = _content(shape)
    return answer


def _content(shape: type[Shape]) -> dict[str, Any]:
    media = "application/problem+json" if shape is Problem else "application/json"
    return {media: {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    shapes = {Problem} | {op.takes for op in operations if op.takes}
    shapes |= {shape for op in operations for shape in op.answers.values() if shape}
    _, schema = models_json_schema(
        [(shape, "validation") for shape in sorted(shapes, key=lambda s: s.__name__)],
        ref_template="#/components/schemas/{model}",
    )
    return dict(schema["$defs"])
