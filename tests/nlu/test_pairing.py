"""What a thing does to the patient is read from its clause, and as of now."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
SAID = (
    ("el calor me ayuda pero el frío me mata", {"hx_heat": "false", "hx_cold": "true"}),
    ("heat helps, cold kills me", {"hx_heat": "false", "hx_cold": "true"}),
    ("el frío en cambio me tulle", {"hx_cold": "true"}),
    ("el hielo, la verdad, me empeora", {"hx_cold": "true"}),
    ("sitting is ok but bending, no", {"hx_pressure": "false", "hx_movement": "true"}),
    ("la luz no me molesta, el ruido sí", {"com_light": "false", "com_sound": "true"}),
    ("hot shower? bliss", {"hx_heat": "false"}),
    ("me duele la mandíbula cuando mastico", {"hx_movement": "true"}),
    ("my jaw hurts when I chew", {"hx_movement": "true"}),
    ("the cold makes no difference", {"hx_cold": "false"}),
    ("el calor ni me va ni me viene", {"hx_heat": "false"}),
)
NOW = (
    ("the brain fog is gone", {"com_cognition": "false"}),
    ("light used to bother me a lot. Not any more", {"com_light": "false"}),
    ("antes me molestaba la luz, ahora ya no", {"com_light": "false"}),
    ("lo del cansancio ya se me quitó", {"com_fatigue": "false"}),
)
NOTHING = (
    "I slipped on the ice",
    "es como quemadura de sol",
    "we moved house",
    "gloves help my hands",
)


def findings(text: str) -> dict[str, str]:
    prefixes = ("hx_", "com_")
    heard = understand(text, today=TODAY).findings
    return {one.name: one.value for one in heard if one.name.startswith(prefixes)}


@pytest.mark.parametrize(("text", "expected"), [*SAID, *NOW])
def test_a_thing_is_paired_with_what_its_clause_says_of_it(text: str, expected: dict):
    assert findings(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_idioms_comparisons_and_remedies_for_touch_state_nothing(text: str):
    assert findings(text) == {}
