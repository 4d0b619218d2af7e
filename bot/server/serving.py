"""Starts the server: opens the log, loads the model, and listens."""

import asyncio
import socket
from datetime import UTC, datetime

import typer
import uvicorn
from sqlite_utils import Database
from starlette.applications import Starlette

from actions.log_key import log_key
from actions.session_log import open_log
from bot.dialogue.agent import Dialogue
from bot.dialogue.model import ensure_model
from bot.server.accounts import ensure_first_user
from bot.server.alert_retries import Retries
from bot.server.app import create_app
from bot.server.turn import Interview
from bot.settings import Settings

LOG_FILE = "session-log.db"


def now() -> datetime:
    """Return the time at the clinic, with its zone."""
    return datetime.now(UTC).astimezone()


def open_installation_log(settings: Settings) -> Database:
    """Open the session log of an installation, making its folder and key if needed."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open_log(settings.home / LOG_FILE, log_key(settings.home))


def serve(settings: Settings) -> None:
    """Serve until stopped.

    Raises:
        ValueError: the address or the key cannot be used.
        SessionLogError, ModelHashError: a file is not to be trusted; the text says
            what to do.
    """
    listener = listen(settings)
    db = open_installation_log(settings)
    config = uvicorn.Config(
        build(db, settings),
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
    announce(db, settings.host, listener.getsockname()[1])
    retries = Retries(db, settings, now)
    asyncio.run(_serve(uvicorn.Server(config), listener, retries))


async def _serve(
    server: uvicorn.Server, listener: socket.socket, retries: Retries
) -> None:
    """Serve, and beside it send alerts again, until the server stops."""
    retrying = asyncio.create_task(retries.run())
    try:
        await server.serve(sockets=[listener])
    finally:
        retrying.cancel()


def listen(settings: Settings) -> socket.socket:
    """Take the address, before anything slow, so that a taken port is told at once.

    Raises:
        ValueError: another program listens there, or the host is not this machine.
    """
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as error:
        message = (
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. "
            "Choose another port with ALODIA_PORT."
        )
        raise ValueError(message) from error


def build(db: Database, settings: Settings) -> Starlette:
    """Return the application over an open log."""
    model = ensure_model(settings.home)
    interview = Interview(db, Dialogue.load(model, db), settings)
    return create_app(interview, settings, now)


def announce(db: Database, host: str, port: int) -> None:
    """Print where to click, and on the first run a nurse's login."""
    address = f"http://{host}:{port}"
    typer.echo(f"Patient page  {address}/")
    typer.echo(f"Nurse desk    {address}/desk")
    typer.echo(f"API           {address}/api/openapi.json")
    first = ensure_first_user(db, now())
    if first:
        typer.echo(f"Nurse login   {first[0]} / {first[1]}   (shown this once)")
