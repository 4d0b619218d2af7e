"""Findings told in a turn of phrase, sides said later, and places that are well."""

from datetime import date

import pytest

from bot.nlu.reading import read
from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
FINDINGS = (
    ("entro a la cocina y no sé a qué iba", {"com_cognition": "true"}),
    ("my brain is like soup and I lose my words", {"com_cognition": "true"}),
    ("ando como zombi, arrastrando los pies", {"com_fatigue": "true"}),
    ("I'm dead on my feet by noon", {"com_fatigue": "true"}),
    ("duermo a ratitos y de un brinco me levanto", {"com_sleep": "true"}),
    ("awake at 2, at 3 and at 5", {"com_sleep": "true"}),
    ("duermo de un tirón", {"com_sleep": "false"}),
    ("I sleep right through the night", {"com_sleep": "false"}),
    ("ni la blusa soporto", {"hx_touch": "true"}),
    ("my T-shirt feels like sandpaper", {"hx_touch": "true"}),
    ("me apachurran el brazo y grito", {"hx_pressure": "true"}),
    ("lying on that side is murder", {"hx_pressure": "true"}),
    ("con la bolsa caliente descanso", {"hx_heat": "false"}),
    ("a hot bath is heaven for it", {"hx_heat": "false"}),
    ("el aire acondicionado me engarrota", {"hx_cold": "true"}),
    ("any draught sets it off", {"hx_cold": "true"}),
    (
        "la luz, no; el ruido, sí me molesta",
        {"com_light": "false", "com_sound": "true"},
    ),
    ("light no, noise yes, it bothers me", {"com_light": "false", "com_sound": "true"}),
    ("mi hermana tiene lupus pero yo no", {"conditions.lupus": "false"}),
    ("my sister has lupus but I don't", {"conditions.lupus": "false"}),
    (
        "me hicieron pruebas de lupus y artritis reumatoide y salieron negativas",
        {"conditions.lupus": "false", "conditions.rheumatoid_arthritis": "false"},
    ),
    ("no sleep", {}),
    ("estoy cansada de tantos doctores", {}),
    ("tuve cáncer de mama hace diez años", {}),
)
PLACES = (
    ("me duele el hombro desde marzo, el derecho", {("shoulder:right", False)}),
    ("my knee hurts a lot, the left one", {("knee:left", False)}),
    (
        "el tobillo ya no me duele, la rodilla sí duele",
        {("knee", False), ("ankle", True)},
    ),
    ("my hands are fine, my feet hurt", {("hand:both", True), ("foot:both", False)}),
    ("me duele la mano, la mano izquierda", {("hand:left", False)}),
    ("el shoulder pain es del derecho", {("shoulder:right", False)}),
)
DURATIONS = (
    ("más de 3 y menos de 12 meses", 3, 12),
    ("more than 3 and less than 12 months", 3, 12),
    ("hace tres meses, bueno cuatro", 4, 4),
    ("two years, no, tell a lie, three years", 36, 36),
    ("me operaron hace 7 meses y desde entonces me duele", 7, 7),
    ("me duele desde el choque en 2023", 34.7, 46.7),
    ("my back pain goes back to 2021", 58.7, 70.7),
    ("desde el 28 de julio me duele", 3.84, 3.84),
    ("it has hurt since 12 August this year", 3.35, 3.35),
)
SPELLINGS = (
    ("siii", ("si",)),
    ("me dueleee", ("me", "duele")),
    ("my memory's bad", ("my", "memory", "bad")),
)


def hear(text: str, asked: str | None = None):
    found = understand(text, asked=asked, today=TODAY).findings
    return [one for one in found if one.whose == "patient"]


@pytest.mark.parametrize(("text", "expected"), FINDINGS)
def test_a_turn_of_phrase_is_the_finding_it_stands_for(text: str, expected: dict):
    prefixes = ("hx_", "com_", "conditions.")
    heard = {one.name: one.value for one in hear(text) if one.name.startswith(prefixes)}

    assert heard == expected


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_place_is_heard_with_its_side_or_as_well(text: str, expected: set):
    places = [one for one in hear(text) if one.name == "pain_regions"]

    assert {(one.value, one.negated) for one in places} == expected


@pytest.mark.parametrize(("text", "low", "high"), DURATIONS)
def test_a_duration_is_read_however_it_is_put(text: str, low: float, high: float):
    (value,) = [o.value for o in hear(text, "duration") if o.name == "duration_months"]

    assert value["low"] == pytest.approx(low, abs=0.05)
    assert value["high"] == pytest.approx(high, abs=0.05)


@pytest.mark.parametrize(("text", "words"), SPELLINGS)
def test_words_are_read_plainly(text: str, words: tuple[str, ...]):
    assert read(text).words == words


def test_whoever_writes_for_the_patient_tells_the_patients_findings():
    heard = hear("mi mamá tiene lupus, le escribo por mi mamá")

    assert [(one.name, one.value) for one in heard] == [("conditions.lupus", "true")]
