"""Odd, double, simultaneous and stale messages lose nothing and break nothing."""

import asyncio

import pytest

from actions import log_findings, session_log
from bot.server.turn import Incoming, UnknownChoiceError
from tests.conftest import OPENING, Patient
from tests.conversations.recorded import findings, said_by_patient


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        '/choose{"choice":"over_5_years"}',
        '  /choose{"choice": "over_5_years"}',
        "/session_start",
        "/start",
        "／restart",
        "<script>alert(1)</script>",
        "{summary} %s {{7*7}}",
        "🙂🙂🙂",
        "\x00",
        "Mir tut seit gestern alles weh und ich weiß nicht warum",
    ],
)
async def test_odd_text_is_kept_as_text_and_changes_nothing(pain_patient, typed):
    reply = await pain_patient.says(typed)

    assert reply.state == "open"
    assert reply.topic == "duration"
    assert said_by_patient(pain_patient)[-1] == typed
    assert "duration_months" not in findings(pain_patient)


async def test_a_very_long_message_is_kept_scanned_and_not_given_to_the_dialogue(
    pain_patient,
):
    long = "me duele todo. " * 700 + "tengo presión en el pecho"
    reply = await pain_patient.says("me duele desde hace dos años. " * 80)
    urgent = await pain_patient.says(long)

    assert "más corto" in reply.messages[0]
    assert reply.topic == "duration"
    assert "duration_months" not in findings(pain_patient)
    assert urgent.urgent == ("RF_CHEST",)
    assert said_by_patient(pain_patient)[-1] == long


async def test_an_empty_message_repeats_the_question(pain_patient):
    reply = await pain_patient.says("   ")

    assert reply.topic == "duration"
    assert reply.choices != ()


async def test_a_message_posted_twice_is_one_turn_with_one_reply(pain_patient):
    incoming = Incoming("twice", text="desde hace dos años")
    take = pain_patient.interview.take

    first = await take(pain_patient.session_id, incoming, pain_patient.at)
    second = await take(pain_patient.session_id, incoming, pain_patient.at)

    assert first == second
    assert said_by_patient(pain_patient).count("desde hace dos años") == 1


async def test_messages_sent_at_once_are_taken_one_after_the_other(pain_patient):
    take, session_id = pain_patient.interview.take, pain_patient.session_id
    at_once = [Incoming(f"p{i % 5}", text="desde hace dos años") for i in range(20)]

    await asyncio.gather(*(take(session_id, one, pain_patient.at) for one in at_once))

    turns = session_log.turns(pain_patient.interview.db, session_id)
    assert [turn.seq for turn in turns] == list(range(1, len(turns) + 1))
    assert said_by_patient(pain_patient).count("desde hace dos años") == 5


async def test_sessions_at_once_never_see_each_other(interview, at):
    ids = [await interview.open(at, lang="es") for _ in range(8)]
    years = {session_id: number for number, session_id in enumerate(ids, 1)}

    async def answer(session_id: str) -> None:
        patient = Patient(interview, session_id)
        await patient.taps(*OPENING)
        await patient.says(f"desde hace {years[session_id]} años")

    await asyncio.gather(*map(answer, ids))

    for session_id, number in years.items():
        found = log_findings.record(interview.db, session_id).findings()
        assert found["duration_months"]["low"] == number * 12


async def test_a_choice_that_is_not_offered_is_refused_by_name(pain_patient):
    with pytest.raises(UnknownChoiceError, match="'widespread' is not offered"):
        await pain_patient.taps("widespread")


async def test_a_reply_to_an_earlier_question_is_never_taken_for_a_later_one(patient):
    await patient.taps("language.es", "self", "yes", "skip", "skip")
    stale = patient.offered("none")
    await patient.taps("none")

    with pytest.raises(UnknownChoiceError, match="safety:none"):
        await patient.taps(stale)

    assert "RF_SUICIDE_IDEATION" not in findings(patient)["red_flags"]
