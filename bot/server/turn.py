"""One turn, from the patient's message to the stored reply.

The order is the safety argument: the message is scanned for red flags and stored
before anything that can fail; the dialogue engine may fail and the patient still
reads the advice; a reply is shown only after it is stored.
"""

import asyncio
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import structlog
from sqlite_utils import Database

from actions import session_log
from actions.session_log import Choice, RaisedFlag, State, Turn
from actions.topics import flags_of_choice
from bot.dialogue.agent import START, Answer, Dialogue
from bot.dialogue.stores import SessionLocks
from bot.nlu.listener import listen
from bot.server.safe_texts import advice, safe_text
from bot.settings import Settings
from criteria.catalogue import red_flag, rule_versions
from criteria.evaluator import classify
from criteria.record import Finding

LONGEST_TEXT = 2_000
DEADLINE_SECONDS = 20
STOPPING_LEVELS = frozenset({"E1", "E2", "SD"})
LANGUAGE_CHOICES = {"language.es": "Español", "language.en": "English"}

logger = structlog.get_logger()


class UnknownChoiceError(ValueError):
    """A quick reply that the open question does not offer."""

    def __init__(self, choice: str, offered: list[str]) -> None:
        self.choice = choice
        super().__init__(
            f"The choice '{choice}' is not offered by the open question. "
            f"Offered: {', '.join(offered) or 'none'}."
        )


@dataclass(frozen=True)
class Incoming:
    """A patient's message: free text, or the id of a tapped quick reply.

    `client_id` is the client's own id of the message: posting it again returns the
    same reply and stores nothing twice.
    """

    client_id: str
    text: str | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Reply:
    """The stored answer to a message; `urgent` holds red flags it raised first."""

    seq: int
    messages: tuple[str, ...]
    choices: tuple[Choice, ...]
    topic: str | None
    lang: str | None
    state: State
    urgent: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Heard:
    """A message that is stored: its turn, the question it answers, its red flags."""

    session_id: str
    turn: Turn
    question: Turn | None
    flags: tuple[RaisedFlag, ...]

    @property
    def urgent(self) -> tuple[str, ...]:
        """Return the codes that this message raised first."""
        return tuple(flag.code for flag in self.flags if flag.seq == self.turn.seq)

    @property
    def is_stopped(self) -> bool:
        return any(flag.level in STOPPING_LEVELS for flag in self.flags)

    @property
    def lang(self) -> str | None:
        return self.question.lang if self.question else None


