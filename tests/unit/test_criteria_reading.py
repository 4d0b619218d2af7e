"""Bad input is refused in one line that says what, where, and the nearest name."""

from typing import Any

import pytest

from criteria import CriteriaError, classify, classify_all
from criteria.errors import UnknownNameError
from criteria.findings import fact, known
from criteria.reading import parse

MIGRAINE = {"label": "migraña", "body_system": "headache_orofacial"}
BACK = {"label": "espalda", "body_system": "musculoskeletal", "hx_touch": "true"}


@pytest.mark.parametrize(
    ("obj", "text"),
    [
        ({"hx_tuch": "true"}, "there is no 'hx_tuch'. Did you mean 'hx_touch'?"),
        ({"hx_touch": True}, "hx_touch: input should be 'true'"),
        ({"hx_touch": "maybe"}, "hx_touch: input should be 'true'"),
        ({"distribution": "regionnal"}, "Did you mean 'regional'?"),
        ({"duration_months": -1}, "duration_months: "),
        ({"duration_months": True}, "duration_months: "),
        ({"duration_months": float("nan")}, "duration_months: "),
        ({"duration_months": {"low": 5, "high": 2}}, "no duration lies from 5 to 2"),
        ({"duration_months": {"lo": 5}}, "Did you mean 'low'?"),
        ({"dn4i": {"burnin": "true"}}, "Did you mean 'burning'?"),
        ({"conditions": {"migrane": "true"}}, "Did you mean 'migraine'?"),
        (
            {"pain_regions": ["knee", "kneee"]},
            "pain_regions.1: 'kneee' is not a region",
        ),
        ({"pain_regions": "knee"}, "pain_regions: "),
        ({"wpi_areas": ["hand_l"]}, "wpi_areas.0: "),
        ({"red_flags": ["RF_CESS"]}, "Did you mean 'RF_CES'?"),
        ({"conflicts": ["hx_tuch"]}, "Did you mean 'hx_touch'?"),
        ({"csi": {"items": [1] * 24}}, "csi.items: "),
        ({"csi": {"items": [1] * 24 + [5]}}, "csi.items.24: "),
        ({"csi": {"items": [1] * 24 + [3.0]}}, "csi.items.24: "),
        ({"csi": {"items": [1] * 24 + [True]}}, "csi.items.24: "),
        ({"csi": {"answered_sum": 44}}, "csi: give 'answered_sum' and 'missing'"),
        (
            {"csi": {"answered_sum": 98, "missing": 1}},
            "csi: 'answered_sum' is at most 96",
        ),
        ({"csi": {"answered_sum": 4, "missing": 0, "items": [1] * 25}}, "not both"),
        ({"sss": {"fatigue": 4}}, "sss.fatigue: "),
        ({"nrs_now": 11}, "nrs_now: "),
        ([], "findings: "),
        ("text", "findings: "),
        (None, "findings: "),
        ({"problems": {}}, "problems: this is a list"),
        ({"problems": [3]}, "problems[0]: a problem is an object"),
        ({"problems": [{"csi": None}]}, "problems[0]: 'csi' belongs beside 'problems'"),
        ({"problems": [], "hx_touch": "true"}, "'hx_touch' belongs in a problem"),
        ({"problems": [{"labl": "x"}]}, "problems[0]: there is no 'labl'"),
        ({"problems": [{"conflicts": 3}]}, "problems[0].conflicts: "),
        ({"duration_months": 10**400}, "duration_months: "),
        ({"problems": [{"label": 3}]}, "problems[0].label: "),
        ({"problems": [{}, {"hx_touch": 1}]}, "problems[1].hx_touch: "),
    ],
)
def test_bad_input_says_what_and_where(obj: Any, text: str):
    with pytest.raises(CriteriaError) as caught:
        classify(obj)

    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("obj", "line"),
    [
        (
            {"problems": [{}], "sss": {"fatige": 1}},
            "sss: there is no 'fatige'. Did you mean 'fatigue'?",
        ),
        (
            [{"sss": {"fatige": 1}}],
            "[0].sss: there is no 'fatige'. Did you mean 'fatigue'?",
        ),
        (
            {"csi": {"answered_sum": 44}},
            "csi: give 'answered_sum' and 'missing', or 25 'items'",
        ),
        (
            {"csi": {"answered_sum": 44, "items": [1] * 25}},
            "csi: give the items or the sum, not both",
        ),
        ({"pain_regions": [3]}, "pain_regions.0: 3 is not a region."),
        ({"conflicts": [3]}, "conflicts.0: 3 is not a finding."),
        (
            {"hx_touch": True},
            "hx_touch: input should be 'true', 'false' or 'unknown', not True.",
        ),
        (
            {"distribution": "regionnal"},
            "distribution: input should be 'discrete', 'regional', 'multifocal', "
            "'widespread' or 'unknown', not 'regionnal'. Did you mean 'regional'?",
        ),
        (
            {"nrs_now": "x" * 59},
            "nrs_now: input should be a valid number, not '" + "x" * 56 + "....",
        ),
        (
            {"nrs_now": "x" * 58},
            "nrs_now: input should be a valid number, not '" + "x" * 58 + "'.",
        ),
    ],
)
def test_bad_input_is_told_in_these_words(obj: Any, line: str):
    with pytest.raises(CriteriaError) as caught:
        classify_all(obj)

    assert str(caught.value) == line


