"""The rules as shipped: complete, sourced, and each answering for its days."""

from datetime import date

import pytest

from criteria.catalogue import (
    catalogue,
    editions,
    emergency,
    endings,
    red_flag,
    red_flags,
    rule_versions,
    urgency_rank,
)
from criteria.errors import UnknownNameError

RULES = catalogue().rule_sets


def test_the_rule_sets_are_those_of_the_vocabulary():
    assert set(RULES) == {
        "iasp_2021",
        "figure_1",
        "cs2014_seed",
        "cs2014_nijs",
        "fm2016",
        "csi",
        "dn4_interview",
        "dn4",
        "screen",
    }


@pytest.mark.parametrize("name", RULES)
def test_the_newest_edition_is_logged_with_its_version(name: str):
    newest = max(RULES[name].editions, key=lambda one: one.in_force.start)

    assert rule_versions()[name] == newest.version == editions()[name].version
    assert newest.source
    assert newest.provenance


@pytest.mark.parametrize("name", RULES)
def test_an_edition_answers_from_its_first_day(name: str):
    first = min(edition.in_force.start for edition in RULES[name].editions)
    eve = date.fromordinal(first.toordinal() - 1)

    assert name in editions(first)
    assert name not in editions(eve)


def test_the_levels_fall_from_emergency_to_none():
    ranks = [urgency_rank(code) for code in ("E1", "E2", "SD", "URG", "REV", "NONE")]

    assert ranks == [5, 4, 3, 2, 1, 0]


def test_no_advice_is_said_twice_with_one_meaning_missing():
    advice = [(flag.advice["es"], flag.advice["en"]) for flag in red_flags()]

    assert all(spanish != english for spanish, english in advice)


def test_only_the_staffed_ending_promises_a_contact():
    assert "hoy" in endings().staffed["es"]
    assert "Nadie" in endings().not_staffed["es"]


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("MX", [("911", "800 911 2000")]),
        ("ES", [("112", "024")]),
        ("US", [("911", "988")]),
        (None, [("911", "800 911 2000"), ("112", "024"), ("911", "988")]),
        ("FR", [("911", "800 911 2000"), ("112", "024"), ("911", "988")]),
    ],
)
def test_an_unknown_country_gives_every_number(
    country: str | None, numbers: list[tuple[str, str]]
):
    assert [(one.emergency, one.crisis) for one in emergency(country)] == numbers


def test_a_code_that_does_not_exist_suggests_the_nearest():
    with pytest.raises(UnknownNameError) as code:
        red_flag("RF_CHST")
    with pytest.raises(UnknownNameError) as level:
        urgency_rank("URGENT")

    assert str(code.value) == (
        "red flag: there is no 'RF_CHST'. Did you mean 'RF_CHEST'?"
    )
    assert str(level.value) == "level: there is no 'URGENT'. Did you mean 'URG'?"


def test_the_versions_of_a_day_are_those_that_answered_on_it():
    early = rule_versions(date(2015, 1, 1))

    assert "iasp_2021" not in early
    assert early["csi"] == "2013.1"
    assert early["red_flags"] == rule_versions()["red_flags"]
    assert set(rule_versions()) - set(early) == {
        "iasp_2021",
        "figure_1",
        "fm2016",
        "screen",
    }
