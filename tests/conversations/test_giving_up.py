"""No question is asked for ever: after two answers not understood the talk moves on."""

import pytest

from tests.conftest import OPENING

MOST_ASKED = 3
LONGEST = 120
NONSENSE = "asdf"
STORIES = {
    "es": {
        "nothing": NONSENSE,
        "a knee": "me duele la rodilla desde hace tres meses y duermo mal",
        "a head": "me duele la cabeza desde hace ocho años y el frío me duele",
    },
    "en": {
        "nothing": NONSENSE,
        "a knee": "my knee has hurt for three months and I sleep badly",
        "a head": "my head has hurt for eight years and the cold hurts",
    },
}


async def asked_for_nonsense(patient, question) -> dict[str, int]:
    """Answer nonsense to the end; return how often in a row each question was asked."""
    asked: dict[str, int] = {}
    for _ in range(LONGEST):
        if question.state != "open":
            return asked
        slot = question.choices[0].id.partition(":")[0]
        asked[slot] = asked.get(slot, 0) + 1
        question = await patient.says(NONSENSE)
    return asked


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("told", ["nothing", "a knee", "a head"])
async def test_every_question_of_the_pain_moves_on_within_three_messages(
    patient, lang, told
):
    await patient.opens(lang)
    question = await patient.says(STORIES[lang][told])
    asked = await asked_for_nonsense(patient, question)

    assert {slot for slot, times in asked.items() if times > MOST_ASKED} == set()
    assert {"read_back", "medicines", "read_back_care"} <= asked.keys()


@pytest.mark.parametrize("lang", ["es", "en"])
async def test_every_list_moves_on_after_anything_else(patient, lang):
    await patient.opens(lang)
    await patient.taps("skip", "over_5_years", "neck")
    moved = await patient.says(NONSENSE, NONSENSE, NONSENSE)

    assert moved.topic != "regions"


@pytest.mark.parametrize("lang", ["es", "en"])
async def test_the_opening_moves_on_but_for_the_consent(patient, lang):
    await patient.taps(f"language.{lang}")
    consent = await patient.says(NONSENSE, NONSENSE)
    kept = await patient.says(NONSENSE, NONSENSE, NONSENSE, NONSENSE)
    await patient.taps("yes")
    await patient.says("Ana", NONSENSE, NONSENSE)
    lists = await patient.says(*[NONSENSE] * 2 * len(OPENING[4:]))

    assert (consent.topic, kept.topic, lists.topic) == ("consent", "consent", "story")


async def test_somebody_whose_language_is_never_known_is_asked_on(patient):
    reply = await patient.says("7", "7")

    assert (reply.topic, reply.lang) == ("who", "es")
