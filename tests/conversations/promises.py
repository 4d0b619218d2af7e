"""What the bot promises in every turn of every conversation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlite_utils import Database

from actions import log_findings, session_log
from actions.assess import assess
from actions.log_rows import Turn
from bot.server.safe_texts import texts
from criteria.catalogue import urgency_rank
from criteria.findings import Owner, fact
from criteria.problems import Patient
from criteria.record import Source
from tests.conversations import domain
from tests.conversations.exchanges import Exchange

OTHER = {"es": "en", "en": "es"}
FINAL = ("stopped", "refused")
GOES_ON = ("open", "paused", "left", "withdrawn")


@dataclass(frozen=True)
class LogOf:
    """A session in its log, at a time."""

    db: Database
    session_id: str
    at: datetime


@dataclass
class Promises:
    """The promises over one conversation; `broken` says which a turn did not keep."""

    urgency: int = 0
    state: str = "open"
    sent: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Tell whether the conversation can still go on."""
        return self.state in GOES_ON

    def broken(self, exchange: Exchange, log: LogOf) -> Iterator[str]:
        """Yield what the last turn broke, in words."""
        patient = log_findings.patient(log.db, log.session_id)
        yield from self._urgency_fell(patient, log.at.date())
        yield from _clinicians_findings(patient)
        yield from self._lost_turns(exchange, log)
        yield from _wrong_language(exchange)
        yield from _no_way_forward(exchange)
        yield from self._reopened(exchange)

    def _urgency_fell(self, patient: Patient, on: date) -> Iterator[str]:
        level = assess(patient, on=on)["outcomes"]["urgency"]
        if urgency_rank(level) < self.urgency:
            yield f"the urgency fell to {level}"
        self.urgency = max(self.urgency, urgency_rank(level))

    def _lost_turns(self, exchange: Exchange, log: LogOf) -> Iterator[str]:
        self.sent += 1
        if exchange.typed is not None:
            self.said.append(exchange.typed)
        turns = session_log.turns(log.db, log.session_id)
        by_patient = [turn for turn in turns if turn.author == "patient"]
        if exchange.reply.state == "refused":
            self.said.clear()
            yield from _kept_words(by_patient)
        if len(by_patient) != self.sent or _missing(self.said, by_patient):
            yield "a message was lost"
        answered = {turn.answers for turn in turns}
        silent = (turn for turn in by_patient if turn.seq not in answered)
        yield from (f"no reply to: {turn.text!r}" for turn in silent)

    def _reopened(self, exchange: Exchange) -> Iterator[str]:
        state = exchange.reply.state
        if self.state in FINAL and state not in FINAL:
            yield f"a conversation that was {self.state} became {state}"
        self.state = state


def _missing(said: list[str], turns: list[Turn]) -> bool:
    """Tell whether words that were typed are not in the log as they were typed."""
    return bool(Counter(said) - Counter(turn.text for turn in turns))


def _kept_words(turns: list[Turn]) -> Iterator[str]:
    """Yield the words that are still stored of somebody who refused."""
    kept = (turn.text for turn in turns if turn.text)
    yield from (f"words were kept without consent: {text!r}" for text in kept)


def _clinicians_findings(patient: Patient) -> Iterator[str]:
    for record in (patient.person, *(problem.record for problem in patient.problems)):
        for name in record.names():
            is_said = record.get(name).source is Source.PATIENT
            if is_said and fact(name).owner is Owner.CLINICIAN:
                yield f"the patient wrote the clinician's finding {name}"


def _wrong_language(exchange: Exchange) -> Iterator[str]:
    lang = exchange.reply.lang
    for name, said in exchange.uttered:
        fitting = [w for w in domain.wordings() if w.response == name and w.fits(said)]
        if not any(wording.lang in (lang, None) for wording in fitting):
            yield f"{name} is not said in '{lang}': {said!r}"
    for text in texts()[OTHER[lang]].values() if lang else ():
        start = text.partition("{")[0].strip()
        if start and any(start in message for message in exchange.reply.messages):
            yield f"a fixed text is not said in '{lang}': {start!r}"


def _no_way_forward(exchange: Exchange) -> Iterator[str]:
    reply = exchange.reply
    if reply.state == "failed":
        yield "the turn failed"
    if not any(message.strip() for message in reply.messages):
        yield "the bot said nothing"
    if reply.state in GOES_ON and (exchange.asked is None or not reply.choices):
        yield f"no question is open though the conversation is {reply.state}"
    if reply.state not in GOES_ON and reply.choices:
        yield f"quick replies are offered though the conversation is {reply.state}"
