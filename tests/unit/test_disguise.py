"""What says who a patient is is taken out of their words, and nothing else."""

from datetime import date

import pytest

from bot.disguise import Disguise

TODAY = date(2026, 11, 22)
MARIA = Disguise("María de la Luz Paz", date(1960, 5, 8), TODAY)
BORN = "22 de noviembre de 1960"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("soy MARÍA", "soy Nombre Apellido"),
        ("María de la Luz Paz", "Nombre Apellido"),
        ("maria LUZ", "Nombre Apellido"),
        ("la señora Paz, maría luz", "la señora Nombre Apellido"),
        ("nací el 8 de mayo de 1960", f"nací el {BORN}"),
        ("08/05/1960", BORN),
        ("1960-05-08", BORN),
        ("mi hija nació el 3-2-1999", f"mi hija nació el {BORN}"),
        ("m.luz+dolor@correo.com.mx", "[correo]"),
        ("al 55 1234 5678", "al [número]"),
        ("+52 (222) 123-4567", "[número]"),
        ("expediente 1234567", "expediente [número]"),
    ],
)
def test_what_identifies_is_replaced(said, left):
    assert MARIA.of(said, "es") == left


@pytest.mark.parametrize(
    "said",
    [
        "me duele desde 2019, un 8 de 10",
        "empezó el 3 de marzo de 2024",
        "desde el 3/3/2024",
        "tomo 500 mg cada 8 horas, 2 o 3 veces",
        "la luz del sol me pone en paz mental… no",
        "hace 10 años",
    ],
)
def test_what_does_not_identify_stays(said):
    who = Disguise("Ana Ruiz", date(1960, 5, 8), TODAY)

    assert who.of(said, "es") == said


def test_a_name_of_common_words_hides_only_what_tells():
    who = Disguise("me llamo Inés", None, TODAY)

    assert (
        who.of("me llamo Inés y me duele", "en") == "me llamo Name Surname y me duele"
    )


@pytest.mark.parametrize("name", [None, "", "yo", "🙂"])
def test_without_a_telling_name_nothing_is_taken_for_one(name):
    assert Disguise(name, None, TODAY).of("me duele", "es") == "me duele"


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(1960, 5, 8), 66), (date(1960, 12, 1), 65), (date(2010, 11, 22), 16)],
)
def test_the_date_of_birth_becomes_another_of_the_same_age(born, age):
    shown = Disguise("Ana", born, TODAY).birth_date("en")

    assert shown == f"November 22, {2026 - age}"


def test_every_text_within_a_finding_is_disguised():
    value = {"medicines": ["lo da Luz"], "low": 24}

    assert MARIA.of_value(value, "es") == {
        "medicines": ["lo da Nombre Apellido"],
        "low": 24,
    }
