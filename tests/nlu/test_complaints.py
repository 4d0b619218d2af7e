"""A complaint that begins with a "no" is never heard as its denial."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no duermo bien, me despierto a cada rato", "com_sleep"),
        ("no descanso nada, me levanto muchas veces en la noche", "com_sleep"),
        ("I don't sleep well, I wake up several times a night", "com_sleep"),
        ("I do not rest at all, I keep waking up at night", "com_sleep"),
        ("no aguanto la luz", "com_light"),
        ("I can't stand the light", "com_light"),
        ("no puedo concentrarme", "com_cognition"),
        ("I cannot concentrate", "com_cognition"),
    ],
)
def test_a_complaint_with_a_no_is_heard_as_a_complaint(text, name):
    found = {one.name: one.value for one in understand(text, today=TODAY).findings}

    assert found[name] == "true"
