"""Typos become the lexicon words they were meant to be; real words are left alone."""

import pytest

from bot.nlu.lexicon import groups
from bot.nlu.reading import read

MENDED = (
    ("rodila", "rodilla"),
    ("izqierda", "izquierda"),
    ("semnas", "semanas"),
    ("fibromialjia", "fibromialgia"),
    ("mirgaña", "migrana"),
    ("sholder", "shoulder"),
    ("headahce", "headache"),
    ("pantorrila", "pantorrilla"),
    ("athritis", "arthritis"),
    ("cansansio", "cansancio"),
    ("rodilllas", "rodillas"),
)
LEFT_ALONE = (
    "hombre",
    "madera",
    "carta",
    "espada",
    "cuesta",
    "angle",
    "should",
    "house",
    "pan",
    "pei",
    "lus",
    "Rodrigo",
    "xyzzyx",
    "12345",
)


@pytest.mark.parametrize(("typed", "meant"), MENDED)
def test_a_typo_is_read_as_the_word_it_was_meant_to_be(typed: str, meant: str):
    assert read(typed).words == (meant,)


@pytest.mark.parametrize("word", LEFT_ALONE)
def test_short_ambiguous_and_real_words_are_left_alone(word: str):
    assert read(word).words == (word.lower(),)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_no_everyday_word_is_mended(lang: str):
    words = [phrase[0] for phrase in groups(lang, "everyday")["word"]]

    assert [word for word in words if read(word).words != (word,)] == []


def test_a_mended_word_keeps_its_place_in_the_message():
    text = read("La rodila duele")

    assert text.folded.raw[slice(*text.raw_span(1, 2))] == "rodila"


@pytest.mark.parametrize("word", ["dоlоr", "νеrdad", "реcho"])
def test_letters_that_look_alike_are_the_letters_they_look_like(word: str):
    assert read(word).words[0].isascii()
