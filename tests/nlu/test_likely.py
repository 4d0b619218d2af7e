from datetime import date

import pytest

from bot.nlu import likely
from bot.nlu.mentions import Mention
from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)


def heard(text: str, asked: str | None = None) -> dict[str, Mention]:
    found = understand(text, asked=asked, today=TODAY).findings
    return {one.name: one for one in found if one.name in likely.NAMES}


@pytest.fixture
def odds(monkeypatch: pytest.MonkeyPatch):
    """Lets a test say how likely each finding is, and in which words."""

    def say(first: int, last: int, **known: float) -> None:
        odd = dict.fromkeys(likely.MODEL.told, 0.3)
        odd |= {f"{name}=true": each for name, each in known.items()}
        best = {label: (each, (first, last)) for label, each in odd.items()}
        monkeypatch.setattr(likely, "_best", lambda stance: best)

    return say


def test_a_likely_finding_is_heard_with_the_words_of_its_clause(odds):
    odds(2, 7, com_light=0.9)

    one = heard("hola doctora prefiero quedarme en lo oscurito")["com_light"]

    assert (one.value, one.whose) == ("true", "patient")
    assert one.words == "prefiero quedarme en lo oscurito"


@pytest.mark.parametrize("odd", [0.5, 0.1])
def test_what_is_not_likely_enough_is_not_heard(odds, odd: float):
    odds(2, 7, com_light=odd)

    assert not heard("hola doctora prefiero quedarme en lo oscurito")


def test_what_somebody_else_has_is_not_added(odds):
    odds(0, 7, com_light=0.9)

    assert not heard("mi mamá prefiere quedarse en lo oscurito")


def test_a_wording_that_is_most_unlikely_is_dropped(odds):
    text = "me arde el pie por las noches cuando descanso en mi cama después de cenar"
    odds(0, 4)
    assert "dn4i.burning" in heard(text)

    odds(0, 4, **{"dn4i.burning": 0.001})
    assert "dn4i.burning" not in heard(text)


def test_the_answer_to_a_question_is_never_dropped(odds):
    odds(0, 2, com_light=0.001)

    assert "com_light" in heard("la luz", asked="comorbidity")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("me pega como si metiera los dedos al enchufe", "dn4i.electric"),
        ("se me cuelga el cerebro a media plática como computadora", "com_cognition"),
        ("my brain turns to porridge by the afternoon", "com_cognition"),
        ("the supermarket lights stab right through my eyes", "com_light"),
    ],
)
def test_a_figure_of_speech_that_nobody_listed_is_heard(text, name, monkeypatch):
    assert heard(text)[name].value == "true"

    monkeypatch.setattr(likely, "ADDED", 2)
    assert name not in heard(text)
