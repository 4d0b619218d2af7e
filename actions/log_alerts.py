"""Which alerts left for the team, by which way, and whether they arrived.

Part of the session log: rows are only ever added, and hold no patient text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

Channel = Literal["desk", "webhook", "email", "seen"]

ADD_ALERT = """
    INSERT INTO alerts (session_id, seq, at, level, channel, delivered, by)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
OF_SESSION = """
    SELECT seq, at, level, channel, delivered, by FROM alerts
    WHERE session_id = ? ORDER BY id
"""
UNSEEN = """
    SELECT number, seq, at, level, channel, delivered, by
    FROM alerts AS one JOIN sessions ON sessions.id = one.session_id
    WHERE channel = 'desk' AND one.id > coalesce(
        (SELECT max(id) FROM alerts
         WHERE session_id = one.session_id AND channel = 'seen'), 0)
    ORDER BY one.id DESC
"""


@dataclass(frozen=True, slots=True)
class Alert:
    """One try to reach the team about a turn that raised a red flag.

    `channel` is the way it went: desk, webhook, email; or seen: somebody at the desk
    (`by`, their account) said that they saw it.
    """

    seq: int
    at: datetime
    level: str
    channel: Channel
    delivered: bool
    by: str | None = None


@dataclass(frozen=True, slots=True)
class UnseenAlert:
    """An alert that nobody at the desk has seen, and the number of its session."""

    number: int
    alert: Alert


def append_alerts(db: Database, session_id: str, alerts: Iterable[Alert]) -> None:
    """Add what was tried to reach the team."""
    for one in alerts:
        values = [one.level, one.channel, one.delivered, one.by]
        db.execute(ADD_ALERT, [session_id, one.seq, one.at.isoformat(), *values])


def alerts(db: Database, session_id: str) -> list[Alert]:
    """Return what was tried for a session, in order."""
    return [_alert(*row) for row in db.execute(OF_SESSION, [session_id]).fetchall()]


def unseen_alerts(db: Database) -> list[UnseenAlert]:
    """Return the alerts nobody at the desk has seen, the newest first."""
    rows = db.execute(UNSEEN).fetchall()
    return [UnseenAlert(number, _alert(*row)) for number, *row in rows]


def _alert(
    seq: int, at: str, level: str, channel: Channel, *came: int | str | None
) -> Alert:
    delivered, by = came
    when, seen_by = datetime.fromisoformat(at), None if by is None else str(by)
    return Alert(seq, when, level, channel, bool(delivered), seen_by)
