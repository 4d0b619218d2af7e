"""Touch, pressure and a tired mind told in figures of speech, and their near misses."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
TOUCH, PRESSURE = {"hx_touch": "true"}, {"hx_pressure": "true"}
FIGURES = (
    ("un perrito se me sube a la pierna y grito", PRESSURE),
    ("the baby sits on my lap and I yell", PRESSURE),
    ("me hunden un dedo ahí y pasan dos horas y sigue el dolor", PRESSURE),
    ("prod it once and it throbs", PRESSURE),
    ("no soporto un abrazo", PRESSURE),
    ("I couldn't take a cuddle any more", PRESSURE),
    ("la colcha me pesa como plomo", TOUCH | PRESSURE),
    ("the blankets weigh like bricks", PRESSURE),
    ("no aguanto ni la gorra", TOUCH),
    ("even my hat is sore on me", TOUCH),
    ("no puedo peinarme", TOUCH),
    ("I can't comb my hair", TOUCH),
    ("con solo que me dé el aire", TOUCH),
    ("a breeze on my cheek and I could scream", TOUCH),
    ("tengo muchos olvidos", {"com_cognition": "true"}),
    ("I keep saying the wrong word, wrong word comes out", {"com_cognition": "true"}),
    ("no tengo olvidos", {"com_cognition": "false"}),
    ("un cansancio que ni durmiendo se me quita", {"com_fatigue": "true"}),
    ("a tiredness that no sleep will shift", {"com_fatigue": "true"}),
)
NEAR_MISSES = (
    "mi gato duerme en la cama",
    "my cat sits by the window and yells",
    "me puse la gorra",
    "I wore my hat to the shop",
    "la colcha es nueva",
    "the blankets are new",
    "quiero decir que gracias",
    "I mean to say thank you",
    "tomé agua de la llave",
    "a glass of tap water",
)
_KINDS = ("hx_touch", "hx_pressure", "com_")


def heard(text: str) -> dict[str, str]:
    found = understand(text, today=TODAY).findings
    return {one.name: one.value for one in found if one.name.startswith(_KINDS)}


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_a_figure_of_speech_is_heard_as_what_it_tells(text, expected):
    assert heard(text) == expected


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_words_of_a_figure_alone_tell_nothing(text):
    assert heard(text) == {}
