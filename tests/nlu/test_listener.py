import time
import timeit
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu import listener
from bot.nlu.listener import FAILED, listen
from bot.nlu.understand import understand
from tests.nlu.messages import MESSAGES, PAIRS, STATED


def codes(text: str) -> set[str]:
    return {raised.code for raised in listen(text)}


def test_every_code_has_five_plain_wordings_in_each_language():
    assert len(STATED) == 22
    assert all(len(texts) >= 10 for texts in STATED.values())


@pytest.mark.parametrize(("code", "text"), PAIRS)
def test_a_red_flag_stated_plainly_is_raised(code: str, text: str):
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), MESSAGES["as_typed"])
def test_a_red_flag_in_shorthand_or_everyday_words_is_raised(code: str, text: str):
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), PAIRS)
def test_case_and_invisible_characters_hide_no_red_flag(code: str, text: str):
    shouted = "\u200b".join(text.upper())

    assert code in codes(shouted)


@pytest.mark.parametrize("text", MESSAGES["benign"])
def test_denied_idiomatic_and_other_peoples_red_flags_are_not_raised(text: str):
    assert codes(text) == set()


@pytest.mark.parametrize("text", MESSAGES["innocent"])
def test_a_sign_with_an_ordinary_cause_is_not_raised(text: str):
    assert codes(text) == set()


@pytest.mark.parametrize("text", MESSAGES["long_ago"])
def test_what_is_long_over_is_not_raised(text: str):
    assert codes(text) == set()


@pytest.mark.parametrize(("code", "text"), MESSAGES["still"])
def test_a_present_or_recent_danger_is_raised_beside_an_old_one(code: str, text: str):
    assert code in codes(text)


@pytest.mark.parametrize("text", MESSAGES["dated"])
def test_a_blow_of_long_ago_by_its_date_is_not_raised(text: str):
    assert listen(text, today=date(2026, 11, 22)) == ()


def test_a_date_makes_nothing_old_where_the_day_is_unknown():
    assert codes("I slipped at Easter and my wrist has hurt since") == {"RF_FRACTURE"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("My gran lost the sight in one eye. I just have a headache", "RF_GCA_VISION"),
        ("mi abuela perdió la vista de un ojo, a mí me duele la sien", "RF_GCA_VISION"),
    ],
)
def test_a_flag_is_not_put_together_from_two_peoples_signs(text: str, code: str):
    assert code not in codes(text)


def test_a_later_place_counts_where_the_first_is_denied():
    text = "no me duele la cabeza con fiebre. Ayer sí: fiebre y me duele la cabeza"

    assert "RF_HEAD_NEURO" in codes(text)


def test_an_old_injury_is_not_taken_for_a_denied_one():
    found = understand("a car accident 5 years ago", today=date(2026, 11, 22)).findings

    assert not [one for one in found if one.name == "red_flags"]


def test_a_red_flag_comes_with_the_words_it_was_heard_in():
    (raised,) = listen("Doctora, ¡NO PUEDO\u200b ORINAR! desde ayer")

    assert raised.words == "NO PUEDO\u200b ORINAR"


def test_a_word_spelt_letter_by_letter_is_heard():
    assert "RF_DRUG" in codes("fue una s o b r e d o s i s")


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_listening_fails_on_no_text(text: str):
    assert FAILED not in codes(text)


def test_a_failure_inside_is_told_to_the_caller(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listener, "hear", lambda message: 1 / 0)

    assert codes("hola") == {FAILED}


DENIALS = (
    ("me duele la espalda pero no tengo fiebre", {"RF_SPINE_INF"}),
    ("headache but no fever", {"RF_HEAD_NEURO"}),
    ("no tengo dolor de pecho", {"RF_CHEST"}),
    ("no tengo migraña ni fiebre", set()),
    ("no me duele la espalda, tengo fiebre", set()),
    ("I have no headaches, but I fell last week", set()),
)


@pytest.mark.parametrize(("text", "denied"), DENIALS)
def test_a_flag_is_denied_by_its_sign_and_not_by_its_setting(text: str, denied: set):
    found = understand(text, today=date(2026, 11, 22)).findings

    flags = {(one.value, one.negated) for one in found if one.name == "red_flags"}
    assert flags == {(code, True) for code in denied}


HOSTILE = (
    "no puedo ",
    "no tengo dolor de cabeza ni fiebre ",
    "dolor de espalda y fiebre ",
    "no dolor de pecho ",
    "le pega a mi hijo ",
    "no ",
    "a",
    ". ",
    "1.",
    "a b c d ",
    "\u200b",
    "😀",
)
LONGEST = 16384
A_BIT = 0.05
ONCE = {"number": 1, "repeat": 3}


QUARTER = LONGEST // 4
MUCH = 12
"""Four times the text may take so many times as long: linear, on a noisy machine."""


@pytest.mark.parametrize("piece", HOSTILE)
def test_listening_takes_time_in_proportion_to_the_text(piece: str):
    text = (piece * LONGEST)[:LONGEST]

    assert seconds_to_hear(text) < MUCH * seconds_to_hear(text[:QUARTER]) + A_BIT


def test_listening_to_mixed_wordings_takes_time_in_proportion():
    said = [text for _, text in PAIRS]
    text = (" ".join(f"no {one}." for one in said + MESSAGES["benign"]) * 4)[:LONGEST]

    assert seconds_to_hear(text) < MUCH * seconds_to_hear(text[:QUARTER]) + A_BIT


def seconds_to_hear(text: str) -> float:
    """Return the processor's seconds for a text, the best of three."""
    return min(timeit.repeat(partial(listen, text), timer=time.process_time, **ONCE))
