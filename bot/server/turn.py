"""One turn, from the patient's message to the stored reply.

The order is the safety argument: the message is scanned for red flags and stored
before anything that can fail; the dialogue engine may fail and the patient still
reads the advice; a reply is shown only after it is stored.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from sqlite_utils import Database

from actions import log_findings, session_log
from actions.hearing import ANSWER_FOR_ANOTHER
from actions.log_codes import resume_code
from actions.log_erasures import ask_erasure
from actions.log_rows import RaisedFlag, State, Turn
from bot.dialogue.agent import START, Answer, Dialogue
from bot.dialogue.stores import SessionLocks
from bot.server.alerts import alert
from bot.server.fixed_replies import (
    advice_on,
    bot_turn,
    fixed_turn,
    keeps_erasure,
    repeated_turn,
    unstored_reply,
)
from bot.server.heard import Heard
from bot.server.learning import store_learned
from bot.server.messages import (
    Incoming,
    MixedChoicesError,
    Reply,
    UnknownChoiceError,
    flags_in,
    rasa_text,
    require_heard,
    turn_from,
)
from bot.server.safe_texts import safe_text, texts
from bot.server.self_test import self_test
from bot.server.texts import LANGS, control_choices
from bot.settings import Settings

__all__ = [
    "Incoming",
    "Interview",
    "MixedChoicesError",
    "Reply",
    "UnknownChoiceError",
]

LONGEST_TEXT = 2_000
DEADLINE_SECONDS = 20
RESTED: tuple[State, ...] = ("open", "paused", "left", "closed")

logger = structlog.get_logger()


class Interview:
    """Takes the turns of all sessions, one at a time in each."""

    def __init__(self, db: Database, dialogue: Dialogue, settings: Settings) -> None:
        self.db = db
        self.dialogue = dialogue
        self.settings = settings
        self._locks = SessionLocks()

    async def open(
        self,
        at: datetime,
        lang: str | None = None,
        identity: Mapping[str, Any] | None = None,
    ) -> str:
        """Start a session with the bot's greeting and return the session's id.

        `lang` ("es" or "en") is taken as the answer to the greeting's question;
        `identity` (name, birth_date, source) is who an appointment says it is about.
        """
        session_id = secrets.token_urlsafe(24)
        session_log.start_session(self.db, session_id, at)
        async with self._locks.lock(session_id):
            told = {"identity": dict(identity)} if identity else {}
            await self._greet(session_id, at, answers=None, told=told)
        if lang is not None:
            tap = Incoming("language", choice=f"language.{lang}")
            await self.take(session_id, tap, at)
        return session_id

    async def take(self, session_id: str, incoming: Incoming, at: datetime) -> Reply:
        """Take a message and return the stored reply.

        A reply whose state is "failed" carries the safe text: the message may be
        posted again under the same client id.

        Raises:
            UnknownChoiceError: the open question offers no such choice.
            MixedChoicesError: several were sent, and one of them stands alone.
        """
        async with self._locks.lock(session_id):
            try:
                return await self._take(session_id, incoming, at)
            except (MixedChoicesError, UnknownChoiceError):
                raise
            except Exception as error:
                logger.error("turn.failed", error=type(error).__name__)
                return unstored_reply(incoming, self.settings)

    async def self_test(self, at: datetime) -> dict[str, bool]:
        """Tell which parts can take a turn now: model, rules, log, and a whole turn."""
        return await self_test(self.db, self.dialogue, at)

    async def _take(self, session_id: str, incoming: Incoming, at: datetime) -> Reply:
        earlier = session_log.turn_of_client(self.db, session_id, incoming.client_id)
        stored = earlier and session_log.reply_to(self.db, session_id, earlier.seq)
        if stored and stored.state != "failed":
            return self._reply(session_id, stored)
        heard = self._hear(session_id, incoming, at, earlier)
        if earlier is None:
            heard = await self._alerted(heard, heard.urgent, at)
        return await self._answer(heard, at)

    def _hear(
        self, session_id: str, incoming: Incoming, at: datetime, earlier: Turn | None
    ) -> Heard:
        """Store the message and its red flags in one commit, unless stored before."""
        question = session_log.last_reply(self.db, session_id)
        flags = tuple(session_log.red_flags(self.db, session_id))
        if earlier is not None:
            return Heard(session_id, earlier, question, flags)
        turn = turn_from(incoming, question, at)
        known = {flag.code for flag in flags}
        heard = self._flags(session_id, turn, can_ask=_can_ask(question, turn))
        raised = [flag for flag in heard if flag.code not in known]
        if question and question.state == "refused" and not raised:
            turn = replace(turn, text="")
        with self.db.atomic():
            seq = session_log.append_turn(self.db, session_id, turn)
            session_log.append_red_flags(self.db, session_id, seq, raised)
        new = (replace(flag, seq=seq) for flag in raised)
        return Heard(session_id, replace(turn, seq=seq), question, (*flags, *new))

    def _flags(self, session_id: str, turn: Turn, *, can_ask: bool) -> list[RaisedFlag]:
        for_another = self._is_for_another(session_id)
        return flags_in(turn, for_another=for_another, can_ask=can_ask)

    def _is_for_another(self, session_id: str) -> bool:
        """Tell whether somebody answers for the patient."""
        respondent = log_findings.record(self.db, session_id).get("respondent")
        return respondent.value in ANSWER_FOR_ANOTHER

    async def _answer(self, heard: Heard, at: datetime) -> Reply:
        ended = self._ended(heard, at)
        if ended:
            return self._say_fixed(heard, at, ended)
        if heard.question is None:
            return await self._greet(heard.session_id, at, answers=heard.turn.seq)
        if len(heard.turn.text) > LONGEST_TEXT:
            return self._repeat_question(heard, heard.question, at, "too_long")
        if not heard.turn.text.strip():
            return self._repeat_question(heard, heard.question, at, "blank")
        return await self._converse(heard, at)

    def _ended(self, heard: Heard, at: datetime) -> State | None:
        """Return the state of a session that takes no more answers."""
        if heard.is_stopped:
            return "stopped"
        question = heard.question
        if question is None:
            return None
        if question.state == "refused" or keeps_erasure(heard, question.state):
            return question.state
        return "closed" if self._is_rested(question, at) else None

    async def _converse(self, heard: Heard, at: datetime) -> Reply:
        try:
            require_heard(heard.turn)
            async with asyncio.timeout(DEADLINE_SECONDS):
                answer = await self.dialogue.take(
                    heard.session_id, rasa_text(heard.turn), self._metadata(heard, at)
                )
        except Exception as error:
            logger.error("dialogue.failed", error=type(error).__name__)
            return await self._fail(heard, at)
        late = heard.understood_later(answer.record)
        if late:
            return await self._stop_late(heard, late, at)
        urgent = advice_on(heard, answer.lang or heard.lang, self.settings)
        return self._commit(heard.session_id, heard.turn.seq, at, answer, urgent)

    async def _fail(self, heard: Heard, at: datetime) -> Reply:
        """Answer what the dialogue did not take; what it would have asked is raised."""
        known = {flag.code for flag in heard.flags}
        flags = self._flags(heard.session_id, heard.turn, can_ask=False)
        new = (flag for flag in flags if flag.code not in known)
        late = [replace(flag, seq=heard.turn.seq) for flag in new]
        if late:
            return await self._stop_late(heard, late, at)
        return self._say_fixed(heard, at, "failed")

    async def _stop_late(
        self, heard: Heard, late: list[RaisedFlag], at: datetime
    ) -> Reply:
        """Stop at red flags that only the dialogue understood (a typed yes)."""
        with self.db.atomic():
            session_log.append_red_flags(
                self.db, heard.session_id, heard.turn.seq, late
            )
        heard = replace(heard, flags=(*heard.flags, *late))
        heard = await self._alerted(heard, heard.urgent, at)
        return self._say_fixed(heard, at, "stopped")

    async def _alerted(
        self, heard: Heard, codes: tuple[str, ...], at: datetime
    ) -> Heard:
        """Tell the team of red flags raised now; the patient's words stay here."""
        flags = [flag for flag in heard.flags if flag.code in codes]
        if not flags:
            return heard
        told = await alert(self.db, self.settings, heard.session_id, flags, at)
        return replace(heard, is_alerted=told)

    def _is_rested(self, question: Turn, at: datetime) -> bool:
        is_closed = question.state == "closed"
        rests = question.state in RESTED and self.settings.is_rested(question.at, at)
        return is_closed or rests

    async def _greet(
        self,
        session_id: str,
        at: datetime,
        *,
        answers: int | None,
        told: Mapping[str, Any] | None = None,
    ) -> Reply:
        """Start the dialogue; a message sent before the greeting is answered by it."""
        metadata = {"at": at.isoformat(), "told": told or {}}
        try:
            answer = await self.dialogue.take(session_id, START, metadata)
        except Exception as error:
            logger.error("greeting.failed", error=type(error).__name__)
            text = safe_text("failed", None, self.settings)
            return self._store(session_id, bot_turn(at, [text], "failed", answers))
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
        turn = replace(
            bot_turn(at, [*urgent, *answer.messages], answer.state, answers),
            lang=answer.lang,
            choices=answer.choices,
            topic=answer.topic,
        )
        with self.db.atomic():
            reply = self._store(session_id, turn)
            store_learned(self.db, session_id, reply.seq, at, answer)
            if answer.state == "withdrawn":
                ask_erasure(self.db, session_id, reply.seq, at)
            if answer.state == "refused":
                session_log.forget_words(self.db, session_id)
        return reply

    def _metadata(self, heard: Heard, at: datetime) -> dict[str, Any]:
        """Return what the dialogue is told beside the words."""
        own = self.settings.clinic_phone
        phones = {lang: own or texts()[lang]["clinic_phone"] for lang in LANGS}
        told = {
            "resume_code": resume_code(self.db, heard.session_id),
            "clinic_phone": phones,
        }
        return {
            "at": at.isoformat(),
            "seq": heard.turn.seq,
            "said": heard.turn.text,
            "asked": heard.question.topic if heard.question else None,
            "red_flags": [flag.code for flag in heard.flags],
            "for_another": self._is_for_another(heard.session_id),
            "told": told,
        }

    def _say_fixed(self, heard: Heard, at: datetime, state: State) -> Reply:
        """Answer without the dialogue: the interview is stopped, or a step failed."""
        turn = fixed_turn(heard, at, state, self.settings)
        with self.db.atomic():
            if keeps_erasure(heard, state):
                ask_erasure(self.db, heard.session_id, heard.turn.seq, at)
            return self._store(heard.session_id, turn)

    def _repeat_question(
        self, heard: Heard, question: Turn, at: datetime, name: str
    ) -> Reply:
        turn = repeated_turn(heard, question, at, name, self.settings)
        return self._store(heard.session_id, turn)

    def _store(self, session_id: str, turn: Turn) -> Reply:
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
            controls=control_choices(turn.lang) if turn.state == "open" else (),
        )


def _can_ask(question: Turn | None, turn: Turn) -> bool:
    """Tell whether the dialogue will take a message, and may ask about it."""
    takes = question is not None and question.state in ("open", "failed")
    return takes and len(turn.text) <= LONGEST_TEXT
