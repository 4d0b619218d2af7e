"""Alerts: who hears of a red flag, and that the patient is told only what is true."""

import asyncio
import json
import re
import smtplib
import socket
import threading
from contextlib import closing
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import perf_counter
from typing import ClassVar

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from actions.log_alerts import Alert, alerts, append_alerts, unseen_alerts
from actions.log_rows import RaisedFlag
from actions.session_log import append_red_flags, start_session
from bot.server import alerts as sending
from bot.server.accounts import ABSOLUTE, IDLE, open_desk, poll_desk
from bot.server.alerts import DEADLINE_SECONDS, alert, is_watched
from bot.server.app import create_app
from bot.server.texts import patient_texts
from bot.settings import Settings
from criteria.catalogue import red_flag
from tests.pages.conftest import bot_says, only_session

WORDS = "siento que me oprime el pecho"
CHEST = RaisedFlag("RF_CHEST", "E1", WORDS, seq=2)
DAYS = RaisedFlag("RF_MALIG", "URG", "he bajado de peso", seq=2)
SOUNDING = "/desk/alerts?sound=on"
ALWAYS = "mon-sun 00:00-24:00"


class Hook(HTTPServer):
    """A clinic's system that takes alerts and answers with a status."""

    def __init__(self, status: int = 204) -> None:
        super().__init__(("127.0.0.1", 0), _HookHandler)
        self.status, self.taken = status, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> SecretStr:
        return SecretStr(f"http://127.0.0.1:{self.server_port}/hook-5c1")


