"""What the tests share: a fresh session log, the real agent, and a fixed clock."""

from datetime import UTC, datetime

import pytest

from actions import session_log
from actions.session_log import open_log
from bot.dialogue.agent import Dialogue
from bot.dialogue.model import ensure_model
from bot.server.turn import Incoming, Interview
from bot.settings import Settings

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = "ab" * 32


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def log():
    db = open_log(":memory:", KEY)
    yield db
    db.close()


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings.from_environment()


@pytest.fixture(scope="session")
def dialogue(settings) -> Dialogue:
    return Dialogue.load(ensure_model(settings.home), open_log(":memory:", KEY))


@pytest.fixture
def interview(dialogue, log, settings) -> Interview:
    dialogue.agent.tracker_store.db = log
    return Interview(log, dialogue, settings)


OPENING = ("self", "yes", "skip", "skip", "none", "none", "none")


class Patient:
    """Somebody who answers the interview, one message after another."""

    def __init__(self, interview: Interview, session_id: str) -> None:
        self.interview = interview
        self.session_id = session_id
        self.at = AT
        self.sent = 0

    async def taps(self, *choices: str):
        for choice in choices:
            reply = await self._send(choice=self.offered(choice))
        return reply

    def offered(self, name: str) -> str:
        """Return the id of a reply in the open question; its name if it has none."""
        question = session_log.last_reply(self.interview.db, self.session_id)
        ids = (choice.id for choice in question.choices)
        return next((each for each in ids if each.partition(":")[2] == name), name)

    async def ticks(self, *choices: str):
        """Send several quick replies as one message."""
        return await self._send(choices=tuple(map(self.offered, choices)))

    async def says(self, *texts: str):
        for text in texts:
            reply = await self._send(text=text)
        return reply

    async def opens(self, lang: str = "es"):
        """Answer the opening as somebody of full age without a warning sign."""
        return await self.taps(f"language.{lang}", *OPENING)

    async def reaches(self, slot: str):
        """Answer "I don't know" until a question is asked; return that question."""
        question = self._open_question()
        while question.state == "open" and self._asked(question) != slot:
            left = self.offered("dont_know")
            await self.taps(left if left != "dont_know" else "skip")
            question = self._open_question()
        return question

    def _open_question(self):
        return session_log.last_reply(self.interview.db, self.session_id)

    def _asked(self, question) -> str:
        return question.choices[0].id.partition(":")[0]

    async def _send(self, **what):
        self.sent += 1
        incoming = Incoming(f"message-{self.sent}", **what)
        return await self.interview.take(self.session_id, incoming, AT)


@pytest.fixture
async def patient(interview) -> Patient:
    return Patient(interview, await interview.open(AT))


@pytest.fixture
async def pain_patient(patient) -> Patient:
    """A Spanish-speaking patient who would rather be asked about the pain."""
    await patient.opens()
    await patient.taps("skip")
    return patient
