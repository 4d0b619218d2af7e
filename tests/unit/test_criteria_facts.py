"""What counts of a record: unknown is not said, a conflict hides a no and no yes."""

from typing import Any

import pytest

from criteria import classify
from criteria.catalogue import catalogue
from criteria.facts import facts
from criteria.reading import parse


def values(found: dict[str, Any]) -> dict[str, Any]:
    return dict(facts(parse(found), catalogue().integrity).values)


@pytest.mark.parametrize(
    "found",
    [
        {"hx_touch": "unknown"},
        {"distribution": "unknown"},
        {"csi": None},
        {"dn4i": {"burning": "unknown"}},
        {"sss": {"headache": "unknown", "fatigue": None}},
        {"red_flags": {"RF_CES": "unknown"}},
    ],
)
def test_what_is_said_to_be_unknown_is_not_said(found: dict[str, Any]):
    assert values(found) == {}
    assert classify(found) == classify({})


def test_the_entries_of_a_map_are_known_one_by_one():
    found = {"dn4i": {"burning": "true"}, "sss": {"fatigue": 0, "headache": "false"}}

    assert values(found) == {
        "dn4i.burning": "true",
        "sss.fatigue": 0,
        "sss.headache": "false",
    }


@pytest.mark.parametrize(
    ("said", "doubted", "counts"),
    [
        ("true", False, {"RF_CES": True}),
        ("true", True, {"RF_CES": True}),
        ("false", False, {"RF_CES": False}),
        ("false", True, {}),
        ("unknown", False, {}),
        ("unknown", True, {}),
    ],
)
def test_a_contradiction_hides_a_no_to_a_red_flag_and_never_a_yes(
    *, said: str, doubted: bool, counts: dict[str, bool]
):
    conflicts = ["red_flags.RF_CES"] if doubted else []
    found = {"red_flags": {"RF_CES": said}, "conflicts": conflicts}

    assert facts(parse(found), catalogue().integrity).red_flags == counts
