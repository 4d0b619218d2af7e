"""How the interview goes on: buttons, words, not knowing, languages."""

import pytest
import sqlcipher3

from actions import session_log
from tests.conftest import OPENING
from tests.conversations.recorded import findings, said_by_patient, status


@pytest.mark.parametrize(
    ("first", "lang"),
    [
        ("hola, buenas tardes", "es"),
        ("Hello, I am here because of my pain", "en"),
        ("English please", "en"),
        ("en español por favor", "es"),
    ],
)
async def test_the_first_message_chooses_the_language(patient, first, lang):
    reply = await patient.says(first)

    assert (reply.lang, reply.topic) == (lang, "who")


async def test_what_the_first_message_says_about_the_pain_is_not_asked_again(patient):
    await patient.says("Hola, me duele la rodilla derecha desde hace dos años")
    reply = await patient.taps(*OPENING, "skip")

    assert reply.topic == "distribution"
    assert findings(patient)["duration_months"]["low"] == 24
    assert findings(patient)["pain_regions"] == ["knee:right"]


async def test_without_consent_nothing_is_asked_and_no_finding_is_stored(patient):
    await patient.says("me duele la espalda desde hace dos años")
    reply = await patient.taps("self", "no")

    assert reply.state == "refused"
    assert reply.choices == ()
    assert findings(patient) == {}


async def test_nothing_but_the_refusal_is_kept_of_somebody_who_refuses(patient):
    await patient.says("me llamo Rosa y me duele la espalda desde hace dos años")
    await patient.taps("self", "no")
    after = await patient.says("bueno, me duele mucho la espalda")

    assert after.state == "refused"
    assert "No guardé" in after.messages[0]
    assert set(said_by_patient(patient)) == {""}
    events = session_log.tracker_events(patient.interview.db, patient.session_id)
    assert events == []


async def test_the_words_of_others_can_never_be_forgotten(pain_patient):
    with pytest.raises(sqlcipher3.IntegrityError, match="only grows"):
        session_log.forget_words(pain_patient.interview.db, pain_patient.session_id)


@pytest.mark.parametrize(
    ("act", "expected"), [("dont_know", "dont_know"), ("skip", "declined")]
)
async def test_a_question_left_open_stays_unknown_and_is_never_a_no(
    pain_patient, act, expected
):
    reply = await pain_patient.taps(act, act, act, act, act)

    assert reply.topic == "body_system"
    for name in ("duration_months", "pain_regions", "hx_touch", "com_sleep"):
        assert status(pain_patient, name) == expected
    assert "hx_touch" not in findings(pain_patient)


async def test_a_safety_question_not_known_is_asked_once_more_and_then_left(patient):
    await patient.taps("language.es", "self", "yes", "skip", "skip")
    again = await patient.taps("dont_know")
    after = await patient.taps("dont_know")

    assert again.topic == "safety"
    assert again.messages != after.messages
    assert status(patient, "red_flags.RF_CHEST") == "dont_know"
    assert "RF_CHEST" not in findings(patient).get("red_flags", {})


async def test_a_tap_is_followed_by_anything_else_until_there_is_nothing(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body")
    more = await pain_patient.taps("touch", "cold")
    after = await pain_patient.taps("none")

    assert (more.topic, after.topic) == ("hypersensitivity", "comorbidity")
    found = findings(pain_patient)
    assert (found["hx_touch"], found["hx_cold"]) == ("true", "true")
    assert (found["hx_heat"], found["hx_movement"]) == ("false", "false")


async def test_words_that_name_one_symptom_are_followed_by_anything_else(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body")
    more = await pain_patient.says("el frío me duele mucho")
    after = await pain_patient.says("y también que me toquen")

    assert (more.topic, after.topic) == ("hypersensitivity", "comorbidity")
    assert findings(pain_patient)["hx_cold"] == "true"
    assert findings(pain_patient)["hx_touch"] == "true"


async def test_words_that_name_several_symptoms_leave_the_others_unknown(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body")
    reply = await pain_patient.says("el frío y el calor me duelen mucho")

    assert reply.topic == "comorbidity"
    assert findings(pain_patient)["hx_cold"] == "true"
    assert "hx_touch" not in findings(pain_patient)


async def test_a_place_already_named_is_asked_only_how_wide(patient):
    await patient.says("hola, me duele la espalda baja desde hace un año")
    reply = await patient.taps(*OPENING, "skip")

    assert reply.topic == "distribution"
    assert "zona más grande" in reply.messages[-1]


async def test_bad_sleep_without_awakenings_never_becomes_a_no(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none")
    await pain_patient.says("duermo mal")
    await pain_patient.says("nada más")

    assert "com_sleep" not in findings(pain_patient)
    assert status(pain_patient, "com_sleep") == "not_assessed"


async def test_one_painful_spot_is_asked_whether_it_is_wider(pain_patient):
    await pain_patient.taps("over_5_years")
    narrow = await pain_patient.says("la rodilla derecha")
    await pain_patient.taps("regional")

    assert narrow.topic == "distribution"
    assert "zona más grande" in narrow.messages[-1]
    assert findings(pain_patient)["distribution"] == "regional"


async def test_two_failed_tries_leave_the_question_to_the_nurse(pain_patient):
    first = await pain_patient.says("azul turquesa")
    second = await pain_patient.says("verde limón")

    assert (first.topic, second.topic) == ("duration", "regions")
    assert status(pain_patient, "duration_months") == "not_assessed"
    assert said_by_patient(pain_patient)[-2:] == ["azul turquesa", "verde limón"]


async def test_the_language_changes_on_request_and_the_question_is_asked_again(
    pain_patient,
):
    reply = await pain_patient.says("in English please")

    assert (reply.lang, reply.topic) == ("en", "duration")
    assert "How long" in reply.messages[-1]


async def test_one_word_of_the_other_language_never_switches(pain_patient):
    reply = await pain_patient.says("no")

    assert reply.lang == "es"


async def test_two_clear_messages_in_the_other_language_switch(pain_patient):
    await pain_patient.says("I have had this pain for the last three years")
    reply = await pain_patient.says("it hurts almost everywhere in my whole body")

    assert reply.lang == "en"
    assert findings(pain_patient)["duration_months"]["low"] == 36


async def test_no_reply_to_the_patient_names_a_grade(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "touch", "none", "none")
    await pain_patient.reaches("nothing")

    turns = session_log.turns(pain_patient.interview.db, pain_patient.session_id)
    said = " ".join(turn.text for turn in turns if turn.author == "bot").lower()
    for word in ("nociplást", "iasp", "probable", "fibromialgia", "ketamina", "grado"):
        assert word not in said
