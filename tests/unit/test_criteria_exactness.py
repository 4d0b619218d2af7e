"""Property 3: floor and ceiling are the lowest and highest over every completion."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from criteria import classify
from criteria.answers import DECIDED, unknown
from criteria.asking import View
from criteria.catalogue import editions
from criteria.grading import Ladder
from criteria.rule_sets import GradedEdition
from tests.unit.criteria_strategies import CRITERIA, IS_SLOW

pytestmark = [pytest.mark.slow] if IS_SLOW else []


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
