"""How the interview goes on: buttons, words, not knowing, correcting, and stopping."""

import asyncio

import pytest
import sqlcipher3

from actions import log_findings, session_log
from bot.server.turn import Incoming, UnknownChoiceError
from tests.conftest import OPENING, Patient


def findings(patient) -> dict:
    return log_findings.record(patient.interview.db, patient.session_id).findings()


def status(patient, name: str) -> str:
    record = log_findings.record(patient.interview.db, patient.session_id)
    return record.get(name).status.value


def said_by_patient(patient) -> list[str]:
    turns = session_log.turns(patient.interview.db, patient.session_id)
    return [turn.text for turn in turns if turn.author == "patient"]


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


async def test_a_warning_sign_after_a_refusal_is_still_answered(patient):
    await patient.taps("language.es", "self", "no")
    reply = await patient.says("tengo una presión muy fuerte en el pecho")

    assert (reply.state, reply.urgent) == ("stopped", ("RF_CHEST",))


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


@pytest.mark.parametrize("given_up", [["skip"], ["=azul", "=verde"]])
async def test_a_change_that_is_given_up_keeps_the_old_answer(pain_patient, given_up):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    await pain_patient.taps("change.duration")
    for answer in given_up:
        typed = answer.removeprefix("=")
        await (pain_patient.says if typed != answer else pain_patient.taps)(typed)

    assert findings(pain_patient)["duration_months"]["low"] == 60


async def test_a_changed_list_keeps_everything_that_is_tapped_anew(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "heat", "none", "none")
    await pain_patient.reaches("read_back_symptoms")
    await pain_patient.taps("change.hypersensitivity", "touch", "cold")
    reply = await pain_patient.taps("none")

    found = findings(pain_patient)
    assert reply.topic == "read_back"
    assert (found["hx_touch"], found["hx_cold"]) == ("true", "true")
    assert found["hx_heat"] == "false"


async def test_a_changed_place_keeps_its_regions_when_asked_how_wide(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    await pain_patient.taps("change.regions")
    await pain_patient.says("la rodilla derecha")
    await pain_patient.taps("regional")

    assert findings(pain_patient)["pain_regions"] == ["knee:right"]
    assert findings(pain_patient)["distribution"] == "regional"


async def test_a_question_left_to_the_nurse_can_still_be_denied_on_a_change(
    pain_patient,
):
    await pain_patient.taps("over_5_years", "whole_body")
    await pain_patient.says("azul turquesa", "verde limón")
    await pain_patient.reaches("read_back_symptoms")
    await pain_patient.taps("change.hypersensitivity", "none")

    assert findings(pain_patient)["hx_touch"] == "false"


async def test_a_misunderstood_read_back_is_not_taken_as_confirmed(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    await pain_patient.says("no")
    reply = await pain_patient.says("está mal")

    assert (reply.state, reply.topic) == ("open", "read_back")


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


async def test_a_topic_picked_in_the_read_back_is_asked_anew_and_replaced(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "touch", "none", "none")
    await pain_patient.reaches("read_back_symptoms")
    asked = await pain_patient.taps("change.hypersensitivity")
    read = await pain_patient.taps("none")

    assert (asked.topic, read.topic) == ("hypersensitivity", "read_back")
    assert findings(pain_patient)["hx_touch"] == "false"
    record = log_findings.record(pain_patient.interview.db, pain_patient.session_id)
    assert "true" in [past.value for past in record.get("hx_touch").history]


async def test_a_correction_in_words_is_read_back_again(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    reply = await pain_patient.says("no, perdón, son ocho meses")

    assert reply.topic == "read_back"
    assert "8 meses" in reply.messages[-1]
    assert findings(pain_patient)["duration_months"]["low"] == 8


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


async def test_a_guessed_intent_never_answers_a_warning_sign(patient):
    await patient.taps("language.es", "self", "yes", "skip", "skip")
    reply = await patient.says("bla bla bla")

    assert reply.topic == "safety"
    assert "RF_CHEST" not in findings(patient).get("red_flags", {})
    assert status(patient, "red_flags.RF_CHEST") == "not_asked"


async def test_an_urgent_message_stops_the_interview_for_good(pain_patient):
    reply = await pain_patient.says("tengo una presión muy fuerte en el pecho")
    later = await pain_patient.says("ya se me pasó, fue mentira")

    assert (reply.state, reply.urgent) == ("stopped", ("RF_CHEST",))
    assert later.state == "stopped"
    assert "911" in "".join(later.messages)
    assert findings(pain_patient)["red_flags"]["RF_CHEST"] == "true"


async def test_a_tapped_warning_sign_stops_the_interview(patient):
    reply = await patient.taps("language.en", "self", "yes", "skip", "skip", "chest")

    assert (reply.state, reply.urgent) == ("stopped", ("RF_CHEST",))
    assert "call the emergency number now" in reply.messages[0]


async def test_a_warning_sign_that_does_not_stop_is_answered_and_kept(
    patient, monkeypatch
):
    monkeypatch.setattr("bot.server.heard.stopping_levels", lambda: {"E1"})
    await patient.taps("language.es", "self", "yes", "skip", "skip", "none")
    reply = await patient.taps("cancer")
    after = await patient.taps("none", "none")

    assert (reply.state, reply.urgent) == ("open", ("RF_MALIG",))
    assert "próximos días" in reply.messages[0]
    assert after.topic == "story"
    assert findings(patient)["red_flags"]["RF_MALIG"] == "true"
    assert findings(patient)["red_flags"]["RF_CES"] == "false"


async def test_after_the_end_a_message_is_kept_and_still_scanned(pain_patient):
    await pain_patient.reaches("nothing")
    kept = await pain_patient.says("se me olvidó decir que tomo pastillas")
    urgent = await pain_patient.says("me quiero matar")

    assert kept.state == "done"
    assert "nadie lo lea" in kept.messages[-1]
    assert urgent.state == "stopped"
    assert urgent.urgent != ()


async def test_no_reply_to_the_patient_names_a_grade(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "touch", "none", "none")
    await pain_patient.reaches("nothing")

    turns = session_log.turns(pain_patient.interview.db, pain_patient.session_id)
    said = " ".join(turn.text for turn in turns if turn.author == "bot").lower()
    for word in ("nociplást", "iasp", "probable", "fibromialgia", "ketamina", "grado"):
        assert word not in said
