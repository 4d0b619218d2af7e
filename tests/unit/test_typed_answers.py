"""Short typed answers are read surely or not at all, in both languages."""

from datetime import date

import pytest

from actions.birth_dates import age_on, birth_date_in
from actions.idioms import speaks_of_dying
from actions.sides import side_in
from actions.typed_numbers import number_in

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "lang", "born"),
    [
        ("8 de mayo de 1964", "es", date(1964, 5, 8)),
        ("nací el 12 de diciembre del 65", "es", date(1965, 12, 12)),
        ("03/05/1970", "es", date(1970, 5, 3)),
        ("1970-05-03", "es", date(1970, 5, 3)),
        ("septiembre 9, 1988", "es", date(1988, 9, 9)),
        ("8 May 1964", "en", date(1964, 5, 8)),
        ("May 3rd, 1970", "en", date(1970, 5, 3)),
        ("05/03/1970", "en", date(1970, 5, 3)),
        ("25/12/1980", "en", date(1980, 12, 25)),
    ],
)
def test_a_date_of_birth_is_read_as_it_is_written(text, lang, born):
    assert birth_date_in(text, lang, TODAY) == born


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "1964",
        "mayo de 1964",
        "31/02/1990",
        "3/4/12",
        "2027-01-01",
        "1/1/1850",
    ],
)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_is_no_sure_date_of_birth_is_none(text, lang):
    assert birth_date_in(text, lang, TODAY) is None


def test_the_age_changes_on_the_birthday():
    assert age_on(date(2008, 11, 23), TODAY) == 17
    assert age_on(date(2008, 11, 22), TODAY) == 18


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("un siete", 7),
        ("about a seven out of ten", 7),
        ("8/10", 8),
        ("cero", 0),
        ("diez", 10),
        ("7 u 8", None),
        ("11", None),
        ("-3", None),
        ("7.5", None),
        ("mucho", None),
    ],
)
def test_a_number_is_taken_only_when_there_is_one_that_fits(text, number):
    assert number_in(text, (0, 10)) == number


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("la derecha", "right"),
        ("del lado izquierdo", "left"),
        ("las dos", "both"),
        ("the right one", "right"),
        ("both", "both"),
        ("no sé", None),
    ],
)
def test_a_side_is_read_from_a_short_answer(text, side):
    assert side_in(text) == side


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("me muero de dolor", True),
        ("this pain is killing me", True),
        ("I can’t take it anymore", True),
        ("me duele mucho", False),
        ("it hurts a lot", False),
    ],
)
def test_idioms_of_dying_are_not_passed_over(text, speaks):
    assert speaks_of_dying(text) is speaks