class _HookHandler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.taken.append(json.loads(self.rfile.read(size)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def hook():
    with closing(_Closing(Hook())) as one:
        yield one.server


class _Closing:
    def __init__(self, server: Hook) -> None:
        self.server = server

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def session(log, at) -> str:
    start_session(log, "another", at)
    start_session(log, "s", at)
    return "s"


def clinic(**settings: object) -> Settings:
    return Settings().model_copy(update=settings)


def watch(log, at: datetime) -> str:
    """Open a page at the desk that asked for alerts at a time."""
    token = open_desk(log, "nurse", at)
    poll_desk(log, token, at, is_heard=True)
    return token


async def raise_alert(log, session, settings, at, flags=(CHEST,)) -> bool:
    return await alert(log, settings, session, flags, at)


@pytest.mark.parametrize(
    ("hours", "status", "told"),
    [
        (ALWAYS, 204, True),
        (ALWAYS, 500, False),
        (ALWAYS, 404, False),
        ("mon-sat 00:00-24:00", 204, False),
        ("", 204, False),
    ],
)
async def test_a_patient_is_told_so_only_when_it_arrived_and_somebody_is_there(
    log, session, at, hook, hours, status, told
):
    hook.status = status
    settings = clinic(alert_webhook=hook.url, staffed_hours=hours, timezone="UTC")

    assert await raise_alert(log, session, settings, at) is told
    assert len(hook.taken) == 1


async def test_an_alert_says_number_level_and_time_and_no_word_of_the_patient(
    log, session, at, hook
):
    await raise_alert(log, session, clinic(alert_webhook=hook.url), at)

    [sent] = hook.taken
    assert (sent["session"], sent["level"], sent["at"]) == (2, "E1", at.isoformat())
    assert not {"pecho", "oprime", "RF_CHEST"} & set(re.findall(r"\w+", str(sent)))
    assert "text" not in log.table("alerts").columns_dict


@pytest.mark.parametrize("flags", [(), (DAYS,)], ids=["none", "not at once"])
async def test_what_does_not_stop_the_interview_alerts_nobody(
    log, session, at, hook, flags
):
    settings = clinic(alert_webhook=hook.url, staffed_hours=ALWAYS)

    assert not await raise_alert(log, session, settings, at, flags)
    assert hook.taken == alerts(log, session) == []


async def test_the_default_installation_alerts_nobody_and_says_so(log, session, at):
    assert not await raise_alert(log, session, Settings(), at)
    assert alerts(log, session) == [Alert(2, at, "E1", "desk", delivered=False)]


async def test_what_came_of_each_way_is_logged(
    log, session, at, hook, mail_server, account
):
    hook.status = 500
    watch(log, at)
    settings = clinic(alert_webhook=hook.url, staffed_hours=ALWAYS, **mail_server.use)

    assert await raise_alert(log, session, settings, at)

    came = {one.channel: one.delivered for one in alerts(log, session)}
    assert came == {"desk": True, "webhook": False, "email": True}


class MailServer:
    """A mail server that keeps what it is given."""

    sent: ClassVar[list] = []
    use: ClassVar[dict] = {
        "alert_email": "desk@clinic.example, head@clinic.example",
        "smtp_host": "mail.clinic.example",
        "smtp_user": "alodia",
        "smtp_password": SecretStr("p-5c1"),
    }

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self.calls = [(host, port)]
        assert timeout < DEADLINE_SECONDS

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.calls.append("quit")

    def starttls(self) -> None:
        self.calls.append("starttls")

    def login(self, *who: str) -> None:
        self.calls.append(who)

    def send_message(self, message) -> None:
        self.sent.append((list(self.calls), message))


@pytest.fixture
def mail_server(monkeypatch) -> type[MailServer]:
    MailServer.sent.clear()
    monkeypatch.setattr(smtplib, "SMTP", MailServer)
    return MailServer


async def test_a_mail_is_sent_encrypted_and_without_a_word_of_the_patient(
    log, session, at, mail_server
):
    settings = clinic(staffed_hours=ALWAYS, **mail_server.use)

    assert await raise_alert(log, session, settings, at)

    [(calls, message)] = mail_server.sent
    assert calls == [("mail.clinic.example", 587), "starttls", ("alodia", "p-5c1")]
    assert message["To"] == mail_server.use["alert_email"]
    assert "interview 2, E1" in message["Subject"]
    assert "pecho" not in str(message)


async def test_a_way_that_hangs_costs_three_seconds_and_no_more(log, session, at):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = SecretStr(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        started = perf_counter()
        told = await raise_alert(
            log, session, clinic(alert_webhook=url, staffed_hours=ALWAYS), at
        )

    assert not told
    assert perf_counter() - started < DEADLINE_SECONDS + 1


async def test_a_way_that_breaks_never_raises_and_keeps_its_secret(
    log, session, at, monkeypatch
):
    async def hang(*_: object) -> None:
        raise OSError(settings.alert_webhook.get_secret_value())

    settings = clinic(alert_webhook=SecretStr("http://127.0.0.1:1/hook-5c1"))
    with capture_logs() as logged:
        assert not await raise_alert(log, session, settings, at)
        monkeypatch.setattr(sending, "_send", hang)
        assert not await raise_alert(log, session, settings, at)

    assert len(logged) == 2
    assert "5c1" not in str(logged)
    assert WORDS not in str(logged)


async def test_two_alerts_at_once_do_not_wait_for_each_other(log, at):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = SecretStr(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        for name in ("a", "b"):
            start_session(log, name, at)
        started = perf_counter()
        settings = clinic(alert_webhook=url)
        await asyncio.gather(
            *(raise_alert(log, name, settings, at) for name in ("a", "b"))
        )

    assert perf_counter() - started < DEADLINE_SECONDS + 1


def test_the_desk_is_watched_for_thirty_seconds_after_a_page_asked(log, clock, account):
    watch(log, clock())
    clock.passes(seconds=30)
    assert is_watched(log, clock())

    clock.passes(seconds=1)
    assert not is_watched(log, clock())


def test_a_nurse_who_is_signed_in_but_watches_no_page_is_not_watching(log, at, account):
    open_desk(log, "nurse", at)

    assert not is_watched(log, at)


@pytest.mark.parametrize(("sound", "watched"), [("on", True), ("off", False)])
def test_a_page_without_sound_reaches_nobody(nurse, log, at, sound, watched):
    nurse.get(f"/desk/alerts?sound={sound}")

    assert is_watched(log, at) is watched


def test_a_page_watches_on_after_its_nurse_was_signed_out_for_being_away(
    nurse, log, clock
):
    nurse.get("/desk")
    clock.passes(seconds=IDLE.total_seconds() + 1)

    answer = nurse.get(SOUNDING)

    assert "data-idle" in answer.text
    assert is_watched(log, clock())
    assert nurse.get("/desk").headers["location"] == "/desk/login"


def test_watching_keeps_nobody_signed_in(nurse, clock):
    for _ in range(4):
        clock.passes(minutes=5)
        nurse.get(SOUNDING)

    assert nurse.get("/desk").status_code == 303


def test_no_page_watches_longer_than_a_shift(nurse, log, clock):
    clock.passes(seconds=ABSOLUTE.total_seconds() + 1)

    assert nurse.get(SOUNDING).headers["location"] == "/desk/login"
    assert not is_watched(log, clock())


@pytest.fixture
def alerted(log, session, at) -> str:
    bot_says(log, session, at)
    append_red_flags(log, session, 2, [CHEST])
    append_alerts(log, session, [Alert(2, at, "E1", "desk", delivered=True)])
    return session


def test_an_alert_waits_at_the_desk_until_a_nurse_says_that_they_saw_it(
    nurse, log, alerted
):
    assert 'data-alert="2-2"' in nurse.get("/desk/alerts").text
    assert 'data-alert="2-2"' in nurse.get("/desk").text

    response = nurse.post("/desk/alerts/2/seen")

    assert response.headers["location"] == "/desk/sessions/2"
    assert "data-alert" not in nurse.get("/desk/alerts").text
    assert unseen_alerts(log) == []
    assert alerts(log, alerted)[-1].by == "nurse"
    page = nurse.get("/desk/sessions/2").text
    assert re.search(r"Seen by <bdi>nurse</bdi>", page)
    assert "Alert at the desk: delivered" in page


def test_what_a_page_asks_for_holds_no_word_of_the_patient(nurse, alerted):
    page = nurse.get("/desk/alerts").text

    assert "E1" in page
    assert "pecho" not in page


def test_a_new_alert_waits_again_after_an_earlier_one_was_seen(nurse, log, alerted, at):
    nurse.post("/desk/alerts/2/seen")
    append_alerts(log, alerted, [Alert(6, at, "E2", "desk", delivered=True)])

    assert [one.alert.seq for one in unseen_alerts(log)] == [6]


@pytest.mark.parametrize("number", [1, 999, 2**70])
def test_saying_seen_where_nothing_waits_logs_nothing(nurse, log, alerted, number):
    before = log.table("alerts").count

    assert nurse.post(f"/desk/alerts/{number}/seen").status_code == 303
    assert log.table("alerts").count == before


def test_only_a_nurse_sees_alerts_and_says_seen(client, log, alerted):
    for response in (client.get("/desk/alerts"), client.post("/desk/alerts/2/seen")):
        assert response.headers["location"] == "/desk/login"
    assert len(unseen_alerts(log)) == 1


@pytest.mark.parametrize(
    ("hours", "delivered", "told"),
    [(ALWAYS, True, True), (ALWAYS, False, False), ("", True, False)],
)
def test_the_patients_page_says_that_the_team_knows_only_where_it_does(
    interview, home_settings, clock, client, log, at, hours, delivered, told
):
    settings = home_settings.model_copy(update={"staffed_hours": hours})
    app = create_app(interview, settings, clock)
    one = type(client)(app, base_url="http://localhost")
    one.post("/start", data={"lang": "es"})
    session = only_session(log)
    append_red_flags(log, session, 2, [CHEST])
    append_alerts(log, session, [Alert(2, at, "E1", "webhook", delivered)])

    page = one.get("/").text

    assert red_flag("RF_CHEST").advice["es"] in page
    assert (patient_texts("es").alerted in page) is told
