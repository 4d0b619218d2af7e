"""What a single message is understood to say: findings, times, acts, language."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.evaluation import SETS, evaluate, read_set
from bot.nlu.understand import Mention, understand

TODAY = date(2026, 11, 22)

ONE_FINDING = (
    ("no aguanto la luz", None, "com_light", "true"),
    ("I can't stand the light", None, "com_light", "true"),
    ("la luz no me molesta", None, "com_light", "false"),
    ("el calor me ayuda", None, "hx_heat", "false"),
    ("warmth helps", None, "hx_heat", "false"),
    ("el frío y la ropa", "hypersensitivity", "hx_cold", "true"),
    ("el ruido no", "comorbidity", "com_sound", "false"),
    ("no puedo concentrarme", None, "com_cognition", "true"),
    ("ya no me molesta el ruido", None, "com_sound", "false"),
    ("no tengo migraña, lupus ni diabetes", None, "conditions.diabetes", "false"),
    ("estudios de lupus y salieron negativos", None, "conditions.lupus", "false"),
    ("the lupus test came back negative", None, "conditions.lupus", "false"),
    ("me arde el pie", None, "dn4i.burning", "true"),
    ("rodilla derecha", "distribution", "pain_regions", "knee:right"),
    ("my body aches", None, "pain_regions", "whole_body"),
    ("my left knee hurts", None, "pain_regions", "knee:left"),
    ("me duelen las rodillas", None, "pain_regions", "knee:both"),
)
ONE_FINDING += (
    ("y también cuando hace frío", "hypersensitivity", "hx_cold", "true"),
    ("cuando hace frío", "hypersensitivity", "hx_cold", "true"),
    ("when it's cold", "hypersensitivity", "hx_cold", "true"),
    ("me duele cuando hace calor", None, "hx_heat", "true"),
    ("nomás me tocan y me duele", None, "hx_touch", "true"),
    ("they just touch me and it hurts", None, "hx_touch", "true"),
    ("el aire frío me cala", None, "hx_cold", "true"),
    ("cold air bothers me", None, "hx_cold", "true"),
    ("me levanto muchas veces", None, "com_sleep", "true"),
    ("me despierto a cada rato", None, "com_sleep", "true"),
    ("I wake up several times", None, "com_sleep", "true"),
    ("ando cansadísima", None, "com_fatigue", "true"),
    ("bien cansada", None, "com_fatigue", "true"),
    ("so tired", None, "com_fatigue", "true"),
)
ADDED_PLACES = (
    ("desde hace un año, la espalda baja", {"lower_back"}),
    ("about a year and a half, my low back and right leg", {"lower_back", "leg:right"}),
    ("sí pero también las manos", {"hand:both"}),
    ("yes but also my hands", {"hand:both"}),
    ("y la rodilla", {"knee"}),
    ("and my knee", {"knee"}),
)
BAD_SLEEP = (
    "duermo mal",
    "no puedo dormir",
    "no pego el ojo",
    "batallo para dormir",
    "I can't sleep",
    "I have trouble sleeping",
    "I sleep badly",
)
NO_BAD_SLEEP = (
    "duermo bien",
    "no duermo mal",
    "I don't sleep badly",
    "duermo mal, me despierto a cada rato",
    "mi hija duerme mal",
    "I sleep fine",
    "my son has trouble sleeping",
    "I can't sleep, I wake up several times",
)
DURATIONS = (
    ("hace dos años que me duele", {"low": 24, "high": 24}),
    ("llevo año y medio con dolor", {"low": 18, "high": 18}),
    ("for a year and a half I have had pain", {"low": 18, "high": 18}),
    ("I have had this pain for the last three years", {"low": 36, "high": 36}),
    ("pain for two to three years", {"low": 24, "high": 36}),
    (
        "más de 3 meses, menos de un año con dolor",
        {"low": 3, "high": 12, "low_open": True, "high_open": True},
    ),
    (
        "less than two years but at least one year of pain",
        {"low": 12, "high": 24, "high_open": True},
    ),
    ("más de 3 meses con dolor", {"low": 3, "high": None, "low_open": True}),
    ("less than 3 months of pain", {"low": 0, "high": 3, "high_open": True}),
    ("como tres meses con dolor", {"low": 2.5, "high": 3.5}),
    ("about 10 months of pain", {"low": 8.5, "high": 11.5}),
    ("desde hace 2½ años me duele", {"low": 30, "high": 30}),
    ("pain for 2 1/2 years", {"low": 30, "high": 30}),
    ("pain for 3/4 of a year", {"low": 9, "high": 9}),
    ("década y media con dolor", {"low": 180, "high": 180}),
    ("half a decade of pain", {"low": 60, "high": 60}),
    ("desde el 12/03/2024 me duele", {"low": 32.36, "high": 32.36}),
    ("since 25/12/2024 it hurts", {"low": 22.9, "high": 22.9}),
    ("since 03/12/2024 it hurts", {"low": 23.62, "high": 32.36}),
    ("el 12-03-24 empezó el dolor", {"low": 32.36, "high": 32.36}),
    ("desde 2024-03-12 me duele", {"low": 32.36, "high": 32.36}),
    ("desde el martes me duele", {"low": 0.16, "high": 0.16}),
    ("it has hurt since last Tuesday", {"low": 0.16, "high": 0.16}),
    ("treinta y dos meses con dolor", {"low": 32, "high": 32}),
    ("me duele desde los 15 años, ahora tengo 40", {"low": 288, "high": 312}),
    ("2 años, perdón, 3 años con dolor", {"low": 36, "high": 36}),
    (
        "tengo diabetes desde hace 20 años y la espalda me duele desde hace 2",
        {"low": 24, "high": 24},
    ),
    (
        "I've had diabetes for 20 years and my back has hurt for two.",
        {"low": 24, "high": 24},
    ),
    ("tengo diabetes y me duele todo desde hace 3 años", {"low": 36, "high": 36}),
    ("tengo fibromialgia desde hace 3 años", {"low": 36, "high": 36}),
)
CORRECTED = (
    "son ocho meses",
    "son 8 meses",
    "no, perdón, son ocho meses",
    "me equivoqué, son 8 meses",
    "no wait, it's 8 months",
    "sorry, I meant 8 months",
)
NOT_OF_THE_PAIN = (
    "tuve cáncer de mama hace 10 años, ya estoy bien",
    "hace 10 años tuve cáncer y me duele la espalda",
    "I had breast cancer 10 years ago, I'm fine now",
    "I've had diabetes for 20 years",
    "tengo diabetes desde hace 20 años y me duele la espalda",
    "tengo 45 años y me duele la espalda",
    "I am 45 years old and my back hurts",
    "el dolor me dura 3 días cada vez",
    "the pain lasts 2 days each time",
    "me duele cada 2 semanas",
    "it hurts every three weeks",
    "tomo gabapentina desde hace 3 meses",
    "I have been taking gabapentin for 3 months",
    "tomo ibuprofeno desde el martes",
    "I have been taking gabapentin since March",
    "mi mamá lleva 3 años con dolor",
    "my mother has had pain for 3 years",
)
SENSES = ("hx_touch", "hx_pressure", "hx_movement", "hx_heat", "hx_cold")
TROUBLES = ("sound", "light", "odour", "sleep", "fatigue", "cognition")
TROUBLES = tuple(f"com_{name}" for name in TROUBLES)
WHOLE_ANSWERS = (
    ("hypersensitivity", "el frío sí, el calor no", ("hx_cold",), ("hx_heat",)),
    ("hypersensitivity", "cold yes, heat no", ("hx_cold",), ("hx_heat",)),
    ("hypersensitivity", "todas", SENSES, ()),
    ("hypersensitivity", "everything", SENSES, ()),
    ("hypersensitivity", "todo menos el calor", {*SENSES} - {"hx_heat"}, ("hx_heat",)),
    ("hypersensitivity", "all but cold", {*SENSES} - {"hx_cold"}, ("hx_cold",)),
    (
        "hypersensitivity",
        "el calor no, lo demás sí",
        {*SENSES[:3], "hx_cold"},
        ["hx_heat"],
    ),
    ("hypersensitivity", "no todas, solo el frío", ("hx_cold",), ()),
    ("hypersensitivity", "todo el día me duele con el frío", ("hx_cold",), ()),
    ("comorbidity", "sí, todas", TROUBLES, ()),
    ("comorbidity", "all of them", TROUBLES, ()),
    ("comorbidity", "all except light", {*TROUBLES} - {"com_light"}, ("com_light",)),
    (
        "comorbidity",
        "la luz y los ruidos pero duermo bien",
        ("com_light", "com_sound"),
        (),
    ),
    (
        "comorbidity",
        "light and noise but I sleep fine",
        ("com_light", "com_sound"),
        (),
    ),
)
EXTENTS = (
    ("en un punto", "discrete"),
    ("in one spot", "discrete"),
    ("se extiende", "regional"),
    ("it spreads", "regional"),
    ("toda la pierna", "regional"),
    ("the whole leg", "regional"),
    ("todo el cuerpo", "widespread"),
)
NOTHING = (
    "luz",
    "la ropa",
    "frío",
    "duermo mal",
    "I sleep badly",
    "trabajo con las manos",
)
ACTS = (
    ("no aplica", "skip"),
    ("not applicable", "skip"),
    ("N/A", "skip"),
    ("sí, claro", "yes"),
    ("Yes!", "yes"),
    ("NO.", "no"),
    ("nope", "no"),
    ("ninguna de esas", "none"),
    ("none of these", "none"),
    ("Nada más", "none"),
    ("Nothing else", "none"),
    ("no sé", "dont_know"),
    ("I don't know", "dont_know"),
    ("prefiero no contestar", "skip"),
    ("next question", "skip"),
    ("en español por favor", "speak_es"),
    ("can we speak English?", "speak_en"),
    ("buenas tardes", "greet"),
    ("me equivoqué", "correct"),
    ("me duele la rodilla", None),
)


def hear(text: str, asked: str | None = None) -> tuple[Mention, ...]:
    return understand(text, asked=asked, today=TODAY).findings


@pytest.mark.parametrize(("text", "asked", "name", "value"), ONE_FINDING)
def test_a_finding_is_heard_with_its_polarity(
    text: str, asked: str | None, name: str, value: str
):
    assert (name, value) in {(one.name, one.value) for one in hear(text, asked)}


@pytest.mark.parametrize(("asked", "text", "true", "false"), WHOLE_ANSWERS)
def test_an_answer_may_speak_of_all_items_at_once(asked, text, true, false):
    heard = {one.name: one.value for one in hear(text, asked)}

    assert heard == dict.fromkeys(true, "true") | dict.fromkeys(false, "false")


@pytest.mark.parametrize(("text", "extent"), EXTENTS)
def test_one_spot_or_wider_is_answered_in_words(text: str, extent: str):
    heard = {one.name: one.value for one in hear(text, "distribution")}

    assert heard["distribution"] == extent


@pytest.mark.parametrize(
    "asked", ["duration", "distribution", "read_back", "story", "hypersensitivity"]
)
@pytest.mark.parametrize(("text", "places"), ADDED_PLACES)
def test_a_place_may_be_added_whatever_is_being_asked(
    text: str, places: set[str], asked: str
):
    heard = {one.value for one in hear(text, asked) if one.name == "pain_regions"}

    assert heard == places


@pytest.mark.parametrize("text", ["siento el dolor como que me arde", "al toque duele"])
def test_like_and_touch_are_no_quality_of_the_pain_by_themselves(text: str):
    names = {one.name for one in understand(text, today=TODAY).findings}

    assert names.isdisjoint({"dn4i.painful_cold", "dn4i.electric"})


@pytest.mark.parametrize("text", BAD_SLEEP)
def test_bad_sleep_without_waking_is_a_hint_and_no_finding(text: str):
    heard = understand(text, asked="comorbidity", today=TODAY)

    assert (heard.hints, heard.findings) == (("com_sleep",), ())


@pytest.mark.parametrize("text", NO_BAD_SLEEP)
def test_good_sleep_told_waking_and_others_sleep_are_no_hint(text: str):
    assert understand(text, today=TODAY).hints == ()


@pytest.mark.parametrize(
    "text", ["when my kid hugs me it hurts", "cuando mi hijo me abraza me duele"]
)
def test_a_pain_that_somebody_else_causes_is_the_patients(text: str):
    (hug,) = [one for one in hear(text) if one.name == "hx_pressure"]

    assert (hug.value, hug.whose) == ("true", "patient")


@pytest.mark.parametrize("text", ["2 añitos", "dos añitos"])
def test_little_years_are_spanish(text: str):
    assert understand(text, asked="duration", today=TODAY).lang == "es"


@pytest.mark.parametrize("text", ["todas", "all of them", "toda la pierna"])
def test_words_for_all_mean_nothing_where_nothing_was_asked(text: str):
    names = {one.name for one in hear(text)}

    assert names <= {"pain_regions"}


@pytest.mark.parametrize("asked", [None, "story", "regions", "comorbidity"])
def test_a_childs_pain_is_the_childs_whatever_was_asked(asked: str | None):
    heard = hear("mi hijo tiene dolor de cabeza desde hace dos años", asked)

    assert {one.whose for one in heard} == {"other"}


@pytest.mark.parametrize(("text", "interval"), DURATIONS)
def test_a_duration_is_an_interval_of_months(text: str, interval: dict):
    values = [one.value for one in hear(text) if one.name == "duration_months"]

    assert values == [interval]


@pytest.mark.parametrize("asked", ["duration", "read_back"])
@pytest.mark.parametrize("text", CORRECTED)
def test_a_corrected_duration_is_heard_where_durations_are_spoken_of(
    text: str, asked: str
):
    values = [one.value for one in hear(text, asked) if one.name == "duration_months"]

    assert values == [{"low": 8, "high": 8}]


@pytest.mark.parametrize("asked", [None, "duration", "story"])
@pytest.mark.parametrize("text", ["tengo diabetes hace años", "I had cancer in 2010"])
def test_the_time_of_another_illness_is_never_the_pains(text: str, asked: str | None):
    assert "duration_months" not in {one.name for one in hear(text, asked)}


@pytest.mark.parametrize("text", NOT_OF_THE_PAIN)
def test_durations_of_anything_else_are_left_alone(text: str):
    assert "duration_months" not in {one.name for one in hear(text)}


@pytest.mark.parametrize("text", NOTHING)
def test_bare_words_that_nobody_asked_for_are_no_finding(text: str):
    assert hear(text) == ()


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_an_act_is_the_whole_message(text: str, act: str | None):
    assert understand(text, today=TODAY).act == act


def test_somebody_elses_illness_is_theirs():
    owners = {one.value + one.name: one.whose for one in hear("mi mamá tiene lupus")}

    assert owners == {"trueconditions.lupus": "other"}


def test_parts_of_the_body_are_not_the_whole_body():
    assert {(one.name, one.value) for one in hear("several parts of my body hurt")} == {
        ("distribution", "multifocal")
    }


def test_a_denied_region_and_a_denied_red_flag_are_marked():
    heard = hear("no me duele la rodilla y no puedo decir que me duela el pecho")

    assert ("knee", True) in {(one.value, one.negated) for one in heard}
    assert [
        one.negated
        for one in hear("no tengo dolor de pecho")
        if one.name == "red_flags"
    ] == [True]


@pytest.mark.parametrize("word", ["no", "ok", "2019", ""])
def test_a_word_that_both_languages_share_tells_no_language(word: str):
    assert understand(word, today=TODAY).lang is None


@given(st.text(max_size=200), st.sampled_from([None, "duration", "comorbidity"]))
@settings(max_examples=200, deadline=None)
def test_spans_count_code_points_of_the_text_as_received(text: str, asked: str | None):
    message = f"{text} me duele la rodilla"

    for one in hear(message, asked):
        assert message[one.start : one.end] == one.words


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_gold_set_is_understood(lang: str):
    scores, _ = evaluate(read_set(SETS / f"{lang}.jsonl"))

    assert min(score.precision for score in scores.values()) >= 0.9
    assert min(score.recall for score in scores.values()) >= 0.8
    assert scores["red flags"].recall == 1.0