class Interview:
    """Takes the turns of all sessions, one at a time in each."""

    def __init__(self, db: Database, dialogue: Dialogue, settings: Settings) -> None:
        self.db = db
        self.dialogue = dialogue
        self.settings = settings
        self._locks = SessionLocks()

    async def open(self, at: datetime, lang: str | None = None) -> str:
        """Start a session with the bot's greeting and return the session's id.

        `lang` ("es" or "en") is taken as the answer to the greeting's question.
        """
        session_id = secrets.token_urlsafe(24)
        session_log.start_session(self.db, session_id, at)
        async with self._locks.lock(session_id):
            await self._greet(session_id, at, answers=None)
        if lang is not None:
            choice = Incoming("language", choice=f"language.{lang}")
            await self.take(session_id, choice, at)
        return session_id

    async def take(self, session_id: str, incoming: Incoming, at: datetime) -> Reply:
        """Take a message and return the stored reply.

        A reply whose state is "failed" carries the safe text: the message may be
        posted again under the same client id.

        Raises:
            UnknownChoiceError: the open question offers no such choice.
        """
        async with self._locks.lock(session_id):
            try:
                return await self._take(session_id, incoming, at)
            except UnknownChoiceError:
                raise
            except Exception as error:
                logger.error("turn.failed", error=type(error).__name__)
                return self._unstored(incoming)

    async def self_test(self, at: datetime) -> dict[str, bool]:
        """Tell which parts can take a turn now: model, rules, log, and a whole turn."""
        return {
            "model": self.dialogue.agent.is_ready(),
            "rules": _rules_work(at.date()),
            "log": _log_is_writable(self.db),
            "turn": await self._turn_works(at),
        }

    async def _take(
        self, session_id: str, incoming: Incoming, at: datetime
    ) -> Reply:
        earlier = session_log.turn_of_client(self.db, session_id, incoming.client_id)
        stored = earlier and session_log.reply_to(self.db, session_id, earlier.seq)
        if stored and stored.state != "failed":
            return self._reply(session_id, stored)
        heard = self._hear(session_id, incoming, at, earlier)
        return await self._answer(heard, at)

    def _hear(
        self, session_id: str, incoming: Incoming, at: datetime, earlier: Turn | None
    ) -> _Heard:
        """Store the message and its red flags in one commit, unless stored before."""
        question = session_log.last_reply(self.db, session_id)
        flags = tuple(session_log.red_flags(self.db, session_id))
        if earlier is not None:
            return _Heard(session_id, earlier, question, flags)
        turn = Turn(
            author="patient",
            at=at,
            text=_said(incoming, question),
            client_id=incoming.client_id,
            choice=incoming.choice,
        )
        known = {flag.code for flag in flags}
        raised = [flag for flag in _raised(turn, question) if flag.code not in known]
        with self.db.atomic():
            seq = session_log.append_turn(self.db, session_id, turn)
            session_log.append_red_flags(self.db, session_id, seq, raised)
        new = tuple(replace(flag, seq=seq) for flag in raised)
        return _Heard(session_id, replace(turn, seq=seq), question, (*flags, *new))

    async def _answer(self, heard: _Heard, at: datetime) -> Reply:
        if heard.is_stopped:
            return self._stop(heard, at)
        if heard.question is None:
            return await self._greet(heard.session_id, at, answers=heard.turn.seq)
        if len(heard.turn.text) > LONGEST_TEXT:
            return self._repeat_question(heard, at, "too_long")
        if not heard.turn.text.strip():
            return self._repeat_question(heard, at, "blank")
        return await self._converse(heard, at)

    async def _converse(self, heard: _Heard, at: datetime) -> Reply:
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                answer = await self.dialogue.take(
                    heard.session_id, _rasa_text(heard.turn), _metadata(heard, at)
                )
        except Exception as error:
            logger.error("dialogue.failed", error=type(error).__name__)
            return self._fail(heard, at)
        lang = answer.lang or heard.lang
        urgent = advice(heard.urgent, lang, self.settings)
        return self._commit(heard.session_id, heard.turn.seq, at, answer, urgent)

    async def _greet(
        self, session_id: str, at: datetime, *, answers: int | None
    ) -> Reply:
        """Start the dialogue; a message sent before the greeting is answered by it."""
        metadata = {"at": at.isoformat()}
        try:
            answer = await self.dialogue.take(session_id, START, metadata)
        except Exception as error:
            logger.error("greeting.failed", error=type(error).__name__)
            return self._store_bot(
                session_id, self._safe_turn(at, "failed", None, answers)
            )
        return self._commit(session_id, answers, at, answer, [])

    def _commit(
        self,
        session_id: str,
        answers: int | None,
        at: datetime,
        answer: Answer,
        urgent: list[str],
    ) -> Reply:
        """Store the reply and everything the turn changed in one commit."""
        messages = (*urgent, *answer.messages)
        turn = Turn(
            author="bot",
            at=at,
            text="\n\n".join(messages),
            lang=answer.lang,
            answers=answers,
            messages=messages,
            choices=answer.choices,
            topic=answer.topic,
            state=answer.state,
        )
        with self.db.atomic():
            reply = self._store_bot(session_id, turn)
            self._store_learned(session_id, reply.seq, answer)
        return reply

    def _store_learned(self, session_id: str, seq: int, answer: Answer) -> None:
        session_log.append_tracker_events(self.db, session_id, seq, answer.new_events)
        if not answer.consented:
            return
        known = session_log.record(self.db, session_id)
        changed: dict[str, Finding] = {
            name: answer.record.get(name)
            for name in answer.record.names()
            if answer.record.get(name) != known.get(name)
        }
        session_log.append_findings(self.db, session_id, seq, changed)
        if answer.outcome is not None and answer.state == "done":
            session_log.append_outcome(self.db, session_id, seq, answer.outcome)

    def _stop(self, heard: _Heard, at: datetime) -> Reply:
        said = advice(heard.urgent, heard.lang, self.settings)
        turn = self._safe_turn(at, "stopped", heard.question, heard.turn.seq)
        if said:
            messages = (*said, turn.messages[0].split("\n\n")[0])
            turn = replace(turn, messages=messages, text="\n\n".join(messages))
        return self._store_bot(heard.session_id, turn)

    def _fail(self, heard: _Heard, at: datetime) -> Reply:
        said = advice(heard.urgent, heard.lang, self.settings)
        turn = self._safe_turn(at, "failed", heard.question, heard.turn.seq)
        messages = (*said, *turn.messages)
        turn = replace(turn, messages=messages, text="\n\n".join(messages))
        return self._store_bot(heard.session_id, turn)

    def _safe_turn(
        self, at: datetime, state: State, question: Turn | None, answers: int | None
    ) -> Turn:
        lang = question.lang if question else None
        text = safe_text(state, lang, self.settings)
        still_open = state == "failed" and question is not None
        return Turn(
            author="bot",
            at=at,
            text=text,
            lang=lang,
            answers=answers,
            messages=(text,),
            choices=question.choices if still_open and question else (),
            topic=question.topic if still_open and question else None,
            state=state,
        )

    def _repeat_question(self, heard: _Heard, at: datetime, name: str) -> Reply:
        """Ask the open question again with a fixed sentence before it."""
        question = heard.question
        if question is None:
            raise ValueError(name)
        urgent = advice(heard.urgent, heard.lang, self.settings)
        fixed = safe_text(name, heard.lang, self.settings)
        messages = (*urgent, fixed, *question.messages[-1:])
        turn = replace(
            question,
            at=at,
            answers=heard.turn.seq,
            messages=messages,
            text="\n\n".join(messages),
        )
        return self._store_bot(heard.session_id, turn)

    def _store_bot(self, session_id: str, turn: Turn) -> Reply:
        seq = session_log.append_turn(self.db, session_id, turn)
        return self._reply(session_id, replace(turn, seq=seq))

    def _reply(self, session_id: str, turn: Turn) -> Reply:
        flags = session_log.red_flags(self.db, session_id)
        return Reply(
            seq=turn.seq,
            messages=turn.messages,
            choices=turn.choices,
            topic=turn.topic,
            lang=turn.lang,
            state=turn.state or "failed",
            urgent=tuple(flag.code for flag in flags if flag.seq == turn.answers),
        )

    def _unstored(self, incoming: Incoming) -> Reply:
        """Answer when the log itself failed: advice and safe text, nothing stored."""
        codes = tuple(dict.fromkeys(r.code for r in listen(incoming.text or "")))
        said = advice(codes, None, self.settings)
        text = safe_text("failed", None, self.settings)
        return Reply(0, (*said, text), (), None, None, "failed", codes)

    async def _turn_works(self, at: datetime) -> bool:
        try:
            metadata = {"at": at.isoformat()}
            return bool((await self.dialogue.take("self-test", START, metadata)).choices)
        except Exception as error:
            logger.error("self_test.failed", error=type(error).__name__)
            return False


