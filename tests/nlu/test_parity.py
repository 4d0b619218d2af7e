"""The same thing, said in eight ways, means the same."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.nlu.mentions import Mention
from bot.nlu.understand import understand

SCENARIOS = YAML(typ="safe", pure=True).load(
    Path(__file__).parent / "sets" / "scenarios.yml"
)
REGISTERS = ("es", "en", "mixed", "typos", "caribbean", "rioplatense", "peninsular")
TODAY = date(2026, 11, 22)


def without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def ways(scenario: dict[str, Any]) -> dict[str, str]:
    said = {register: scenario[register] for register in REGISTERS}
    return said | {"no accents": without_accents(said["es"])}


CASES = [
    pytest.param(scenario["means"], text, id=f"{number}-{way}")
    for number, scenario in enumerate(SCENARIOS, start=1)
    for way, text in ways(scenario).items()
]


def meaning(found: tuple[Mention, ...]) -> dict[str, Any]:
    """Return what was found in the form that the table states it."""
    mine = [one for one in found if one.whose == "patient"]
    others = {one.name: one.value for one in found if one.whose == "other"}
    single = {one.name: one.value for one in mine}
    interval = single.pop("duration_months", None)
    single = {
        name: value
        for name, value in single.items()
        if name not in {"pain_regions", "red_flags"}
    }
    parts = {
        "findings": single,
        "others": others,
        "regions": {
            f"no {one.value}" if one.negated else one.value
            for one in mine
            if one.name == "pain_regions"
        },
        "red_flags": {one.value for one in mine if one.name == "red_flags"},
        "duration": interval and [interval["low"], interval["high"]],
    }
    return {name: part for name, part in parts.items() if part}


def stated(means: dict[str, Any]) -> dict[str, Any]:
    lists = {
        name: set(means[name]) for name in ("regions", "red_flags") if name in means
    }
    return means | lists


@pytest.mark.parametrize(("means", "text"), CASES)
def test_every_way_of_saying_it_means_the_same(means: dict[str, Any], text: str):
    assert meaning(understand(text, today=TODAY).findings) == stated(means)


def test_there_are_twenty_five_scenarios_or_more():
    assert len(SCENARIOS) >= 25
