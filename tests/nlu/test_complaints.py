"""A complaint that begins with a "no" is never heard as its denial."""

from datetime import date

import pytest

from bot.nlu.reading import read
from bot.nlu.tellings import tells
from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no duermo bien, me despierto a cada rato", "com_sleep"),
        ("no descanso nada, me levanto muchas veces en la noche", "com_sleep"),
        ("I don't sleep well, I wake up several times a night", "com_sleep"),
        ("I do not rest at all, I keep waking up at night", "com_sleep"),
        ("no aguanto la luz", "com_light"),
        ("I can't stand the light", "com_light"),
        ("no puedo concentrarme", "com_cognition"),
        ("I cannot concentrate", "com_cognition"),
    ],
)
def test_a_complaint_with_a_no_is_heard_as_a_complaint(text, name):
    found = {one.name: one.value for one in understand(text, today=TODAY).findings}

    assert found[name] == "true"


POOR_SLEEP = (
    "duermo mal",
    "duermo re mal",
    "no puedo dormir",
    "no duermo",
    "casi no duermo",
    "no pego el ojo",
    "no descanso nada",
    "no he dormido",
    "mi sueño es pésimo",
    "no, casi no duermo",
    "can't sleep",
    "not sleeping",
    "bad sleep",
    "no sleep",
    "no rest",
    "sleep is awful",
    "my sleep has been terrible",
    "haven't slept a wink",
    "no, I hardly sleep",
)
FINE_SLEEP = (
    "no duermo mal",
    "no tengo problemas para dormir",
    "no trouble sleeping",
    "no sleep problems",
    "sleep is fine",
    "sleep is not bad",
    "no",
)


@pytest.mark.parametrize("asked", [None, "comorbidity"])
@pytest.mark.parametrize("text", POOR_SLEEP)
def test_poor_sleep_is_a_hint_and_no_denial(text, asked):
    heard = understand(text, asked=asked, today=TODAY)

    assert (heard.hints, heard.findings, heard.act) == (("com_sleep",), (), None)


@pytest.mark.parametrize("text", FINE_SLEEP)
def test_good_sleep_hints_at_nothing(text):
    assert understand(text, asked="comorbidity", today=TODAY).hints == ()


LACKS = (
    ("no focus", {"com_cognition": "true"}),
    ("no concentration", {"com_cognition": "true"}),
    ("no me concentro", {"com_cognition": "true"}),
    ("no tengo concentración", {"com_cognition": "true"}),
    ("no energy", {"com_fatigue": "true"}),
    ("sin energía", {"com_fatigue": "true"}),
    ("no aguanto la luz", {"com_light": "true"}),
    ("can't stand the light", {"com_light": "true"}),
    ("no sleep, no focus, no energy", {"com_cognition": "true", "com_fatigue": "true"}),
    (
        "no duermo, no me concentro, no tengo energía",
        {"com_cognition": "true", "com_fatigue": "true"},
    ),
    ("no memory problems", {"com_cognition": "false"}),
    ("no tengo problemas de concentración", {"com_cognition": "false"}),
    ("no energy problems", {"com_fatigue": "false"}),
    ("no tengo cansancio", {"com_fatigue": "false"}),
    ("a little tired", {"com_fatigue": "true"}),
    ("solo poco cansancio", {"com_fatigue": "true"}),
    ("no estoy cansada, bueno un poco de cansancio sí", {"com_fatigue": "true"}),
    ("ando algo cansada, no agotada", {"com_fatigue": "true"}),
    ("a bit tired, not exhausted", {"com_fatigue": "true"}),
)


@pytest.mark.parametrize(("text", "expected"), LACKS)
def test_what_is_lacked_is_a_complaint_and_said_once(text, expected):
    heard = understand(text, asked="comorbidity", today=TODAY)
    found = [(one.name, one.value) for one in heard.findings]

    assert (sorted(found), heard.act) == (sorted(expected.items()), None)


TOLD = (
    "no tengo hambre",
    "no aguanto",
    "no appetite",
    "can't eat",
    "dice mi papá que un tequila se lo quita",
    "my dad says a whisky takes it away",
)
ANSWERED = (
    "no",
    "no nada",
    "nada de eso",
    "no quiero seguir",
    "none of those",
    "not really",
    "I don't want to go on",
    "no tengo nada",
    "dice que no",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_complaint_or_a_report_tells_and_is_no_act(text):
    heard = understand(text, asked="comorbidity", today=TODAY)

    assert (tells(read(text)), heard.act) == (True, None)


@pytest.mark.parametrize("text", ANSWERED)
def test_an_answer_or_a_wish_is_no_telling(text):
    assert not tells(read(text))
