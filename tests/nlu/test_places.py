"""Where it hurts, on which side, and where it does not."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
SIDES = (
    ("la rodilla izquierda, perdón, la derecha", "knee:right"),
    ("left knee, no wait, right", "knee:right"),
    ("me duele el codo, no, perdón, la muñeca izquierda", "wrist:left"),
    ("el hombro derecho me mata y el otro está bien", "shoulder:right !shoulder:left"),
    (
        "my right shoulder aches and the other one is fine",
        "shoulder:right !shoulder:left",
    ),
    ("la mano izq si me duele, la derecha no", "hand:left !hand:right"),
    ("pain in the left hip that shoots down to the ankle", "hip:left ankle:left"),
    (
        "me punza la nalga y baja por la pierna hasta el talón izquierdo",
        "buttock:left leg:left foot:left",
    ),
    ("pain in R hip and (L) knee", "hip:right knee:left"),
    ("my shoulders are sore, the right one more", "shoulder:both"),
    ("right calf is double the other one and sore", "lower_leg:right"),
    ("me laten las sienes", "head:both"),
)
PLACES = (
    ("casi un año. El codo. Trabajo de albañil.", "elbow"),
    ("estoy hasta las narices de este dolor de rodilla", "knee"),
    ("an ache like toothache in my hip", "hip"),
    ("me duele el hombro al levantar el brazo", "shoulder"),
    ("I can't turn my head without pain in my shoulders", "shoulder:both"),
    ("me duele al levantar el brazo", "arm"),
    ("it cost me an arm and a leg", ""),
    ("my legs are getting weaker every week", ""),
    ("desde octubre no hay un día que no me duela la cabeza", "head"),
    ("MRI of my knee was clear but my hip hurts", "hip"),
    ("mi suegra se quebró la cadera, lo mío es la espalda", "back"),
)
DENIED = (
    ("ni la mano ni el codo, es el hombro", "!hand !elbow shoulder"),
    ("no pain in my back, neck or arms, just the hip", "!back !neck !arm:both hip"),
    ("manos bien, pies mal", "!hand:both foot:both"),
    ("my hands are fine but my feet burn", "!hand:both foot:both"),
    ("nada en el cuello, es el codo", "!neck elbow"),
    ("no numbness in my legs, it is the neck that hurts", "neck"),
)


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_a_side_goes_to_the_place_it_was_said_of(text: str, expected: str):
    assert places(text) == set(expected.split())


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_place_counts_where_it_hurts_and_not_where_it_is_only_named(
    text: str, expected: str
):
    assert places(text) == set(expected.split())


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_a_place_said_to_be_well_is_denied_and_one_without_numbness_is_not(
    text: str, expected: str
):
    assert places(text) == set(expected.split())


def places(text: str) -> set[str]:
    """Return the patient's places as heard, those denied with a "!"."""
    heard = understand(text, today=TODAY).findings
    found = (one for one in heard if one.name == "pain_regions")
    mine = (one for one in found if one.whose == "patient")
    return {f"{'!' if one.negated else ''}{one.value}" for one in mine}
