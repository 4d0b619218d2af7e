"""A broken promise is noticed, whichever it is."""

from dataclasses import replace

import pytest

from actions import log_findings, session_log
from actions.log_rows import Turn
from criteria.problems import Patient
from criteria.record import Record
from tests.conversations.running import Performance
from tests.conversations.script import Script

SCRIPT = {
    "name": "Somebody in the middle of it",
    "language": "es",
    "steps": [{"patient": "me duele el cuello desde hace un año"}],
}
EXAMINED = {"held": {"exam_heat": {"value": "true", "status": "answered"}}}


@pytest.fixture
async def performance(stage):
    played = Performance(stage, Script.model_validate(SCRIPT))
    assert not (await played.perform()).failed
    played.promises.sent -= 1
    played.promises.said.pop()
    yield played
    played.close()


def with_reply(exchange, **changes):
    return replace(exchange, reply=replace(exchange.reply, **changes))


async def test_a_turn_as_it_was_breaks_nothing(performance):
    assert performance.broken(performance.last) == []


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        (lambda e: with_reply(e, lang="en"), "is not said in 'en'"),
        (lambda e: with_reply(e, state="failed"), "the turn failed"),
        (lambda e: with_reply(e, messages=(" ",)), "the bot said nothing"),
        (lambda e: with_reply(e, choices=()), "no question is open"),
        (lambda e: replace(e, asked=None), "no question is open"),
        (lambda e: with_reply(e, state="done"), "quick replies are offered though"),
        (lambda e: replace(e, typed="otra cosa"), "a message was lost"),
        (lambda e: with_reply(e, state="refused"), "words were kept without consent"),
    ],
)
async def test_a_changed_reply_is_noticed(performance, change, noticed):
    broken = performance.broken(change(performance.last))

    assert any(noticed in each for each in broken), broken


async def test_an_urgency_that_falls_is_noticed(performance):
    performance.promises.urgency = 3

    assert performance.broken(performance.last) == ["the urgency fell to NONE"]


async def test_a_stopped_conversation_that_goes_on_is_noticed(performance):
    performance.promises.state = "stopped"

    [broken] = performance.broken(performance.last)
    assert broken == "a conversation that was stopped became open"


async def test_a_message_without_a_reply_is_noticed(performance):
    turn = Turn("patient", performance.at, "¿hola?", client_id="unheard")
    session_log.append_turn(performance.db, performance.session_id, turn)

    broken = performance.broken(performance.last)
    assert broken == ["a message was lost", "no reply to: '¿hola?'"]


async def test_a_clinicians_finding_from_a_patient_is_noticed(performance, monkeypatch):
    examined = Patient(person=Record.model_validate(EXAMINED))
    monkeypatch.setattr(log_findings, "patient", lambda *_: examined)

    broken = performance.broken(performance.last)
    assert broken == ["the patient wrote the clinician's finding exam_heat"]
