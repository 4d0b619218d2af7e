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


def append_alerts(db: Database, session_id: str, alerts: Iterable[Alert]) -> None:
    """Add what was tried to reach the team."""
    for one in alerts:
        values = [one.level, one.channel, one.delivered, one.by]
        db.execute(ADD_ALERT, [session_id, one.seq, one.at.isoformat(), *values])


def alerts(db: Database, session_id: str) -> list[Alert]:
    """Return what was tried for a session, in order."""
    rows = db.execute(OF_SESSION, [session_id]).fetchall()
    return [
        Alert(seq, datetime.fromisoformat(at), level, channel, bool(delivered), by)
        for seq, at, level, channel, delivered, by in rows
    ]
