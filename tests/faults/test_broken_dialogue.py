"""With a part broken, nothing said is lost and no red flag is missed."""

import asyncio

import pytest
import sqlcipher3

from actions import log_findings, session_log
from bot.nlu.listener import FAILED, Raised
from bot.server.turn import Incoming
from criteria.catalogue import red_flag
from tests.nlu.messages import STATED

DOUBTFUL = "se me duermen las nalgas cuando manejo mucho rato, me paro y se me quita"
CHEST_PAIN = "Desde la mañana tengo una presión muy fuerte en el pecho"


def stored_texts(patient) -> list[str]:
    said = session_log.turns(patient.interview.db, patient.session_id)
    return [turn.text for turn in said if turn.author == "patient"]


@pytest.fixture(params=["action", "agent", "hung"])
def broken_dialogue(request, monkeypatch, interview):
    """Break one part of the dialogue, in each of the ways it can break."""

    def raising(*_args, **_kwargs):
        message = "broken for the test: me duele el hombro"
        raise RuntimeError(message)

    async def hanging(*_args, **_kwargs):
        await asyncio.sleep(60)

    agent = interview.dialogue.agent
    if request.param == "action":
        executor = agent.action_endpoint.executor
        monkeypatch.setitem(executor.actions, "validate_intake_form", raising)
    elif request.param == "agent":
        monkeypatch.setattr(agent.processor, "handle_message", raising)
    else:
        monkeypatch.setattr("bot.server.turn.DEADLINE_SECONDS", 0.05)
        monkeypatch.setattr(agent.processor, "handle_message", hanging)
    return monkeypatch


async def test_a_broken_dialogue_answers_the_safe_text_and_keeps_the_turn(
    pain_patient, broken_dialogue
):
    reply = await pain_patient.says("me duele desde hace dos años")

    assert reply.state == "failed"
    assert "911" in reply.messages[-1]
    assert "urgente" in reply.messages[-1]
    assert stored_texts(pain_patient)[-1] == "me duele desde hace dos años"


async def test_what_a_broken_dialogue_cannot_ask_about_is_raised(
    pain_patient, broken_dialogue
):
    reply = await pain_patient.says(DOUBTFUL)

    assert reply.urgent == ("RF_CES",)
    assert "urgencias" in reply.messages[0]


async def test_what_is_in_doubt_is_asked_about_in_the_interview_and_raised_after_it(
    pain_patient,
):
    asked = await pain_patient.says(DOUBTFUL)
    assert (asked.urgent, asked.topic) == ((), "safety")

    await pain_patient.taps("none")
    await pain_patient.says("ya no quiero seguir")
    raised = await pain_patient.says(f"de veras, {DOUBTFUL}")

    assert raised.urgent == ("RF_CES",)


async def test_a_red_flag_gets_its_advice_from_a_broken_dialogue(
    pain_patient, broken_dialogue
):
    reply = await pain_patient.says(CHEST_PAIN)

    assert reply.urgent == ("RF_CHEST",)
    assert "llame ya al número de emergencias" in reply.messages[0]
    assert any("911" in message for message in reply.messages)


async def test_a_milder_red_flag_is_answered_beside_the_safe_text(
    pain_patient, broken_dialogue
):
    reply = await pain_patient.says("mi esposo me golpea y me amenaza")

    assert "RF_VIOLENCE" in reply.urgent


async def test_the_same_message_posted_again_succeeds_once_the_dialogue_is_mended(
    pain_patient, broken_dialogue
):
    interview, session_id = pain_patient.interview, pain_patient.session_id
    incoming = Incoming("again", text="desde hace dos años")
    failed = await interview.take(session_id, incoming, pain_patient.at)

    broken_dialogue.undo()
    mended = await interview.take(session_id, incoming, pain_patient.at)

    assert (failed.state, mended.state) == ("failed", "open")
    assert mended.topic == "regions"
    assert stored_texts(pain_patient).count("desde hace dos años") == 1


async def test_a_failed_turn_changes_nothing_that_the_dialogue_knows(
    pain_patient, broken_dialogue
):
    await pain_patient.says("me duele desde hace dos años")
    broken_dialogue.undo()

    reply = await pain_patient.says("hace tres años")

    found = log_findings.record(pain_patient.interview.db, pain_patient.session_id)
    assert reply.topic == "regions"
    assert found.findings()["duration_months"]["low"] == 36


async def test_no_patient_text_reaches_the_process_log(
    pain_patient, broken_dialogue, capfd, caplog
):
    await pain_patient.says("me duele el hombro canario")

    written = "".join(capfd.readouterr()) + caplog.text
    assert "canario" not in written
    assert "me duele el hombro" not in written


async def test_with_the_log_broken_the_advice_is_shown_and_nothing_is_promised(
    pain_patient, monkeypatch
):
    def refuse(*_args, **_kwargs):
        message = "disk I/O error"
        raise sqlcipher3.OperationalError(message)

    monkeypatch.setattr(session_log, "append_turn", refuse)

    reply = await pain_patient.says(CHEST_PAIN)

    assert reply.state == "failed"
    assert reply.urgent == ("RF_CHEST",)
    assert any("llame ya al número de emergencias" in m for m in reply.messages)


async def test_a_session_whose_greeting_failed_is_greeted_at_the_next_message(
    interview, at, monkeypatch
):
    with monkeypatch.context() as broken:
        broken.setattr(interview.dialogue.agent, "processor", None)
        session_id = await interview.open(at)

    reply = await interview.take(session_id, Incoming("a", text="hola"), at)

    assert reply.topic == "language"
    assert reply.state == "open"


@pytest.mark.parametrize("code", sorted(STATED))
async def test_every_red_flag_is_answered_with_rasa_dead(
    pain_patient, monkeypatch, code
):
    monkeypatch.setattr(pain_patient.interview.dialogue.agent, "processor", None)

    for wording in (STATED[code][0], STATED[code][-1]):
        session_id = await pain_patient.interview.open(pain_patient.at)
        incoming = Incoming("urgent", text=wording)
        reply = await pain_patient.interview.take(session_id, incoming, pain_patient.at)

        assert code in reply.urgent, wording
        advice = red_flag(code).advice
        assert advice["es"] in reply.messages
        assert advice["en"] in reply.messages


async def test_a_message_the_listener_cannot_read_gets_the_safe_text(
    pain_patient, monkeypatch
):
    unread = Raised(FAILED, 0, 4, "hola")
    monkeypatch.setattr("bot.server.messages.listen", lambda _text: (unread,))

    reply = await pain_patient.says("hola")

    assert reply.state == "failed"
    assert "911" in reply.messages[-1]
