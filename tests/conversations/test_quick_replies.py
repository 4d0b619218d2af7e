"""Typing the words of a quick reply is the same as tapping it, at every question."""

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.log_rows import Choice, Turn
from bot.server.messages import Incoming, turn_from
from tests.conftest import AT

DOMAIN = Path(__file__).parents[2] / "bot/domain"


def questions():
    """Yield every wording of every question with its quick replies."""
    for file in sorted(DOMAIN.glob("questions_*.yml")):
        responses = YAML(typ="safe", pure=True).load(file)["responses"]
        for name, variants in responses.items():
            for place, variant in enumerate(variants):
                if "buttons" in variant:
                    yield pytest.param(variant["buttons"], id=f"{name}-{place}")


def choice(button: dict) -> Choice:
    command, _, rest = button["payload"].partition("{{")
    name = json.loads("{" + rest.replace("}}", "}"))["choice"]
    return Choice(name, button["title"], ticks=command == "/tick")


@pytest.mark.parametrize("buttons", questions())
def test_typed_words_of_a_quick_reply_are_a_tap(buttons):
    offered = tuple(choice(button) for button in buttons)
    question = Turn("bot", AT, "?", lang="es", choices=offered)

    for one in offered:
        typed = Incoming("typed", text=f" {one.text.lower()}!  ")
        assert turn_from(typed, question, AT).choice == one.id


async def test_a_typed_title_settles_the_question(pain_patient):
    reply = await pain_patient.says("más de 5 años")

    assert reply.topic == "regions"
