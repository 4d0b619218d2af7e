"""The smallest sets of findings that could change an outcome, against brute force."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
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


def result(name: str, found: dict[str, Any]) -> str:
    outcome = classify(found)[name]
    return outcome.get("grade") or outcome["outcome"]


def changing_sets(
    name: str, found: dict[str, Any], unknown: list[str]
) -> Iterator[set[str]]:
    now = result(name, found)
    sizes = range(1, len(unknown) + 1)
    for names in chain.from_iterable(combinations(unknown, size) for size in sizes):
        for values in product(*(CHOICES[one] for one in names)):
            more = {**found, **dict(zip(names, values, strict=True))}
            if is_consistent(more) and result(name, more) != now:
                yield set(names)
                break


def smallest_by_force(
    name: str, found: dict[str, Any], unknown: list[str]
) -> set[frozenset[str]]:
    sets = list(changing_sets(name, found, unknown))
    return {frozenset(one) for one in sets if not any(other < one for other in sets)}


@pytest.mark.parametrize("name", READ_BY)
@settings(max_examples=1_000 if IS_SLOW else 40, deadline=None)
@given(data=st.data())
def test_the_need_sets_are_those_that_brute_force_finds(name: str, data: st.DataObject):
    read = READ_BY[name]
    unknown = data.draw(st.lists(st.sampled_from(read), unique=True, max_size=5))
    known = {
        one: data.draw(st.sampled_from(CHOICES[one]))
        for one in read
        if one not in unknown
    }
    found = {"body_system": "musculoskeletal", **SILENCED, **known}
    if not is_consistent(found):
        return

    need_sets = classify(found)[name]["need_sets"]

    listed = {frozenset(one) for sets in need_sets.values() for one in sets}
    assert listed == smallest_by_force(name, found, unknown)


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