def _said(incoming: Incoming, question: Turn | None) -> str:
    """Return the words of a message: what was typed, or the title that was tapped.

    Raises:
        UnknownChoiceError: the open question offers no such choice.
    """
    if incoming.choice is None:
        return incoming.text or ""
    offered = {c.id: c.text for c in question.choices} if question else {}
    titles = LANGUAGE_CHOICES | offered
    if incoming.choice not in titles:
        raise UnknownChoiceError(incoming.choice, list(offered))
    return titles[incoming.choice]


def _raised(turn: Turn, question: Turn | None) -> list[RaisedFlag]:
    """Return the red flags that a message states, each with its level."""
    if turn.choice is not None:
        topic = question.topic if question else None
        codes = flags_of_choice(topic, turn.choice) if topic else ()
        words = dict.fromkeys(codes, turn.text)
    else:
        words = {raised.code: raised.words for raised in listen(turn.text)}
    return [RaisedFlag(code, red_flag(code).level, said) for code, said in words.items()]


def _rasa_text(turn: Turn) -> str:
    """Return what Rasa reads: a button's payload, or text that can be no payload."""
    if turn.choice is not None:
        return Dialogue.payload(turn.choice)
    if turn.text.lstrip().startswith("/"):
        return turn.text.replace("/", "／", 1)
    return turn.text


def _metadata(heard: _Heard, at: datetime) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "seq": heard.turn.seq,
        "said": heard.turn.text,
        "asked": heard.question.topic if heard.question else None,
        "red_flags": [flag.code for flag in heard.flags],
    }


def _rules_work(day: date) -> bool:
    try:
        return bool(rule_versions(day)) and bool(classify({}, on=day))
    except Exception as error:
        logger.error("self_test.failed", error=type(error).__name__)
        return False


def _log_is_writable(db: Database) -> bool:
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except Exception as error:
        logger.error("self_test.failed", error=type(error).__name__)
        return False
    return True
