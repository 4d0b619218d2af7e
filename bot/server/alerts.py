"""Tells the team that a session raised a red flag that stops the interview.

An alert says number, level and time of the session and nothing that the patient said.
It is tried on every way there is, within three seconds in all, never raises, and what
came of each way is logged.
"""

import asyncio
import json
import smtplib
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial

import structlog
from pydantic import SecretStr
from sqlite_utils import Database

from actions.log_alerts import Alert, Channel, append_alerts
from actions.log_rows import RaisedFlag
from actions.session_log import number_of
from bot.settings import Settings
from criteria.catalogue import stopping_levels, urgency_rank

DEADLINE_SECONDS = 3.0
STEP_SECONDS = 2.5
WATCHED_WITHIN = timedelta(seconds=30)

senders = ThreadPoolExecutor(max_workers=8, thread_name_prefix="alert")
logger = structlog.get_logger()


@dataclass(frozen=True)
class Notice:
    """What an alert says."""

    number: int
    level: str
    at: datetime

    @property
    def text(self) -> str:
        """Return the alert in one line, in both languages."""
        when = self.at.strftime("%Y-%m-%d %H:%M %Z")
        return f"Alodia: entrevista/interview {self.number}, {self.level}, {when}"


Send = Callable[[Notice], None]


async def alert(
    db: Database,
    settings: Settings,
    session_id: str,
    flags: Sequence[RaisedFlag],
    at: datetime,
) -> bool:
    """Alert the team about red flags that a turn raised first.

    Returns:
        True only where a flag stops the interview, at least one way delivered the
        alert, and the clinic is staffed now: only then may the patient be told so.
    """
    stopping = [flag for flag in flags if flag.level in stopping_levels()]
    if not stopping:
        return False
    worst = max(stopping, key=lambda flag: urgency_rank(flag.level))
    try:
        notice = Notice(number_of(db, session_id), worst.level, at)
        sent = await _send(notice, dict(_ways(settings)))
        came = {"desk": is_watched(db, at)} | sent
        tried = [
            Alert(worst.seq, at, worst.level, channel, delivered)
            for channel, delivered in came.items()
        ]
        with db.atomic():
            append_alerts(db, session_id, tried)
    except Exception as error:
        logger.error("alert.failed", error=type(error).__name__)
        return False
    return any(came.values()) and settings.is_staffed(at)


def is_watched(db: Database, at: datetime) -> bool:
    """Tell whether a nurse's page at the desk asked for alerts just now."""
    sql = "SELECT polled_at FROM desk_sessions WHERE polled_at IS NOT NULL"
    polled = (datetime.fromisoformat(at) for (at,) in db.execute(sql).fetchall())
    return any(abs(at - then) <= WATCHED_WITHIN for then in polled)


def can_reach_team(db: Database, settings: Settings, at: datetime) -> bool:
    """Tell whether an alert raised now has a way to somebody who is there."""
    has_way = bool(dict(_ways(settings))) or is_watched(db, at)
    return has_way and settings.is_staffed(at)


async def send_on(channel: Channel, notice: Notice, settings: Settings) -> bool | None:
    """Send a notice on one way; None where that way is not set up any more."""
    ways = {name: send for name, send in _ways(settings) if name == channel}
    return (await _send(notice, ways)).get(channel)


async def _send(notice: Notice, ways: Mapping[Channel, Send]) -> dict[Channel, bool]:
    """Send a notice on some ways at once and return which delivered it in time."""
    loop = asyncio.get_running_loop()
    sending = {
        channel: loop.run_in_executor(senders, _try, channel, send, notice)
        for channel, send in ways.items()
    }
    if sending:
        await asyncio.wait(sending.values(), timeout=DEADLINE_SECONDS)
    return {
        channel: future.done() and future.result()
        for channel, future in sending.items()
    }


def _ways(settings: Settings) -> Iterator[tuple[Channel, Send]]:
    if settings.alert_webhook:
        yield "webhook", partial(_post, settings.alert_webhook)
    if settings.alert_email:
        yield "email", partial(_mail, settings)


def _try(channel: Channel, send: Send, notice: Notice) -> bool:
    try:
        send(notice)
    except Exception as error:
        logger.error("alert.not_sent", channel=channel, error=type(error).__name__)
        return False
    return True


def _post(url: SecretStr, notice: Notice) -> None:
    """Post a notice as JSON; an answer that is not 2xx raises."""
    body = {
        "session": notice.number,
        "level": notice.level,
        "at": notice.at.isoformat(),
        "text": notice.text,
    }
    request = urllib.request.Request(  # noqa: S310
        url.get_secret_value(),
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    urllib.request.urlopen(request, timeout=STEP_SECONDS).close()  # noqa: S310


def _mail(settings: Settings, notice: Notice) -> None:
    message = EmailMessage()
    message["Subject"] = notice.text
    message["From"] = settings.smtp_from
    message["To"] = settings.alert_email
    message.set_content(notice.text)
    with _mail_server(settings) as server:
        if settings.smtp_user and settings.smtp_password:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        server.send_message(message)


def _mail_server(settings: Settings) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if settings.smtp_tls == "tls" else smtplib.SMTP
    server = kind(settings.smtp_host, settings.smtp_port, timeout=STEP_SECONDS)
    if settings.smtp_tls == "starttls":
        server.starttls()
    return server
