"""Runs a dialogue against the real agent, with its real actions, on a real log."""

import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from actions import log_codes, log_findings, session_log
from actions.assess import assess
from actions.patients import findings_of
from bot.dialogue.agent import Answer, Dialogue
from bot.rehearsal import OPENING
from bot.server.turn import (
    Incoming,
    Interview,
    MixedChoicesError,
    Reply,
    UnknownChoiceError,
)
from bot.settings import Settings
from tests.conversations.exchanges import Exchange, uttered
from tests.conversations.expectations import end_checks, found_checks, reply_checks
from tests.conversations.matching import Check, checks_at
from tests.conversations.promises import LogOf, Promises
from tests.conversations.script import (
    CONTROL,
    NOTHING,
    Answers,
    Script,
    Step,
    Ticked,
    Typed,
)
from tests.conversations.transcripts import Played, Transcript

LONGEST = 240
USUAL = {"language": "language.{}", "guardian": "yes", **OPENING}
STAND = (
    *("session_id", "sent", "slots", "known_events", "last", "promises", "choices"),
    *("tickable", "controls", "asked", "greeting"),
)
ASKING_STATES = ("open", "paused", "left", "withdrawn")


class StuckError(AssertionError):
    """A step that cannot be done in the place where the dialogue stands."""


@dataclass(frozen=True)
class Opened:
    """A conversation just after its opening: its log, its exchanges, how it stands."""

    db: Database
    exchanges: list[Exchange]
    stand: dict[str, Any]


@dataclass
class Stage:
    """Where dialogues are played: the loaded agent, and a log for each.

    The usual opening is played once for each language and time: later dialogues begin
    with a copy of the log that it left.
    """

    dialogue: Dialogue
    settings: Settings
    key: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    opened: dict[tuple[str, datetime], Opened] = field(default_factory=dict, repr=False)
    played: dict[str, Transcript] = field(default_factory=dict)

    async def play(self, name: str, script: Script) -> Transcript:
        """Play a dialogue, once: its transcript is kept under a name."""
        if name not in self.played:
            with TemporaryDirectory() as folder:
                performance = Performance(self, script, Path(folder))
                self.played[name] = await performance.run()
        return self.played[name]


