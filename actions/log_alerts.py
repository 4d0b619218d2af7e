"""Which alerts left for the team, by which way, and whether they arrived.

Part of the session log: rows are only ever added, and hold no patient text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from criteria.catalogue import stopping_levels

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
UNDELIVERED = """
    SELECT session_id, seq, level, channel, min(at), max(at), count(*)
    FROM alerts AS one
    WHERE channel IN ('webhook', 'email') AND NOT EXISTS
        (SELECT 1 FROM alerts AS seen WHERE seen.session_id = one.session_id
         AND seen.channel = 'seen' AND seen.id > one.id)
    GROUP BY session_id, seq, channel HAVING max(delivered) = 0
"""
UNTRIED = """
    SELECT red_flags.session_id, max(seq), max(level), NULL, max(at), max(at), 1
    FROM red_flags JOIN turns USING (session_id, seq)
    WHERE level IN ({levels}) AND NOT EXISTS
        (SELECT 1 FROM alerts WHERE alerts.session_id = red_flags.session_id)
    GROUP BY red_flags.session_id
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


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An alert that no try brought to the team by a way, and that nobody saw.

    `channel` is None where a red flag was raised and nothing was tried at all.
    """

    session_id: str
    seq: int
    level: str
    channel: Channel | None
    first_at: datetime
    last_at: datetime
    tries: int


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


def undelivered(db: Database) -> list[Undelivered]:
    """Return the alerts that did not arrive by a way, and those never tried."""
    levels = ", ".join(f"'{level}'" for level in sorted(stopping_levels()))
    rows = [
        *db.execute(UNDELIVERED).fetchall(),
        *db.execute(UNTRIED.format(levels=levels)).fetchall(),
    ]
    return [_undelivered(*row) for row in rows]


def _undelivered(
    session_id: str,
    seq: int,
    level: str,
    channel: Channel | None,
    *told: Any,
) -> Undelivered:
    first, last, tries = told
    at = (datetime.fromisoformat(first), datetime.fromisoformat(last))
    return Undelivered(session_id, seq, level, channel, *at, tries)


def _alert(
    seq: int, at: str, level: str, channel: Channel, *came: int | str | None
) -> Alert:
    delivered, by = came
    when, seen_by = datetime.fromisoformat(at), None if by is None else str(by)
    return Alert(seq, when, level, channel, bool(delivered), seen_by)
