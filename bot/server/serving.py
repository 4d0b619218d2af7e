"""Starts the server: opens the log, loads the model, and listens."""

import asyncio
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
        SessionLogError, KeyShapeError, ModelHashError: something is not to be trusted;
            the text says what to do.
    """
    db = open_installation_log(settings)
    app = build(db, settings)
    announce(db, settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
    asyncio.run(uvicorn.Server(config).serve())


def build(db: Database, settings: Settings) -> Starlette:
    """Return the application over an open log."""
    model = ensure_model(settings.home)
    interview = Interview(db, Dialogue.load(model, db), settings)
    return create_app(interview, settings, now)


def announce(db: Database, settings: Settings) -> None:
    """Print where to click, and on the first run a nurse's login."""
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Patient page  {address}/")
    typer.echo(f"Nurse desk    {address}/desk")
    typer.echo(f"API           {address}/api/openapi.json")
    first = ensure_first_user(db, now())
    if first:
        typer.echo(f"Nurse login   {first[0]} / {first[1]}   (shown this once)")
