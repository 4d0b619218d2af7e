"""The properties that clinical.md asks of the grades, numbered as there.

The others: 3 in exactness, needs and scores; 11 and 12 in scores; 13 and 15 in
saying and, over any sequence, in machine; 14 in languages; 18 in patient_words.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria import classify
from criteria.catalogue import red_flags, urgency_rank
from criteria.findings import RED_FLAGS, fact, leaves
from tests.unit.criteria_strategies import (
    COM,
    CRITERIA,
    EXAM,
    GRADED,
    HX,
    IS_SLOW,
    MECHANISMS,
    PERSON_SCORES,
    TRI,
    any_findings,
    graded_findings,
    is_consistent,
)

pytestmark = [pytest.mark.slow] if IS_SLOW else []
IASP = ("RULED_OUT", "POSSIBLE", "PROBABLE")
FIGURE = ("descartado", "probablemente_nociplastico", "nociplastico")
MEETING = {"cs2014_seed", "cs2014_nijs", "fm2016"}
PROBABLE = {
    "body_system": "musculoskeletal",
    "duration_months": 18,
    "distribution": "regional",
    "nociceptive_entirely": "false",
    "neuropathic_entirely": "false",
    "exam_cold": "true",
    "hx_touch": "true",
    "com_sleep": "true",
}


def interval(outcome: dict[str, Any], order: tuple[str, ...] = IASP) -> tuple[int, int]:
    return order.index(outcome["floor"]), order.index(outcome["ceiling"])


@given(any_findings())
def test_1_every_assignment_gives_exactly_one_outcome(found: dict[str, Any]):
    outcomes = classify(found)

    assert outcomes == classify(found)
    assert {outcomes[name]["outcome"] for name in MEETING} <= {
        "MET",
        "NOT_MET",
        "INDETERMINATE",
    }
    assert outcomes["iasp_2021"]["grade"] in {*IASP, "INDETERMINATE", "OUT_OF_SCOPE"}


@given(graded_findings(), st.data())
def test_2_an_answer_never_widens_the_interval(
    found: dict[str, Any], data: st.DataObject
):
    unknown = [n for n in GRADED if found.get(n, "unknown") == "unknown"]
    assume(unknown)
    name = data.draw(st.sampled_from(unknown))
    more = {**found, name: data.draw(st.sampled_from(["true", "false"]))}
    assume(is_consistent(more))
    before, after = classify(found)["iasp_2021"], classify(more)["iasp_2021"]

    assert interval(before)[0] <= interval(after)[0]
    assert interval(after)[1] <= interval(before)[1]
    if before["floor"] == before["ceiling"]:
        assert after["grade"] == before["grade"]


@given(graded_findings(), st.sampled_from([*EXAM, *HX, *COM]))
def test_4_a_yes_to_a_sign_never_lowers_the_grade(found: dict[str, Any], name: str):
    low = interval(classify({**found, name: "false"})["iasp_2021"])
    high = interval(classify({**found, name: "true"})["iasp_2021"])

    assert low[0] <= high[0]
    assert low[1] <= high[1]


@given(
    graded_findings(),
    st.sampled_from(["nociceptive_entirely", "neuropathic_entirely"]),
)
def test_4_an_entire_explanation_never_raises_the_grade(
    found: dict[str, Any], name: str
):
    explained = {**found, name: "true"}
    assume(is_consistent(explained))
    low = interval(classify(explained)["iasp_2021"])
    high = interval(classify({**found, name: "false"})["iasp_2021"])

    assert low[0] <= high[0]
    assert low[1] <= high[1]


@given(graded_findings(), st.dictionaries(st.sampled_from(MECHANISMS), TRI))
def test_5_what_is_present_or_main_never_alters_the_grade(
    found: dict[str, Any], mechanisms: dict[str, str]
):
    context = {n: v for n, v in mechanisms.items() if not n.endswith("entirely")}
    outcomes = classify({**found, **context})
    assume(not outcomes["conflicts"])

    assert outcomes["iasp_2021"] == classify(found)["iasp_2021"]


@given(graded_findings(), st.fixed_dictionaries({}, optional=PERSON_SCORES))
def test_6_scores_never_alter_a_grade(found: dict[str, Any], scores: dict[str, Any]):
    plain, scored = classify(found), classify({**found, **scores})

    assert scored["iasp_2021"] == plain["iasp_2021"]
    assert scored["figure_1"] == plain["figure_1"]


@given(any_findings())
def test_7_self_report_alone_never_gives_a_grade(found: dict[str, Any]):
    said = {n: v for n, v in found.items() if fact_owner(n) != "clinician"}

    assert classify(said)["iasp_2021"]["grade"] not in {"POSSIBLE", "PROBABLE"}


def fact_owner(name: str) -> str:
    return "" if name == "conflicts" else fact(name).owner.value


@given(any_findings())
def test_7_without_an_exam_sign_there_is_no_grade(found: dict[str, Any]):
    signless = {n: v for n, v in found.items() if n not in EXAM or v != "true"}

    assert classify(signless)["iasp_2021"]["grade"] not in {"POSSIBLE", "PROBABLE"}


@given(st.dictionaries(st.sampled_from(GRADED), TRI, max_size=3))
def test_8_probable_contains_possible(changes: dict[str, str]):
    outcome = classify({**PROBABLE, **changes})["iasp_2021"]

    if outcome["grade"] == "PROBABLE":
        assert all(outcome["criteria"][name] == "true" for name in CRITERIA[:5])
    if changes.get("nociceptive_entirely") == "true":
        assert outcome["grade"] != "PROBABLE"


@given(graded_findings())
def test_9_figure_1_is_never_stricter_and_differs_only_near_three_months(
    found: dict[str, Any],
):
    outcomes = classify(found)
    iasp = interval(outcomes["iasp_2021"])
    figure = interval(outcomes["figure_1"], FIGURE)

    assert figure[0] >= iasp[0]
    assert figure[1] >= iasp[1]
    if "borderline_duration" not in outcomes["flags"]:
        assert figure == iasp


@given(any_findings())
def test_10_the_seed_reading_met_means_the_nijs_reading_met(found: dict[str, Any]):
    outcomes = classify(found)

    if outcomes["cs2014_seed"]["outcome"] == "MET":
        assert outcomes["cs2014_nijs"]["outcome"] == "MET"


@given(any_findings(), st.integers(0, 99))
def test_10_a_higher_csi_never_loses_nijs_and_never_touches_the_seed(
    found: dict[str, Any], total: int
):
    order = ["NOT_MET", "INDETERMINATE", "MET"]
    low = classify({**found, "csi": {"answered_sum": total, "missing": 0}})
    high = classify({**found, "csi": {"answered_sum": total + 1, "missing": 0}})

    assert order.index(low["cs2014_nijs"]["outcome"]) <= order.index(
        high["cs2014_nijs"]["outcome"]
    )
    assert low["cs2014_seed"] == high["cs2014_seed"]


@given(
    st.lists(st.sampled_from([0, 1, 2, 3, 4]), min_size=25, max_size=25), st.randoms()
)
def test_11_the_order_of_csi_items_does_not_matter(items: list[int], random: Any):
    shuffled = random.sample(items, 25)
    total = classify({"csi": {"items": items}})["csi"]

    assert total == classify({"csi": {"items": shuffled}})["csi"]
    assert total["min"] == total["max"] == sum(items)


@given(any_findings(), st.sampled_from(RED_FLAGS))
def test_16_a_red_flag_escalates_whatever_else_is_known(
    found: dict[str, Any], code: str
):
    flags = {**found.get("red_flags", {}), code: "true"}
    outcomes = classify(
        {**found, "red_flags": flags, "conflicts": [f"red_flags.{code}"]}
    )

    assert outcomes["stop_and_escalate"]
    assert urgency_rank(outcomes["urgency"]) >= urgency_rank(level_of(code))


def level_of(code: str) -> str:
    return next(flag.level for flag in red_flags() if flag.code == code)


@given(any_findings(), st.sampled_from(["headache_orofacial", "visceral", "other"]))
def test_17_other_pain_is_out_of_scope(found: dict[str, Any], system: str):
    found = {n: v for n, v in found.items() if n != "conflicts"}
    outcomes = classify({**found, "body_system": system})

    assert outcomes["iasp_2021"]["grade"] == "OUT_OF_SCOPE"
    assert outcomes["figure_1"]["grade"] == "fuera_de_alcance"
    assert outcomes["iasp_2021"]["floor"] is None


def test_a_rule_set_has_no_outcome_before_its_first_day():
    before = classify({}, on=date(2021, 4, 30))
    after = classify({}, on=date(2021, 5, 1))

    assert "iasp_2021" not in before
    assert "iasp_2021" in after
    assert before["red_flag_screen"] == "incomplete"


def test_every_leaf_has_its_facts():
    assert all(fact(name) for name in leaves())
