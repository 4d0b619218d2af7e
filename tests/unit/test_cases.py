"""The clinical cases: each names the table row it exercises and what must come out."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from criteria import classify
from criteria.catalogue import catalogue, red_flags

FOLDER = Path(__file__).parent.parent / "cases"
CASES = [
    case
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in YAML(typ="safe", pure=True).load(file)
]


def differences(expected: Any, found: Any, where: str = "") -> list[str]:
    """List every place where what was found is not what a case expects."""
    if not isinstance(expected, dict):
        same = expected == found
        return [] if same else [f"{where}: {found!r}, expected {expected!r}"]
    return [
        line
        for key, value in expected.items()
        for line in differences(value, found[key], f"{where}.{key}")
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]):
    outcomes = classify(case["findings"])

    assert differences(case["expect"], outcomes) == []


def test_every_case_names_its_table_row_and_expects_something():
    assert all(case["row"] and case["expect"] for case in CASES)


def test_every_red_flag_has_a_case_in_which_it_is_raised():
    raised = {
        flag["code"] for case in CASES for flag in case["expect"].get("red_flags", [])
    }

    assert raised == {flag.code for flag in red_flags()}


@pytest.mark.parametrize("name", ["iasp_2021", "figure_1", "cs2014_seed", "fm2016"])
def test_every_outcome_code_of_a_rule_set_has_a_case(name: str):
    (edition,) = catalogue().rule_sets[name].editions
    codes = {edition.lowest.code, edition.undecided.code}
    codes |= {grade.code for grade in edition.grades}
    outcomes = [case["expect"].get(name, {}) for case in CASES]

    assert codes <= {one.get("grade") or one.get("outcome") for one in outcomes}


@pytest.mark.parametrize("kind", ["true", "false"])
@pytest.mark.parametrize(
    "name", catalogue().rule_sets["iasp_2021"].editions[0].criteria
)
def test_every_criterion_has_a_case_on_each_side(name: str, kind: str):
    found = {
        classify(case["findings"])["iasp_2021"]["criteria"][name] for case in CASES
    }

    assert kind in found
