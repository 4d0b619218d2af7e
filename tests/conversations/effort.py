"""How many questions the bot asks those who tell much and those who tell little.

`python -m tests.conversations.effort` prints the medians.
"""

import asyncio
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from ruamel.yaml import YAML

from bot.dialogue.agent import Dialogue
from bot.dialogue.model import ensure_model
from bot.rehearsal import throw_away_log
from bot.settings import Settings
from tests.conversations.domain import LANGUAGES
from tests.conversations.running import Performance, Stage
from tests.conversations.script import Model, Script, Table

HERE = Path(__file__).parent / "pairs"
TERSE = {"es": "me duele", "en": "it hurts"}


class Pair(Model):
    """A patient who tells the same in two ways."""

    name: str
    rich: str
    answers: Table


@dataclass(frozen=True)
class Told:
    """What one way of telling came to: questions until the read-back, and findings."""

    questions: int
    findings: dict[str, Any]


@cache
def pairs(lang: str) -> tuple[Pair, ...]:
    """Return the patients of a language."""
    data = YAML(typ="safe", pure=True).load(HERE / f"{lang}.yml")
    return tuple(Pair.model_validate(pair) for pair in data)


async def tell(stage: Stage, pair: Pair, lang: str, *, richly: bool) -> Told:
    """Play a patient from the story to the read-back.

    Raises:
        AssertionError: the read-back was not reached.
    """
    story = pair.rich if richly else TERSE[lang]
    steps = (
        {"patient": story},
        {"answers": pair.answers, "others": "dont_know", "until": "read_back"},
    )
    name = f"{pair.name}, {'richly' if richly else 'tersely'} told"
    given = {"name": name, "language": lang, "steps": steps}
    transcript = await Performance(stage, Script.model_validate(given)).run()
    answered = transcript.parts[2]
    assert not transcript.failed, answered.stuck
    return Told(len(answered.exchanges), transcript.findings)


def saved(rich: list[Told], terse: list[Told]) -> tuple[float, float, float]:
    """Return both medians of questions, and the share that a rich story saves."""
    few = median(told.questions for told in rich)
    many = median(told.questions for told in terse)
    return few, many, 1 - few / many


async def report(stage: Stage) -> str:
    """Return the medians of both languages, a line for each."""
    lines = []
    for lang in LANGUAGES:
        rich = [await tell(stage, pair, lang, richly=True) for pair in pairs(lang)]
        terse = [await tell(stage, pair, lang, richly=False) for pair in pairs(lang)]
        few, many, share = saved(rich, terse)
        lines.append(f"{lang}: {few} questions instead of {many}, {share:.0%} fewer\n")
    return "".join(lines)


def main() -> None:
    """Print how many questions a rich first message saves."""
    settings = Settings.from_environment()
    dialogue = Dialogue.load(ensure_model(settings.home), throw_away_log())
    sys.stdout.write(asyncio.run(report(Stage(dialogue, settings))))


if __name__ == "__main__":
    main()
