"""Our turns: in process, and over HTTP against a started server."""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import httpx

from actions.log_rows import Choice
from actions.session_log import last_reply, open_log
from bot.dialogue.agent import Dialogue
from bot.dialogue.model import ensure_model
from bot.server.turn import Incoming, Interview
from bot.settings import Settings
from tests.bench.intake import TAP, Send, Timed, run_intake

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = "ab" * 32


def load(folder: Path) -> Interview:
    """Load the interview on a session log on disk."""
    settings = Settings.from_environment()
    db = open_log(folder / "bench.db", KEY)
    return Interview(db, Dialogue.load(ensure_model(settings.home), db), settings)


async def in_process(interview: Interview, intakes: int) -> Timed:
    """Run intakes one after the other without HTTP."""
    timed, began = Timed(), time.perf_counter()
    for _ in range(intakes):
        session_id = await interview.open(AT)
        await run_intake(_sender(interview, session_id), timed)
    timed.wall = time.perf_counter() - began
    return timed


async def over_http(url: str, users: int, intakes: int) -> Timed:
    """Run intakes by several users at once over the JSON interface."""

    async def user(timed: Timed) -> None:
        for _ in range(intakes):
            async with httpx.AsyncClient(base_url=url, timeout=60) as client:
                opened = await client.post("/api/sessions", json={})
                choices = opened.raise_for_status().json()["choices"]
                await run_intake(_poster(client, choices), timed)

    return await together(user, users)


async def together(user: Callable, users: int) -> Timed:
    """Run users at the same time and note the wall time."""
    timed, began = Timed(), time.perf_counter()
    await asyncio.gather(*(user(timed) for _ in range(users)))
    timed.wall = time.perf_counter() - began
    return timed


def _sender(interview: Interview, session_id: str) -> Send:
    numbers = itertools.count()
    question = last_reply(interview.db, session_id)

    async def send(kind: str, value: str) -> None:
        nonlocal question
        what = {kind: _offered(question.choices, value) if kind == TAP else value}
        question = await interview.take(
            session_id, Incoming(f"m{next(numbers)}", **what), AT
        )
        _check(question.state)

    return send


def _poster(client: httpx.AsyncClient, choices: list[dict]) -> Send:
    numbers = itertools.count()

    async def send(kind: str, value: str) -> None:
        nonlocal choices
        offered = [Choice(**choice) for choice in choices]
        what = {kind: _offered(offered, value) if kind == TAP else value}
        turn = {"client_id": f"m{next(numbers)}", **what}
        response = await client.post("/api/sessions/current/turns", json=turn)
        reply = response.raise_for_status().json()
        choices = reply["choices"]
        _check(reply["state"])

    return send


def _offered(choices: Iterable[Choice], name: str) -> str:
    """Return the id of a reply in the open question; its name if it has none."""
    ids = (choice.id for choice in choices)
    return next((each for each in ids if each.partition(":")[2] == name), name)


def _check(state: str) -> None:
    if state not in ("open", "done"):
        message = f"A benchmarked turn ended in the state '{state}'."
        raise RuntimeError(message)
