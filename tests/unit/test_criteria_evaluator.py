"""Outcomes out of scope, days of lists and problems, and where an error is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from criteria import CriteriaError, classify, classify_all
from criteria.answers import NO, YES, unknown
from criteria.asking import View
from criteria.catalogue import editions, graded
from criteria.conditions import AnyOf, Not
from criteria.grading import look
from criteria.rule_sets import GradedEdition

EARLY = date(2015, 1, 1)
NOBODY = {"patient": [], "clinician": []}


@pytest.mark.parametrize(
    ("name", "code"), [("iasp_2021", "OUT_OF_SCOPE"), ("figure_1", "fuera_de_alcance")]
)
def test_out_of_scope_keeps_the_criteria_and_needs_nothing(name: str, code: str):
    found = {"body_system": "visceral", "hx_touch": "true", "distribution": "discrete"}
    outcome = classify(found)[name]

    assert outcome.pop("criteria") == {
        "1a_chronic": "unknown",
        "1b_regional_or_wider": "false",
        "1c_nociceptive_not_entire": "unknown",
        "1d_neuropathic_not_entire": "unknown",
        "4_evoked_exam": "unknown",
        "2_history": "true",
        "3_comorbidity": "unknown",
    }
    assert outcome == {
        "grade": code,
        "floor": None,
        "ceiling": None,
        "upgradable": False,
        "reasons": ["scope"],
        "needs": NOBODY,
        "need_sets": NOBODY,
    }


@pytest.mark.parametrize("name", ["iasp_2021", "figure_1"])
def test_a_grade_has_the_keys_of_the_vocabulary(name: str):
    assert list(classify({})[name]) == [
        "grade",
        "floor",
        "ceiling",
        "upgradable",
        "criteria",
        "reasons",
        "needs",
        "need_sets",
    ]


@pytest.mark.parametrize("name", ["cs2014_seed", "cs2014_nijs", "fm2016"])
def test_met_or_not_has_the_keys_of_the_vocabulary(name: str):
    shown = ["wpi", "regions", "sss"] if name == "fm2016" else []

    assert list(classify({})[name]) == [
        "outcome",
        "reasons",
        "needs",
        "need_sets",
        *shown,
    ]


def test_a_day_picks_the_rules_of_every_form_of_input():
    found = {"distribution": "discrete"}
    forms: list[Any] = [found, [found], {"problems": [found]}]
    alone, (listed,), of_problems = (classify_all(form, on=EARLY) for form in forms)

    assert alone == listed == classify(found, on=EARLY)
    assert "iasp_2021" not in alone
    assert "iasp_2021" not in of_problems["problems"][0]
    assert "cs2014_seed" in of_problems["problems"][0]
    assert of_problems["csi"] == classify({})["csi"]


def test_a_day_before_the_inventory_leaves_it_out_beside_problems_too():
    assert "csi" in classify({"problems": [{}]})
    assert "csi" not in classify({"problems": [{}]}, on=date(2010, 1, 1))


def test_outcomes_beside_problems_are_those_of_the_person():
    outcomes = classify({"problems": [{}, {}], "red_flags": ["RF_PE"]})

    assert list(outcomes) == [
        "problems",
        "csi",
        "dn4_interview",
        "red_flags",
        "red_flag_screen",
        "urgency",
        "stop_and_escalate",
        "conflicts",
    ]
    assert outcomes["urgency"] == outcomes["problems"][1]["urgency"] == "E1"


@pytest.mark.parametrize(
    ("obj", "text"),
    [
        ([{"problems": {}}], "[0].problems: this is a list of objects, one for each"),
        ([{"problems": [], "nrs_now": 3}], "[0]: 'nrs_now' belongs in a problem"),
        ([{"problems": [], "sx": 3}], "[0]: there is no 'sx'. Did you mean 'sex'?"),
        ([{"problems": [], "sex": 3}], "[0].sex: "),
        ([{}, {"problems": [{}, 3]}], "[1].problems[1]: a problem is an object"),
        (
            [{"problems": [{"label": 3}]}],
            "[0].problems[0].label: a label is text, not 3",
        ),
        ([{"problems": [{"hx_touch": 1}]}], "[0].problems[0].hx_touch: "),
        ({"problems": [], "nrs_now": 3}, "findings: 'nrs_now' belongs in a problem"),
        ({"problems": {}}, "problems: this is a list of objects"),
        ({"problems": [], "sex": "f", "nrs_now": 3}, "findings: 'nrs_now' belongs in"),
        ({"problems": [], "sex": "f", "nrs": 3}, "findings: there is no 'nrs'."),
        ({"problems": [{"label": "a", "sex": "f"}]}, "'sex' belongs beside 'problems'"),
        ({"problems": [], "age_years": "x"}, "age_years: "),
    ],
)
def test_an_error_says_where_it_is(obj: Any, text: str):
    with pytest.raises(CriteriaError) as caught:
        classify_all(obj)

    assert str(caught.value).startswith(text) or text.startswith("'")
    assert text in str(caught.value)


def test_the_first_wrong_name_is_not_hidden_by_a_right_one_before_it():
    with pytest.raises(CriteriaError, match="there is no 'wrong'"):
        classify({"problems": [], "sex": "f", "wrong": 1})


def test_a_negated_group_names_its_findings_and_criteria():
    condition = Not.model_validate(
        {"not": {"any": [{"criterion": "a"}, {"criterion": "b"}]}}
    )
    view = View(answers={"a": unknown("hx_touch"), "b": NO})

    assert list(condition.references()) == ["a", "b"]
    assert list(condition.undecided(view)) == ["a"]
    view.answers["a"] = YES
    assert list(condition.deciders(view)) == ["a"]
    assert list(condition.undecided(view)) == []


def test_a_condition_on_findings_names_no_criterion():
    condition = AnyOf.model_validate(
        {
            "any": [
                {"finding": "hx_touch", "is": "true"},
                {"score": "csi", "at_least": 40},
            ]
        }
    )
    edition = graded()["cs2014_nijs"]
    nothing = look(edition, {})
    view = replace(nothing, values={"hx_touch": "true"})

    assert list(condition.references()) == []
    assert list(condition.deciders(view)) == []
    assert list(condition.undecided(nothing)) == []
    assert list(condition.names(edition.scores)) == ["hx_touch", "csi"]
    reached = replace(nothing, spans={"csi": (40, 40)})
    assert list(condition.deciders(reached)) == []


def test_a_negated_score_is_read_through_its_scores():
    edition = editions()["cs2014_nijs"]
    assert isinstance(edition, GradedEdition)
    condition = Not.model_validate({"not": {"score": "csi", "at_least": 40}})

    assert list(condition.names(edition.scores)) == ["csi"]
    assert condition.holds(look(edition, {})) is None


def test_a_negated_group_is_undone_by_one_part_and_done_by_all():
    condition = Not.model_validate(
        {
            "not": {
                "any": [
                    {"finding": "hx_heat", "is": "true"},
                    {"finding": "hx_cold", "is": "true"},
                ]
            }
        }
    )
    heat, cold = frozenset({"hx_heat"}), frozenset({"hx_cold"})

    answer = condition.answer(View({}))

    assert set(answer.down) == {heat, cold}
    assert set(answer.up) == {heat | cold}


def test_a_duration_of_contested_precision_is_unknown():
    found = {"body_system": "musculoskeletal", "duration_months": 18}
    contested = {**found, "conflicts": ["duration_precision"]}

    assert classify(found)["iasp_2021"]["criteria"]["1a_chronic"] == "true"
    assert classify(contested)["iasp_2021"]["criteria"]["1a_chronic"] == "unknown"
