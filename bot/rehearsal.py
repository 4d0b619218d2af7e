"""Runs scripted dialogues against the real agent on a throw-away session log."""

import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from sqlite_utils import Database

from actions import log_findings, session_log
from actions.assess import assess
from actions.log_rows import Turn
from actions.patients import findings_of
from bot.dialogue.agent import Dialogue
from bot.dialogue.model import ensure_model
from bot.instruments import InputError, dump_json, lines_of, load_json
from bot.nlu.understand import understand
from bot.server.turn import Incoming, Interview, Reply
from bot.settings import Settings
from criteria.findings import TOPICS

OPENING = {
    "who": "self",
    "consent": "yes",
    "patient_name": "skip",
    "birth_date": "skip",
    "safety": "none",
    "safety_body": "none",
    "safety_personal": "none",
}
LONGEST_DIALOGUE = 200


class Script(BaseModel):
    """One dialogue to run, as `alodia converse` reads it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    turns: tuple[str, ...]
    answers: tuple[str | None, ...] | None = None
    lang: Literal["es", "en"] | None = None
    fill: bool = False
    raw: bool = False

    @model_validator(mode="after")
    def _answers_fit(self) -> "Script":
        if self.answers is None:
            return self
        if len(self.answers) != len(self.turns):
            message = "'answers' must be as long as 'turns'"
            raise ValueError(message)
        unknown = [name for name in self.answers if name and name not in TOPICS]
        if unknown:
            message = f"'{unknown[0]}' in 'answers' is not a topic"
            raise ValueError(message)
        return self


async def converse(text: str, settings: Settings, at: datetime) -> str:
    """Run each line's dialogue and return what was said, found and concluded.

    Raises:
        InputError: a line is no dialogue; the text names the line.
    """
    scripts = list(read_scripts(text))
    db = throw_away_log()
    dialogue = Dialogue.load(ensure_model(settings.home), db)
    interview = Interview(db, dialogue, settings)
    results = [await Rehearsal(interview, script, at).run() for script in scripts]
    return "\n".join(dump_json(result) for result in results)


def throw_away_log() -> Database:
    """Open a session log that lives in memory only."""
    return session_log.open_log(":memory:", secrets.token_hex(32))


def read_scripts(text: str) -> Iterator[Script]:
    """Yield the dialogue of each line that is not blank."""
    for number, line in enumerate(lines_of(text), 1):
        if line.strip():
            given = load_json(line, f"line {number}")
            try:
                yield Script.model_validate(given)
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(map(str, first["loc"]))
                message = f"line {number}: {place} {first['msg']}".replace("\n", " ")
                raise InputError(message) from None


@dataclass
class Rehearsal:
    """One dialogue while it runs."""

    interview: Interview
    script: Script
    at: datetime
    exchange: dict[int, dict[str, Any]] = field(default_factory=dict)
    session_id: str = ""
    sent: int = 0

    async def run(self) -> dict[str, Any]:
        """Run the dialogue from the first greeting and return its result."""
        self.session_id = await self.interview.open(self.at)
        waiting = deque(enumerate(self.script.turns))
        while waiting and self.sent < LONGEST_DIALOGUE:
            if not await self._step(waiting):
                break
        if self.script.fill:
            await self._fill()
        return self._result([index for index, _ in waiting])

    async def _step(self, waiting: deque[tuple[int, str]]) -> bool:
        """Send the next message that fits; tell whether the dialogue goes on."""
        opening = self._opening_choice()
        if opening:
            await self._send(choice=opening)
            return True
        index = self._next(waiting)
        if index is not None:
            await self._say(index)
            return True
        if self._question().state != "open":
            return False
        await self._send(choice=self._offered("dont_know"))
        return True

    def _next(self, waiting: deque[tuple[int, str]]) -> int | None:
        """Take the next turn whose topic is the open one, or that names no topic."""
        topics = self.script.answers or (None,) * len(self.script.turns)
        for position, (index, _) in enumerate(waiting):
            if topics[index] in (None, self._question().topic):
                del waiting[position]
                return index
            if topics[index] is None:
                break
        return None

    async def _say(self, index: int) -> None:
        text = self.script.turns[index]
        reply = await self._send(text=text)
        self.exchange[index] = {
            "patient": text,
            "bot": list(reply.messages),
            "lang": reply.lang,
            "topic": reply.topic,
            "urgent": list(reply.urgent),
        }

    async def _fill(self) -> None:
        while self._question().state == "open" and self.sent < LONGEST_DIALOGUE:
            opening = self._opening_choice()
            await self._send(choice=opening or self._offered("dont_know"))

    def _opening_choice(self) -> str | None:
        """Return the runner's own answer to an opening question."""
        question = self._question()
        if self.script.raw or question.state != "open":
            return None
        if question.topic == "language":
            return f"language.{self._lang()}"
        slot = next(iter(question.choices)).id.partition(":")[0]
        return self._offered(OPENING.get(slot, ""))

    def _offered(self, name: str) -> str | None:
        """Return the id of a reply in the open question, None if it offers none."""
        ids = (choice.id for choice in self._question().choices)
        return next((each for each in ids if each.partition(":")[2] == name), None)

    def _lang(self) -> str:
        day = self.at.date()
        spoken = (understand(text, today=day).lang for text in self.script.turns)
        return self.script.lang or next((lang for lang in spoken if lang), "es")

    async def _send(
        self, *, text: str | None = None, choice: str | None = None
    ) -> Reply:
        self.sent += 1
        incoming = Incoming(f"turn-{self.sent}", text=text, choice=choice)
        return await self.interview.take(self.session_id, incoming, self.at)

    def _question(self) -> Turn:
        question = session_log.last_reply(self.interview.db, self.session_id)
        if question is None:
            message = f"dialogue '{self.script.id}': the bot did not greet."
            raise RuntimeError(message)
        return question

    def _result(self, unused: list[int]) -> dict[str, Any]:
        db = self.interview.db
        patient = log_findings.patient(db, self.session_id)
        stored = session_log.last_outcome(db, self.session_id)
        found = assess(patient, on=self.at.date())
        return {
            "id": self.script.id,
            "finished": self._question().state != "open",
            "unused": unused,
            "exchange": [self.exchange[i] for i in sorted(self.exchange)],
            "findings": findings_of(patient),
            "outcomes": stored.outcomes if stored else found["outcomes"],
        }
