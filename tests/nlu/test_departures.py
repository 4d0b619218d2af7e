"""What follows a relative's death or birth is the patient's, what they had is not."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
OWN = (
    "empezó después de que se murió mi mamá, primero la espalda y luego los brazos",
    "it started after my mum died, first the back and then the arms",
    "mi mamá se murió, primero la espalda y luego los brazos",
    "my mum died and then my back and arms started hurting",
    "desde que nació mi hija, la espalda y los brazos",
    "since my daughter was born, back and arms",
)
THEIRS = (
    "mi mamá murió con dolor en la espalda y los brazos",
    "my mum died with pain in her back and arms",
    "cuando murió mi papá de cáncer, la espalda y los brazos",
    "when my dad died of cancer, back and arms",
    "mi mamá tiene dolor en la espalda y los brazos",
    "my mum has pain in her back and arms",
)


@pytest.mark.parametrize(
    ("text", "whose"),
    [*((text, "patient") for text in OWN), *((text, "other") for text in THEIRS)],
)
def test_a_relative_who_died_or_was_born_does_not_own_what_follows(text, whose):
    found = understand(text, today=TODAY).findings
    owners = {one.value: one.whose for one in found if one.name == "pain_regions"}

    assert owners == {"back": whose, "arm:both": whose}


@pytest.mark.parametrize(
    "text", ["mi mamá murió, tenía lupus", "my mum died, she had lupus"]
)
def test_an_illness_of_one_who_died_stays_theirs(text):
    (lupus,) = understand(text, today=TODAY).findings

    assert lupus.whose == "other"
