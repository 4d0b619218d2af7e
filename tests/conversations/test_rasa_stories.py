"""Rasa's own test stories, run by Rasa's own evaluation on the loaded agent."""

from pathlib import Path

import pytest
from rasa.core.test import FAILED_STORIES_FILE
from rasa.core.test import test as evaluate

HERE = Path(__file__).parent


async def outcome(dialogue, stories: Path, folder: Path) -> dict:
    """Return how many stories Rasa predicts, beside the file of those it does not."""
    options = {"e2e": True, "disable_plotting": True, "warnings": False}
    found = await evaluate(
        str(stories), dialogue.agent, out_directory=str(folder), **options
    )
    return found["report"]["conversation_accuracy"]


@pytest.mark.parametrize("lang", ["es", "en"])
async def test_the_rules_and_intents_go_as_the_stories_say(dialogue, tmp_path, lang):
    counted = await outcome(dialogue, HERE / f"test_stories_{lang}.yml", tmp_path)

    failed = (tmp_path / FAILED_STORIES_FILE).read_text(encoding="utf-8")
    assert counted["correct"] == counted["total"] >= 2, failed


async def test_a_story_that_goes_otherwise_is_counted_as_failed(dialogue, tmp_path):
    right = (HERE / "test_stories_en.yml").read_text(encoding="utf-8")
    wrong = tmp_path / "test_wrong.yml"
    wrong.write_text(right.replace("utter_refused", "utter_done"), encoding="utf-8")

    counted = await outcome(dialogue, wrong, tmp_path)

    assert counted["correct"] < counted["total"]
