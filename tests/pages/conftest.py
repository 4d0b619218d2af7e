"""What the page tests share: the real interview, the real server, and browsers."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.testclient import TestClient

from actions.log_rows import Turn
from actions.session_log import append_turn
from bot.server.accounts import create_user
from bot.server.app import create_app

PHONE = {"width": 360, "height": 740}
NURSE, PASSWORD = "nurse", "a password of the clinic"
OPENING = ("self", "yes", "skip", "skip", "none", "none", "none", "skip")
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@pytest.fixture
def clock(at) -> Clock:
    return Clock(at)


@pytest.fixture
def home_settings(settings, tmp_path):
    return settings.model_copy(update={"home": tmp_path})


@pytest.fixture
def app(interview, home_settings, clock):
    return create_app(interview, home_settings, clock)


@pytest.fixture
def client(app) -> TestClient:
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def secure_client(app) -> TestClient:
    return TestClient(app, base_url="https://clinic.example", follow_redirects=False)


class ApiPatient:
    """A client of the JSON interface that answers the interview."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self._ids = count(1)

    def start(self, lang: str = "es"):
        return self.client.post("/api/sessions", json={"lang": lang})

    def sends(self, **what):
        body = {"client_id": f"m{next(self._ids)}", **what}
        return self.client.post("/api/sessions/current/turns", json=body)

    def taps(self, *names: str):
        return [self.sends(choice=self.offered(name)) for name in names][-1]

    def offered(self, name: str) -> str:
        """Return the id of a reply in the open question; its name if it has none."""
        choices = self.client.get("/api/sessions/current").json()["choices"]
        ids = (choice["id"] for choice in choices)
        return next((each for each in ids if each.partition(":")[2] == name), name)


@pytest.fixture
def patient(client) -> ApiPatient:
    one = ApiPatient(client)
    one.start()
    return one


@pytest.fixture
def pain_patient(patient) -> ApiPatient:
    """A Spanish-speaking patient who has passed the opening questions."""
    patient.taps(*OPENING)
    return patient


def only_session(log) -> str:
    """Return the id of the session started last."""
    sql = "SELECT id FROM sessions ORDER BY number DESC LIMIT 1"
    return log.execute(sql).fetchone()[0]


def bot_says(log, session_id: str, at: datetime, state: str = "open", **more) -> int:
    """Log a turn of the bot, as the dialogue would have answered."""
    turn = Turn("bot", at, "…", "es", messages=("…",), state=state)
    return append_turn(log, session_id, replace(turn, **more))


@pytest.fixture
def account(log, at) -> None:
    create_user(log, NURSE, PASSWORD, at)


@pytest.fixture
def nurse(app, account) -> TestClient:
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    client.cookies.set("desk_lang", "en")
    client.post("/desk/login", data={"name": NURSE, "password": PASSWORD})
    return client


@pytest.fixture
def address(app) -> Iterator[str]:
    """The address of the real server on a real port."""
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a module: while it is open, no other event loop can run."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM)
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address) -> Iterator:
    """Open a page of the server; what it asks of other hosts and alerts is kept."""
    contexts = []

    def open_one(path="/", **options) -> Page:
        context = chromium.new_context(
            base_url=address, viewport=PHONE, **{"locale": "es-MX", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.asked, page.faults = [], []
        page.has_script = options.get("java_script_enabled", True)
        page.on("request", lambda request: page.asked.append(request.url))
        page.on(
            "dialog", lambda dialog: (page.faults.append("alert"), dialog.dismiss())
        )
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
