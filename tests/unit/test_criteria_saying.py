"""Properties 13 to 15: how something was said never matters, only what."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import classify
from criteria.record import Evidence, Record, Source, Status
from tests.unit.criteria_strategies import COM, GRADED, HX, IS_SLOW, graded_findings

pytestmark = [pytest.mark.slow] if IS_SLOW else []


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
