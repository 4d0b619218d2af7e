"""Answers that are remembered are those that would be worked out again."""

from datetime import date
from typing import Any

from hypothesis import given

from criteria import classify
from criteria.catalogue import catalogue, editions
from criteria.facts import facts
from criteria.grading import grade, look, meet, shown
from criteria.judging import judges
from criteria.reading import parse
from criteria.rule_sets import GradedEdition
from tests.unit.criteria_strategies import any_findings

GRADED = {n: e for n, e in editions().items() if isinstance(e, GradedEdition)}


@given(any_findings())
def test_a_remembered_answer_is_the_one_worked_out_from_all_that_is_known(
    found: dict[str, Any],
):
    values = facts(parse(found), catalogue().integrity).values
    outcomes = classify(found)

    for name, edition in GRADED.items():
        give = grade if catalogue().rule_sets[name].kind == "grades" else meet
        view = look(edition, values)
        assert outcomes[name] == give(edition, view) | shown(edition, view), name


def test_an_outcome_may_be_changed_without_changing_the_next():
    first = classify({})
    first["iasp_2021"]["need_sets"]["patient"].clear()
    first["iasp_2021"]["criteria"]["2_history"] = "true"
    first["fm2016"]["wpi"][0] = 19
    first["iasp_2021"]["need_sets"]["clinician"][0].append("hx_touch")

    second = classify({})

    assert second["iasp_2021"]["need_sets"]["patient"]
    assert second["iasp_2021"]["criteria"]["2_history"] == "unknown"
    assert second["fm2016"]["wpi"] == [0, 19]
    assert "hx_touch" not in second["iasp_2021"]["need_sets"]["clinician"][0]


def test_days_with_the_same_rules_share_their_judges():
    assert judges(date(2026, 1, 1)) is judges(date(2026, 1, 2)) is judges(None)
    assert judges(date(2010, 1, 1)) is not judges(None)
