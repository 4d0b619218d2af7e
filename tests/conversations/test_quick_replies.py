"""Typing the words of a quick reply does what tapping it does, in both languages."""

import pytest

from actions import session_log
from tests.conftest import AT, Patient

ADVANCE = {
    "consent": "yes",
    "safety": "none",
    "safety_personal": "none",
    "duration": "over_5_years",
    "distribution": "widespread",
    "hypersensitivity": "dont_know",
    "comorbidity": "dont_know",
}
QUESTIONS = [*ADVANCE, "read_back"]


async def somebody_at(interview, lang: str, question: str) -> Patient:
    patient = Patient(interview, await interview.open(AT))
    await patient.taps(f"language.{lang}")
    for earlier in QUESTIONS[: QUESTIONS.index(question)]:
        await patient.taps(ADVANCE[earlier])
    return patient


def offered(patient: Patient):
    return session_log.last_reply(patient.interview.db, patient.session_id).choices


def result(patient: Patient, reply) -> dict:
    found = session_log.record(patient.interview.db, patient.session_id).findings()
    return {"topic": reply.topic, "state": reply.state, "findings": found}


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("question", QUESTIONS)
async def test_typed_words_of_a_quick_reply_do_what_a_tap_does(
    interview, lang, question
):
    first = await somebody_at(interview, lang, question)
    missed = {}
    for choice in offered(first):
        tapper = await somebody_at(interview, lang, question)
        typist = await somebody_at(interview, lang, question)
        tapped = result(tapper, await tapper.taps(choice.id.partition(":")[2]))
        typed = result(typist, await typist.says(choice.text.lower() + "  "))
        if tapped != typed:
            missed[choice.text] = (tapped, typed)

    assert missed == {}
