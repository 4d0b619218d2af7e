"""The properties that clinical.md asks of the rules, numbered as there."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria import classify
from criteria.answers import DECIDED, unknown
from criteria.asking import View
from criteria.catalogue import editions, red_flags, urgency_rank
from criteria.findings import RED_FLAGS, fact, leaves
from criteria.grading import Ladder
from criteria.record import Evidence, Record, Source, Status
from criteria.rule_sets import GradedEdition
from tests.unit.criteria_strategies import (
    COM,
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
CRITERIA = (
    "1a_chronic",
    "1b_regional_or_wider",
    "1c_nociceptive_not_entire",
    "1d_neuropathic_not_entire",
    "4_evoked_exam",
    "2_history",
    "3_comorbidity",
)

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


def kosek(truths: tuple[bool, ...]) -> int:
    """The grading as the papers put it, written independently of the rule files."""
    *mandatory, history, comorbidity = truths
    if not all(mandatory):
        return 0
    return 2 if history and comorbidity else 1


def completions(truths: tuple[bool | None, ...]) -> list[tuple[bool, ...]]:
    return list(product(*[[t] if t is not None else [False, True] for t in truths]))


def ladder(name: str, truths: tuple[bool | None, ...]) -> Ladder:
    edition = editions()[name]
    assert isinstance(edition, GradedEdition)
    answered = [DECIDED.get(truth, unknown("hx_touch")) for truth in truths]
    answers = dict(zip(CRITERIA, answered, strict=True))
    return Ladder(edition, View(grades=edition.ladder, answers=answers))


@pytest.mark.parametrize("name", ["iasp_2021", "figure_1"])
def test_3_the_interval_is_the_lowest_and_highest_of_every_completion(name: str):
    for truths in product((True, False, None), repeat=7):
        grades = [kosek(one) for one in completions(truths)]
        found = ladder(name, truths)

        assert (found.floor, found.ceiling) == (min(grades), max(grades)), truths


MONTHS_2014: dict[Any, tuple[float, ...]] = {
    1: (1,),
    3: (3,),
    4: (4,),
    None: (1, 3, 4),
}
CSI_2014: dict[Any, tuple[int, ...]] = {
    (39, 0): (39,),
    (40, 0): (40,),
    (36, 1): (36, 40),
    (35, 1): (35, 39),
    (40, 2): (40, 48),
    None: (0, 100),
}
SIDES_2014: dict[Any, tuple[bool, ...]] = {
    "true": (True,),
    "false": (False,),
    None: (True, False),
}


def seed_2014(months: float, csi: int, *signs: bool) -> bool:
    """The 2014 criteria as Table 1 of the seed paper has them: CSI is optional."""
    neuropathic_main, disproportionate, diffuse = signs
    return months > 3 and not neuropathic_main and disproportionate and diffuse


def nijs_2014(months: float, csi: int, *signs: bool) -> bool:
    """The 2014 criteria as Nijs has them: a high CSI is another way in."""
    neuropathic_main, disproportionate, diffuse = signs
    excluded = months <= 3 or neuropathic_main or not disproportionate
    return not excluded and (diffuse or csi >= 40)


@pytest.mark.parametrize(
    ("name", "by_the_paper"), [("cs2014_seed", seed_2014), ("cs2014_nijs", nijs_2014)]
)
def test_3_the_criteria_of_2014_are_exact_over_every_completion(
    name: str, by_the_paper: Callable[..., bool]
):
    signs = ("neuropathic_main", "disproportionate", "diffuse_nonsegmental")
    for months, csi, *sides in product(MONTHS_2014, CSI_2014, *[SIDES_2014] * 3):
        found = {n: side for n, side in zip(signs, sides, strict=True) if side}
        if months is not None:
            found |= {"duration_months": months, "duration_precision": "exact"}
        if csi is not None:
            found["csi"] = {"answered_sum": csi[0], "missing": csi[1]}
        every = product(
            MONTHS_2014[months], CSI_2014[csi], *(SIDES_2014[side] for side in sides)
        )
        met = {by_the_paper(*one) for one in every}
        code = (
            "INDETERMINATE" if len(met) > 1 else "MET" if met == {True} else "NOT_MET"
        )

        assert classify(found)[name]["outcome"] == code, found


def test_3_a_criterion_is_needed_exactly_when_a_completion_turns_on_it():
    for truths in product((True, False, None), repeat=7):
        needs = ladder("iasp_2021", truths).needs()
        found = {*needs["patient"], *needs["clinician"]}

        assert found == {
            CRITERIA[place]
            for place, truth in enumerate(truths)
            if truth is None and turns_on(truths, place)
        }, truths


def turns_on(truths: tuple[bool | None, ...], place: int) -> bool:
    return any(
        kosek((*one[:place], True, *one[place + 1 :]))
        != kosek((*one[:place], False, *one[place + 1 :]))
        for one in completions(truths)
    )


@pytest.mark.parametrize(
    ("truths", "code"),
    [
        ((True,) * 7, "PROBABLE"),
        ((True,) * 5 + (True, False), "POSSIBLE"),
        ((True,) * 5 + (None, True), "POSSIBLE"),
        ((True,) * 4 + (None, True, True), "INDETERMINATE"),
        ((None, True, True, True, False, None, None), "RULED_OUT"),
    ],
)
def test_the_grade_follows_the_table(truths: tuple[bool | None, ...], code: str):
    assert ladder("iasp_2021", truths).outcome() == code


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


@given(st.lists(st.sampled_from(["hx_touch", "com_sleep", "com_fatigue"]), unique=True))
def test_13_the_order_of_answers_does_not_matter(names: list[str]):
    forward, backward = Record(), Record()
    for name in names:
        forward = forward.hear(name, "true")
    for name in reversed(names):
        backward = backward.hear(name, "true")

    assert forward == backward
    assert forward.findings() == backward.findings()


REGIONS_SAID = ["knee", "knee:left", "hand:both", "neck"]
ANSWERS = st.one_of(
    st.tuples(st.sampled_from(HX + COM), st.sampled_from(["true", "false"])),
    st.tuples(
        st.just("pain_regions"),
        st.lists(
            st.sampled_from(["knee", "knee:left", "hand:both", "neck"]), min_size=1
        ),
    ),
    st.tuples(
        st.just("duration_months"),
        st.sampled_from([18, {"low": 12, "high": 24}, {"low": 17, "high": 19}]),
    ),
    st.tuples(st.just("red_flags.RF_CES"), st.sampled_from(["true", "false"])),
)


@given(st.lists(ANSWERS, max_size=8), st.randoms())
def test_13_any_order_gives_the_same_findings(answers: list[Any], random: Any):
    shuffled = random.sample(answers, len(answers))

    assert heard(answers).findings() == heard(shuffled).findings()


@given(st.lists(ANSWERS, min_size=1, max_size=8))
def test_13_the_same_answer_again_changes_nothing(answers: list[Any]):
    once = heard(answers)
    held = [a for a in answers if once.get(a[0]).status is Status.ANSWERED]

    assert heard([*answers, *held]).findings() == once.findings()


@given(st.sampled_from(HX + COM), st.permutations(["true", "false"]))
def test_13_a_correction_equals_the_right_answer_at_once(name: str, values: list[str]):
    wrong, right = values
    corrected = Record().hear(name, wrong).hear(name, right, correction=True)

    assert corrected.findings() == Record().hear(name, right).findings()
    assert [past.value for past in corrected.get(name).history] == [wrong]


def heard(answers: list[Any]) -> Record:
    record = Record()
    for name, value in answers:
        record = record.hear(name, value)
    return record


@given(st.lists(ANSWERS, max_size=8), st.sampled_from(["es", "en"]))
def test_14_the_language_of_the_words_never_reaches_the_grade(
    answers: list[Any], lang: str
):

    record = Record()
    for turn, (name, value) in enumerate(answers):
        words = Evidence(
            turn=turn, start=0, end=2, words="sí", lang=lang, extractor="test"
        )
        record = record.hear(name, value, evidence=words)

    assert record.findings() == heard(answers).findings()


@pytest.mark.parametrize("status", ["dont_know", "declined", "not_assessed"])
@given(found=graded_findings(), name=st.sampled_from(GRADED))
def test_15_a_question_left_open_is_unknown_in_every_rule(
    status: str, found: dict[str, Any], name: str
):
    record = Record()
    for other, value in found.items():
        if other != name:
            record = record.hear(other, value, source=Source.CLINICIAN)
    without = {n: v for n, v in found.items() if n != name}

    marked = record.mark(name, Status(status))

    assert marked.get(name).status == status
    assert classify(marked.findings()) == classify(without)


@given(graded_findings(), st.sampled_from(GRADED))
def test_15_a_conflict_is_unknown_in_every_rule(found: dict[str, Any], name: str):
    without = {n: v for n, v in found.items() if n != name}
    outcomes = classify({**found, "conflicts": [name]})

    assert outcomes.pop("conflicts") == [name]
    assert outcomes.items() <= classify(without).items()


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
