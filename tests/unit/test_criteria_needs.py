"""What findings could still change an outcome, against brute force over them all."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from criteria import classify
from tests.unit.criteria_strategies import COM, EXAM, HX, IS_SLOW, is_consistent

pytestmark = [pytest.mark.slow] if IS_SLOW else []
CHOICES: dict[str, tuple[Any, ...]] = {
    "duration_months": (1, 18),
    "distribution": ("discrete", "regional"),
    "nociceptive_entirely": ("true", "false"),
    "neuropathic_entirely": ("true", "false"),
    "exam_heat": ("true", "false"),
    "exam_cold": ("true", "false"),
    "hx_touch": ("true", "false"),
    "hx_cold": ("true", "false"),
    "com_sleep": ("true", "false"),
    "neuropathic_main": ("true", "false"),
    "disproportionate": ("true", "false"),
    "diffuse_nonsegmental": ("true", "false"),
    "csi": ({"answered_sum": 20, "missing": 0}, {"answered_sum": 50, "missing": 0}),
    "wpi_areas": (
        [],
        ["neck", "shoulder_l", "shoulder_r", "hip_l"],
        ["neck", "shoulder_l", "shoulder_r", "hip_l", "hip_r", "chest", "jaw_l"],
    ),
}
SILENCED = dict.fromkeys(
    (
        "exam_static_mech",
        "exam_dynamic_mech",
        "exam_aftersensation",
        "hx_pressure",
        "hx_movement",
        "hx_heat",
        "com_sound",
        "com_light",
        "com_odour",
        "com_fatigue",
        "com_cognition",
    ),
    "false",
) | {"sss": {"fatigue": 3, "unrefreshed": 3, "cognition": 3}}
READ_BY = {
    "iasp_2021": list(CHOICES)[:9],
    "figure_1": list(CHOICES)[:9],
    "cs2014_seed": ["duration_months", *list(CHOICES)[9:12]],
    "cs2014_nijs": ["duration_months", *list(CHOICES)[9:13]],
    "fm2016": ["duration_months", "wpi_areas"],
}
OPEN_AS = {
    "cs2014_seed": "INDETERMINATE",
    "cs2014_nijs": "INDETERMINATE",
    "fm2016": "INDETERMINATE",
    "screen": "incomplete",
}
SCREENED = ["duration_months", "distribution", "hx_touch", "hx_cold", "com_sleep"]

State = frozenset[tuple[str, int]]
"""What is known: the place of each finding's value among its choices."""


@cache
def result(name: str, state: State) -> str:
    outcome = classify(findings(state))[name]
    if isinstance(outcome, str):
        return outcome
    return outcome.get("grade") or outcome["outcome"]


def findings(state: State) -> dict[str, Any]:
    known = {finding: CHOICES[finding][place] for finding, place in state}
    return {"body_system": "musculoskeletal", **SILENCED, **known}


def every_answer(names: Iterable[str]) -> Iterator[State]:
    """Yield every way to answer some findings."""
    yield from map(
        frozenset,
        product(*([(one, at) for at in range(len(CHOICES[one]))] for one in names)),
    )


def changing_sets(name: str, state: State, unknown: list[str]) -> Iterator[set[str]]:
    now = result(name, state)
    sizes = range(1, len(unknown) + 1)
    for names in chain.from_iterable(combinations(unknown, size) for size in sizes):
        ways = (state | more for more in every_answer(names))
        if any(result(name, way) != now for way in ways if can_be(way)):
            yield set(names)


def can_be(state: State) -> bool:
    return is_consistent(findings(state))


def smallest_by_force(
    name: str, state: State, unknown: list[str]
) -> set[frozenset[str]]:
    sets = list(changing_sets(name, state, unknown))
    return {frozenset(one) for one in sets if not any(other < one for other in sets)}


@st.composite
def halves(draw: st.DrawFn, read: list[str]) -> tuple[State, list[str]]:
    """Draw what is known of the findings that a rule set reads, and what is not."""
    unknown = draw(st.lists(st.sampled_from(read), unique=True, max_size=5))
    places = {
        one: draw(st.integers(0, len(CHOICES[one]) - 1))
        for one in read
        if one not in unknown
    }
    state = frozenset(places.items())
    assume(can_be(state))
    return state, unknown


@pytest.mark.parametrize("name", READ_BY)
@settings(max_examples=10_000 if IS_SLOW else 40, deadline=None)
@given(data=st.data())
def test_the_need_sets_are_those_that_brute_force_finds(name: str, data: st.DataObject):
    state, unknown = data.draw(halves(READ_BY[name]))

    need_sets = classify(findings(state))[name]["need_sets"]

    listed = {frozenset(one) for sets in need_sets.values() for one in sets}
    assert listed == smallest_by_force(name, state, unknown)


ORDER = {
    "iasp_2021": ("RULED_OUT", "POSSIBLE", "PROBABLE"),
    "figure_1": ("descartado", "probablemente_nociplastico", "nociplastico"),
}


@pytest.mark.parametrize("name", [*READ_BY, "screen"])
@given(data=st.data())
def test_3_an_outcome_spans_what_every_completion_of_its_findings_gives(
    name: str, data: st.DataObject
):
    state, unknown = data.draw(halves(READ_BY.get(name, SCREENED)))
    ends = {
        result(name, state | more)
        for more in every_answer(unknown)
        if can_be(state | more)
    }

    outcome = classify(findings(state))[name]

    if name in ORDER:
        places = [ORDER[name].index(end) for end in ends]
        floor, ceiling = ORDER[name][min(places)], ORDER[name][max(places)]
        assert (outcome["floor"], outcome["ceiling"]) == (floor, ceiling)
    else:
        code = ends.pop() if len(ends) == 1 else OPEN_AS[name]
        assert result(name, state) == code


OPEN = {
    "body_system": "musculoskeletal",
    "duration_months": 18,
    "duration_precision": "exact",
    "distribution": "regional",
    "nociceptive_entirely": "false",
    "neuropathic_entirely": "false",
}


def test_smaller_sets_come_first_and_all_in_the_order_of_the_vocabulary():
    sets = classify({**OPEN, "exam_heat": "true"})["figure_1"]["need_sets"]

    pairs = [[history, comorbidity] for history in HX for comorbidity in COM]
    assert sets == {"patient": [*pairs, [*HX], [*COM]], "clinician": []}


def test_a_reached_grade_that_stands_is_changed_only_upwards():
    found = {**OPEN, "exam_heat": "true", "exam_cold": "unknown"}
    sets = classify(found)["iasp_2021"]["need_sets"]

    pairs = [[history, comorbidity] for history in HX for comorbidity in COM]
    assert sets == {"patient": pairs, "clinician": []}


def test_an_open_grade_is_settled_by_a_sign_or_by_the_lack_of_all():
    short = {**OPEN, "hx_touch": "true", "com_sleep": "true"}
    sets = classify(short)["iasp_2021"]["need_sets"]

    assert sets == {"patient": [], "clinician": [[sign] for sign in EXAM]}


def test_a_set_goes_to_the_clinician_when_one_finding_is_theirs_alone():
    needs = classify({"distribution": "regional"})["iasp_2021"]["need_sets"]

    assert ["duration_months"] in needs["patient"]
    assert ["nociceptive_entirely"] in needs["clinician"]