class Overheard:
    """The dialogue, with the events of its last turn, which a refusal forgets."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.events: list[dict[str, Any]] = []

    async def take(
        self, session_id: str, text: str, metadata: Mapping[str, Any]
    ) -> Answer:
        answer = await self.dialogue.take(session_id, text, metadata)
        self.events = answer.new_events
        return answer


class Performance:
    """One dialogue while it is played."""

    def __init__(
        self, stage: Stage, script: Script, folder: Path | None = None
    ) -> None:
        needs_file = any(step.restarts for step in script.steps)
        self.stage = stage
        self.script = script
        self.path = folder / "sessions.db" if folder and needs_file else ":memory:"
        self.at: datetime = script.at
        self.sent = 0
        self.slots: dict[str, Any] = {}
        self.known_events = 0
        self.last: Exchange | None = None
        self.promises = Promises()
        self._open_log()

    async def run(self) -> Transcript:
        """Play everything, close the log and return the transcript."""
        transcript = await self.perform()
        self.close()
        return transcript

    async def perform(self) -> Transcript:
        """Play everything and return the transcript; the log stays open."""
        transcript = Transcript(self.script)
        transcript.parts.append(await self.open())
        transcript.greeting = self.greeting
        for step in self.script.steps:
            part = Played(step)
            transcript.parts.append(part)
            await self._play(part, self._do(step))
            part.checks += self._checks(step)
        self._finish(transcript)
        return transcript

    def close(self) -> None:
        """Close the log."""
        self.db.close()

    async def open(self) -> Played:
        """Open a session and answer the opening questions."""
        usual = (self.script.language, self.script.at)
        if self.script.opening == "usual" and usual in self.stage.opened:
            return self._opened(self.stage.opened[usual])
        await self._begin()
        opening = Played(None)
        await self._play(opening, self._opening())
        if self.script.opening == "usual" and not opening.failed:
            self.stage.opened[usual] = self._kept(opening)
        return opening

    def _kept(self, opening: Played) -> Opened:
        """Return a copy of how the conversation stands."""
        log = session_log.open_log(":memory:", self.stage.key)
        self.db.conn.backup(log.conn)
        stand = {name: deepcopy(getattr(self, name)) for name in STAND}
        return Opened(log, list(opening.exchanges), stand)

    def _opened(self, opened: Opened) -> Played:
        """Go on from a copy of an opening that was played before."""
        opened.db.conn.backup(self.db.conn)
        for name, value in opened.stand.items():
            setattr(self, name, deepcopy(value))
        return Played(None, exchanges=list(opened.exchanges))

    def _open_log(self) -> None:
        """Open the log as a server does that starts."""
        self.db: Database = session_log.open_log(self.path, self.stage.key)
        self.stage.dialogue.agent.tracker_store.db = self.db
        self.dialogue = Overheard(self.stage.dialogue)
        self.interview = Interview(self.db, self.dialogue, self.stage.settings)

    async def _begin(self) -> None:
        self.session_id = await self.interview.open(self.at)
        turn = session_log.last_reply(self.db, self.session_id)
        if turn is None:
            message = "The bot did not greet."
            raise StuckError(message)
        self.choices = tuple(choice.id for choice in turn.choices)
        self.tickable: tuple[str, ...] = ()
        self.controls: tuple[str, ...] = ()
        self.greeting = self._learn()
        self.asked = self._asked("open")

    async def _play(self, part: Played, going: AsyncIterator[Exchange]) -> None:
        try:
            async for exchange in going:
                part.exchanges.append(exchange)
                broken = self.broken(exchange)
                part.checks += [Check("promise", "kept", each) for each in broken]
        except StuckError as error:
            part.stuck = str(error)

    async def _opening(self) -> AsyncIterator[Exchange]:
        """Answer the opening questions, as `alodia converse` does."""
        if self.script.opening == "none":
            return
        table: dict[str, Answers] = {
            slot: (answer.format(self.script.language),)
            for slot, answer in USUAL.items()
        }
        if isinstance(self.script.opening, dict):
            table |= self.script.opening
        async for exchange in self._answer(table, Step.model_construct(answers=table)):
            yield exchange

    async def _do(self, step: Step) -> AsyncIterator[Exchange]:
        for text in step.patient:
            yield await self.send(text=text)
        for choice in step.taps:
            yield await self.send(choice=self._offered(choice))
        if step.ticks:
            yield await self._tick(step.ticks)
        if step.answers is not None:
            async for exchange in self._answer(step.answers, step):
                yield exchange
        await self._change_the_world(step)

    async def _change_the_world(self, step: Step) -> None:
        if step.later:
            self.at += step.later
        if step.restarts:
            self.db.close()
            self._open_log()
        if step.resumes:
            self.resume()

    def resume(self) -> None:
        """Come back with the code, as somebody writes it by hand on another device."""
        code = log_codes.resume_code(self.db, self.session_id)
        scrawled = f" {code.lower().replace('-', ' ')} "
        found = log_codes.session_of_code(self.db, scrawled)
        if found != self.session_id:
            message = f"the code {code} leads to no session"
            raise StuckError(message)

    async def _answer(
        self, table: dict[str, Answers], step: Step
    ) -> AsyncIterator[Exchange]:
        """Answer from a table as long as the bot asks what stands in it."""
        left = {slot: list(answers) for slot, answers in table.items()}
        for _ in range(LONGEST):
            if self.asked is None or self._is_asked(step.until):
                break
            given = left.setdefault(self.asked, list(step.others))
            if not given and not step.others:
                break
            yield await self._give(given.pop(0) if given else step.others[-1])
        if step.until and not self._is_asked(step.until):
            asked = self.asked or NOTHING
            message = f"the bot never asked {step.until}; it asks {asked}"
            raise StuckError(message)

    async def _give(self, answer: str | Typed | Ticked) -> Exchange:
        if isinstance(answer, Typed):
            return await self.send(text=answer.patient)
        if isinstance(answer, Ticked):
            return await self._tick(answer.ticks)
        return await self.send(choice=self._offered(answer))

    async def _tick(self, names: tuple[str, ...]) -> Exchange:
        return await self.send(choices=tuple(map(self._offered, names)))

    def _offered(self, name: str) -> str:
        """Return the id of a quick reply of the open question, or of a control."""
        if name.startswith((CONTROL, "language.")):
            return name
        for choice in self.choices:
            if choice.partition(":")[2] == name:
                return choice
        offered = ", ".join(choice.partition(":")[2] for choice in self.choices)
        message = f"'{name}' is not offered by {self.asked or NOTHING}: {offered}"
        raise StuckError(message)

    async def send(self, **what: Any) -> Exchange:
        """Send a message: `text`, the id of a `choice`, or the ids of `choices`.

        Raises:
            StuckError: the open question offers no such choice.
        """
        self.sent += 1
        incoming = Incoming(f"message-{self.sent}", **what)
        before = self.asked
        try:
            reply = await self.interview.take(self.session_id, incoming, self.at)
        except (MixedChoicesError, UnknownChoiceError) as error:
            raise StuckError(str(error)) from None
        return self._exchange(before, incoming, reply)

    def _exchange(
        self, before: str | None, incoming: Incoming, reply: Reply
    ) -> Exchange:
        events = self._learn()
        self.choices = tuple(choice.id for choice in reply.choices)
        self.tickable = tuple(one.id for one in reply.choices if one.ticks)
        self.controls = tuple(control.id for control in reply.controls)
        self.asked = self._asked(reply.state)
        self.last = Exchange(
            before=before,
            typed=incoming.text,
            tapped=incoming.choice,
            ticked=incoming.choices,
            reply=reply,
            uttered=tuple(uttered(events)),
            asked=self.asked,
            slots=dict(self.slots),
            events=events,
        )
        return self.last

    def broken(self, exchange: Exchange) -> list[str]:
        """Return the promises that the last turn broke, in words."""
        log = LogOf(self.db, self.session_id, self.at)
        return list(self.promises.broken(exchange, log))

    def _learn(self) -> list[dict[str, Any]]:
        """Read the new events of Rasa's tracker from the log."""
        events = session_log.tracker_events(self.db, self.session_id)
        forgotten = len(events) < self.known_events
        new = self.dialogue.events if forgotten else events[self.known_events :]
        self.known_events = len(events)
        self.slots |= {e["name"]: e["value"] for e in new if e["event"] == "slot"}
        return new

    def _asked(self, state: str) -> str | None:
        return self.slots.get("requested_slot") if state in ASKING_STATES else None

    def _is_asked(self, name: str | None) -> bool:
        topic = self.last.reply.topic if self.last else None
        return name is not None and name in (self.asked or NOTHING, topic)

    def _checks(self, step: Step) -> Iterator[Check]:
        yield from found_checks(self.db, self.session_id, step)
        yield from checks_at("slot", step.slots, self.slots)
        if self.last is not None:
            yield from reply_checks(step, self.last)

    def _finish(self, transcript: Transcript) -> None:
        patient = log_findings.patient(self.db, self.session_id)
        stored = session_log.last_outcome(self.db, self.session_id)
        assessed = assess(patient, on=self.at.date())["outcomes"]
        transcript.findings = findings_of(patient)
        transcript.outcomes = stored.outcomes if stored else assessed
        flags = session_log.red_flags(self.db, self.session_id)
        transcript.flags = [flag.code for flag in flags]
        ends = self.script.ends
        checks = [
            *found_checks(self.db, self.session_id, ends),
            *end_checks(ends, transcript.outcomes, self.last),
        ]
        transcript.parts.append(Played(None, checks=checks))
