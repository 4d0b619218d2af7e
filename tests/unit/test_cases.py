"""The clinical cases: each names the table row it exercises and what must come out."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from criteria import classify
from criteria.catalogue import red_flags
from tests.unit.criteria_coverage import lacking, wanted

FOLDER = Path(__file__).parent.parent / "cases"
CASES = [
    case
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in YAML(typ="safe", pure=True).load(file)
]


def differences(expected: Any, found: Any, where: str = "") -> list[str]:
    """List every place where what was found is not what a case expects."""
    if isinstance(expected, list) and any(isinstance(one, dict) for one in expected):
        expected, found = dict(enumerate(expected)), dict(enumerate(found))
    if not isinstance(expected, dict):
        same = expected == found
        return [] if same else [f"{where}: {found!r}, expected {expected!r}"]
    return [
        line
        for key, value in expected.items()
        for line in differences(value, found.get(key), f"{where}.{key}")
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]):
    outcomes = classify(case["findings"], on=case.get("on"))

    differing = differences(case["expect"], outcomes)
    assert not differing, "\n".join(differing)
    assert [name for name in case.get("absent", ()) if name in outcomes] == []


def test_every_case_names_its_table_row_and_expects_something():
    assert all(case["row"] and case["expect"] for case in CASES)


def test_a_complete_screen_answers_every_red_flag():
    screens = [c for c in CASES if c["expect"].get("red_flag_screen") == "complete"]
    missing = [
        f'add "{flag.code}: \'false\'" to the case "{case["name"]}"'
        for case in screens
        for flag in red_flags()
        if flag.code not in case["findings"]["red_flags"]
    ]

    assert screens
    assert not missing, "\n".join(missing)


def test_no_rule_band_table_row_or_red_flag_lacks_a_case_on_either_side():
    missing = lacking(CASES)
    assert not missing, "\n".join(["the cases do not show", *missing])


@pytest.mark.parametrize("code", [flag.code for flag in red_flags()])
def test_a_red_flag_that_no_case_raises_is_named(code: str):
    others = [case for case in CASES if code not in str(case["expect"])]

    assert f"{code}: no case in which it fires" in lacking(others)


@pytest.mark.parametrize(
    ("without", "named"),
    [
        ("'band': 'extreme'", "csi from 60: no case in which it fires"),
        (
            "probablemente_nociplastico",
            "figure_1: no case in which it is probablemente_nociplastico",
        ),
        (
            "exam_aftersensation",
            "iasp_2021.4_evoked_exam.exam_aftersensation: no case in which it fires",
        ),
        (
            "'on'",
            "iasp_2021 beside 2021-05-01: no case in which it is asked on that day",
        ),
        (
            "2021, 4, 30",
            "figure_1 beside 2021-05-01: "
            "no case in which it is asked on the day before",
        ),
        (
            "three areas never do",
            "fm2016.wpi_and_sss.wpi from 4: no case in which it does not fire",
        ),
        (
            "too short for both readings",
            "cs2014_nijs.chronic at exactly 3.0 months: no case in which it is shown",
        ),
        ("fracture_with_deficit", "fracture_with_deficit: no case in which it fires"),
        ("'fm2016'", "fm2016.regions_4_of_5: no case in which it does not fire"),
    ],
)
def test_what_the_cases_do_not_show_is_named(without: str, named: str):
    others = [case for case in CASES if without not in str(case)]

    assert named in lacking(others)


def test_without_cases_everything_is_lacking():
    assert len(lacking([])) == len(list(wanted())) > 200
