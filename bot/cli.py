"""The command `alodia`: serve, talk to and inspect the assistant."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from actions.session_log import SessionLogError
from bot import instruments
from bot.settings import ROOT, Settings

app = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
user = typer.Typer(help="Nurses' accounts at the desk.", no_args_is_help=True)
app.add_typer(user, name="user")

INPUT = typer.Argument(help="A UTF-8 file, or - for standard input.", metavar="FILE")
RASA_DEFAULTS = {
    "train": ("--config", "--domain", "--data"),
    "data": ("--config", "--domain", "--data"),
    "test": ("--domain",),
    "run": ("--endpoints", "--credentials"),
    "shell": ("--endpoints",),
}
RASA_FILES = {
    "--config": ["bot/config.yml"],
    "--domain": ["bot/domain"],
    "--data": ["nlu_data", "bot/rules"],
    "--endpoints": ["bot/endpoints.yml"],
    "--credentials": ["bot/credentials.yml"],
}


@app.command()
def serve() -> None:
    """Serve the patient page, the nurse desk and the API."""
    from bot.dialogue.model import ModelHashError
    from bot.server.serving import serve as run

    try:
        run(Settings.from_environment())
    except (ValueError, SessionLogError, ModelHashError) as error:
        _refuse(str(error))


@app.command()
def chat() -> None:
    """Have the same conversation in this terminal, on a throw-away session log."""
    from bot.terminal import chat as run

    asyncio.run(run(Settings.from_environment(), clock=now))


@app.command()
def train() -> None:
    """Train the model if its sources changed."""
    from bot.dialogue.model import ensure_model

    typer.echo(ensure_model(Settings.from_environment().home))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def rasa(context: typer.Context) -> None:
    """Run a command of Rasa's own (train, shell, test, data validate, …)."""
    import bot.dialogue  # noqa: F401  (prepares the ground for Rasa)

    os.chdir(ROOT)
    sys.argv = ["rasa", *with_project_files(context.args)]
    from rasa.__main__ import main

    main()


@app.command()
def classify(
    file: Annotated[str, INPUT],
    on: Annotated[
        str | None, typer.Option(help="Rules in force on YYYY-MM-DD.")
    ] = None,
) -> None:
    """Apply the classification rules to findings (JSON in, JSON out)."""
    _run(lambda: instruments.classify(_read(file), on=_day(on)))


@app.command()
def rules(
    on: Annotated[
        str | None, typer.Option(help="Rules in force on YYYY-MM-DD.")
    ] = None,
) -> None:
    """Show the rule sets with their dates, versions and sources."""
    from criteria.showing import rules_table

    _run(lambda: rules_table(_day(on)))


@app.command()
def understand(
    file: Annotated[str, INPUT],
    today: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD.")] = None,
) -> None:
    """Say what each message states (a message a line in, JSON lines out)."""
    _run(lambda: instruments.understand(_read(file), today=_day(today) or now().date()))


@app.command()
def converse(
    file: Annotated[str, INPUT],
    today: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD.")] = None,
) -> None:
    """Run dialogues against the real agent (JSON lines in and out)."""
    from bot.rehearsal import converse as run

    day = _day(today)
    at = now() if day is None else datetime.combine(day, NOON).astimezone()
    _run(lambda: asyncio.run(run(_read(file), Settings.from_environment(), at)))


@app.command()
def record(number: int) -> None:
    """Print a stored chat as a draft conversation test, de-identified."""
    from bot.recording import record as run
    from bot.server.serving import open_installation_log

    _run(lambda: run(open_installation_log(Settings.from_environment()), number))


@app.command()
def erase(
    number: int,
    by: Annotated[str, typer.Option(help="Who erases it; their name is kept.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,  # noqa: FBT002
) -> None:
    """Erase all that was said in a session, for good; that it was erased is kept."""
    from bot.erasing import about, erase_session
    from bot.server.serving import open_installation_log

    db = open_installation_log(Settings.from_environment())
    _run(lambda: about(db, number))
    if not yes:
        typer.confirm("Erase it for good?", abort=True)
    _run(lambda: erase_session(db, number, by, now()))


@user.command("add")
def add_user(name: str) -> None:
    """Add a nurse; the password is asked for, or read from a pipe's first line."""
    from bot.server.accounts import create_user
    from bot.server.serving import open_installation_log

    password = _read_password()
    db = open_installation_log(Settings.from_environment())
    _run(lambda: f"Added '{create_user(db, name, password, now())}'.")


@app.callback()
def quieten() -> None:
    """The command `alodia`: serve, talk to and inspect the assistant."""
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def with_project_files(arguments: list[str]) -> list[str]:
    """Add this project's files to the arguments of a Rasa command that names none.

    >>> with_project_files(["shell", "--debug"])
    ['shell', '--debug', '--endpoints', 'bot/endpoints.yml']
    """
    command = arguments[0] if arguments else ""
    options = [o for o in RASA_DEFAULTS.get(command, ()) if o not in arguments]
    return [*arguments, *(word for o in options for word in [o, *RASA_FILES[o]])]


NOON = time(12)


def now() -> datetime:
    """Return the time at the clinic, with its zone."""
    return datetime.now(UTC).astimezone()


def _read(file: str) -> str:
    """Read a file or standard input as UTF-8."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        _refuse(f"{file}: {error.strerror}.")
    except UnicodeDecodeError as error:
        _refuse(f"{file}: not UTF-8 at byte {error.start}.")


def _read_password() -> str:
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().removesuffix("\n")


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        _refuse(f"'{given}' is not a day. Write it as 2026-01-31.")


def _run(make: Callable[[], str]) -> None:
    """Print what a command makes, or one line about its bad input and exit 2."""
    try:
        made = make()
    except ValueError as error:
        _refuse(str(error))
    if made:
        typer.echo(made)


def _refuse(problem: str) -> NoReturn:
    typer.echo(" ".join(problem.split()), err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    app()
