"""The desk marks each message in which nothing was understood."""

import re

import pytest

NOT_UNDERSTOOD = "Nothing understood — please read"


def unread_turns(nurse, number: int = 1) -> list[str]:
    """Return what the desk marks as not understood."""
    page = nurse.get(f"/desk/sessions/{number}").text
    shown = re.findall(r'<li id="turn-.*?</li>', page, re.DOTALL)
    marked = [turn for turn in shown if NOT_UNDERSTOOD in turn]
    return [re.search(r"<bdi>(.*?)</bdi>", turn)[1] for turn in marked]


def test_a_message_in_which_nothing_was_understood_is_marked(nurse, pain_patient):
    for text in ("el perro ladra azul", "dos años", "la luna canta"):
        pain_patient.sends(text=text)

    assert unread_turns(nurse) == ["el perro ladra azul", "la luna canta"]
    assert re.search(r"Messages not understood\W.*?<strong>2<", nurse.get("/desk").text)
    assert "Messages not understood: 2" in nurse.get("/desk/sessions/1").text


def test_a_message_after_the_end_is_marked_too(nurse, pain_patient):
    pain_patient.sends(text="tengo presión en el pecho")
    pain_patient.sends(text="el perro ladra azul")

    assert unread_turns(nurse) == ["el perro ladra azul"]


@pytest.mark.parametrize(
    "text",
    [
        "me duele la rodilla",
        "no me acuerdo",
        "prefiero no contestar",
        "me quiero morir",
        "más de 5 años",
        "speak English please",
        " ",
    ],
)
def test_a_message_that_left_a_trace_is_not_marked(nurse, pain_patient, text):
    pain_patient.sends(text=text)

    assert unread_turns(nurse) == []


def test_a_plain_yes_that_was_taken_is_not_marked_but_one_that_was_not_is(
    nurse, patient
):
    patient.sends(text="sí, claro que sí")
    patient.taps("none", "none", "none")
    patient.sends(text="sí, claro que sí")

    assert len(unread_turns(nurse)) == 1


def test_a_flag_raised_before_does_not_hide_what_was_not_understood(
    nurse, pain_patient
):
    for text in ("me quiero morir", "de verdad me quiero morir", "la luna canta"):
        pain_patient.sends(text=text)

    assert unread_turns(nurse) == ["la luna canta"]
