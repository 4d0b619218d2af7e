"""Makes a draft conversation test of a stored chat, without who the patient is."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ruamel.yaml import YAML
from sqlite_utils import Database

from actions import log_findings, log_sessions, session_log
from actions.log_identity import identity
from actions.log_rows import Turn
from bot.disguise import Disguise
from bot.instruments import InputError

HEADER = """\
# A draft made from a real conversation. The name, the date of birth, e-mail addresses
# and long numbers were replaced by a program. A program cannot find everything:
# A PERSON MUST READ EVERY LINE BEFORE THIS IS SHARED. Then give it a sentence as its
# name, take out what does not matter, and check that what stands here is right.
"""
PAUSE = timedelta(minutes=10)
EVENTS = "SELECT seq, events FROM tracker_events WHERE session_id = ? ORDER BY id"


def record(db: Database, number: int) -> str:
    """Return the chat of a session as a draft dialogue (YAML), de-identified.

    Raises:
        InputError: there is no session of that number, or nobody wrote in it.
    """
    session = log_sessions.session_numbered(db, number)
    if session is None:
        message = f"There is no session {number}."
        raise InputError(message)
    if not session.answered:
        message = f"Nobody wrote anything in session {number}."
        raise InputError(message)
    draft = Chat.of(db, session.id).draft(f"A draft of session {number}, not yet named")
    return HEADER + _yaml([draft])


@dataclass
class Chat:
    """A stored chat: each message with its reply and what the bot's engine noted."""

    db: Database
    session_id: str
    answered: list[tuple[Turn, Turn]]
    events: dict[int, list[dict[str, Any]]]
    disguise: Disguise
    lang: str | None = None
    slots: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, db: Database, session_id: str) -> "Chat":
        """Read a session's chat from its log."""
        turns = session_log.turns(db, session_id)
        known = identity(db, session_id)
        said = [turn for turn in turns if turn.author == "patient"]
        replies = [
            (turn, session_log.reply_to(db, session_id, turn.seq)) for turn in said
        ]
        return cls(
            db,
            session_id,
            [(turn, reply) for turn, reply in replies if reply],
            {
                seq: json.loads(events)
                for seq, events in db.execute(EVENTS, [session_id])
            },
            Disguise(
                known.name if known else None,
                known.birth_date if known else None,
                turns[0].at.date(),
            ),
        )

    def draft(self, name: str) -> dict[str, Any]:
        """Return the chat as one dialogue of the conversation tests' format."""
        began = session_log.turns(self.db, self.session_id)[0]
        self._learn(began.seq)
        steps = list(self._steps(began.at))
        at = began.at.replace(second=0, microsecond=0)
        return {
            "name": name,
            "language": self._first_language(),
            "at": at.isoformat(sep=" "),
            "opening": "none",
            "steps": steps,
            "ends": self._ends(),
        }

    def _steps(self, at: datetime) -> Iterator[dict[str, Any]]:
        for turn, reply in self.answered:
            if turn.at - at >= PAUSE:
                minutes = int((turn.at - at).total_seconds() // 60)
                yield {"later": f"{minutes} minutes"}
            at = turn.at
            yield self._said(turn) | self._expected(reply)

    def _said(self, turn: Turn) -> dict[str, Any]:
        if turn.choices:
            return {"ticks": [one.id.partition(":")[2] for one in turn.choices]}
        if turn.choice is not None:
            slot, _, name = turn.choice.partition(":")
            return {"taps": name or slot}
        asked = self.slots.get("requested_slot")
        if asked == "birth_date" and self.disguise.born and turn.text.strip():
            return {"patient": self.disguise.birth_date(self.lang)}
        return {"patient": self.disguise.of(turn.text, self.lang)}

    def _expected(self, reply: Turn) -> dict[str, Any]:
        """Return what the reply was: its responses, its question and its state."""
        responses = self._learn(reply.seq)
        self.lang = reply.lang or self.lang
        expected: dict[str, Any] = {"says": responses} if responses else {}
        if reply.state == "open":
            return expected | {"asks": self.slots.get("requested_slot")}
        return {} if reply.state == "failed" else expected | {"state": reply.state}

    def _learn(self, seq: int) -> list[str]:
        """Take in a turn's events and return the names of its responses."""
        events = self.events.get(seq, [])
        self.slots |= {e["name"]: e["value"] for e in events if e["event"] == "slot"}
        uttered = (e for e in events if e["event"] == "bot")
        return [e["metadata"]["utter_action"] for e in uttered]

    def _first_language(self) -> str:
        spoken = (reply.lang for _, reply in self.answered if reply.lang)
        return next(spoken, "es")

    def _ends(self) -> dict[str, Any]:
        found = log_findings.record(self.db, self.session_id).findings()
        found.pop("conflicts", None)
        _, last = self.answered[-1]
        return {
            "state": last.state,
            "findings": self.disguise.of_value(found, self.lang),
        }


def _yaml(value: Any) -> str:
    yaml, text = YAML(), io.StringIO()
    yaml.width = 88
    yaml.dump(value, text)
    return text.getvalue()