def test_an_inventory_may_have_no_answer_yet():
    outcome = classify({"csi": {"answered_sum": 0, "missing": 25}})["csi"]

    assert (outcome["min"], outcome["max"]) == (0, 100)


def test_an_error_in_a_list_names_the_object():
    with pytest.raises(CriteriaError, match=r"\[1\]\.hx_touch: "):
        classify_all([{}, {"hx_touch": "maybe"}])


def test_a_list_of_objects_keeps_its_order():
    outcomes = classify_all([{"distribution": "discrete"}, {}])

    assert [one["iasp_2021"]["grade"] for one in outcomes] == [
        "RULED_OUT",
        "INDETERMINATE",
    ]


def test_each_problem_is_graded_in_its_own_scope_with_the_person():
    person = {
        "com_sleep": "true",
        "red_flags": ["RF_CES"],
        "conflicts": ["com_fatigue"],
    }
    doubtful = {**BACK, "conflicts": ["hx_touch"]}
    outcomes = classify({"problems": [MIGRAINE, doubtful], **person})
    migraine, back = outcomes["problems"]

    assert (migraine["label"], back["label"]) == ("migraña", "espalda")
    assert migraine["iasp_2021"]["grade"] == "OUT_OF_SCOPE"
    assert back["iasp_2021"]["criteria"]["3_comorbidity"] == "true"
    assert migraine["conflicts"] == ["com_fatigue"]
    assert back["conflicts"] == ["com_fatigue", "hx_touch"]
    assert outcomes["urgency"] == "E2"
    assert outcomes["conflicts"] == ["com_fatigue"]


def test_a_problem_alone_is_classified_as_the_flat_object():
    found = {"duration_months": 18, "distribution": "regional"}
    (problem,) = classify({"problems": [found], "com_sleep": "true"})["problems"]

    assert problem == classify({**found, "com_sleep": "true"})


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("hx_touch", True),
        ("red_flags", True),
        ("red_flags.RF_CES", True),
        ("conditions.migraine", True),
        ("region_severity.knee:left", True),
        ("sss.fatigue", True),
        ("knee", False),
        ("conditions.flu", False),
        ("conflicts", False),
    ],
)
def test_the_vocabulary_knows_its_names(name: str, *, is_known: bool):
    assert known(name) is is_known


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("body_system", ("problem", "hint", "choice")),
        ("exam_heat", ("problem", "clinician", "tri")),
        ("neuropathic_present", ("problem", "clinician", "tri")),
        ("nociceptive_present", ("problem", "hint", "tri")),
        ("com_sleep", ("person", "patient", "tri")),
        ("conditions.migraine", ("person", "patient", "tri")),
        ("duration_months", ("problem", "patient", "duration")),
    ],
)
def test_every_finding_has_scope_owner_and_kind(name: str, facts: tuple[str, ...]):
    assert tuple(one.value for one in fact(name)) == facts


def test_the_facts_of_no_finding_are_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError) as caught:
        fact("exam_heet")

    assert str(caught.value) == (
        "finding: there is no 'exam_heet'. Did you mean 'exam_heat'?"
    )
    assert fact("conditions") == fact("conditions.migraine")


@pytest.mark.parametrize(
    ("said", "kept"),
    [("caminar", ("caminar",)), (["caminar", "dormir"], ("caminar", "dormir"))],
)
def test_own_words_are_one_text_or_several(said: Any, kept: tuple[str, ...]):
    assert parse({"goals": said}).goals == kept
