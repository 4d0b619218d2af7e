"""What several answers come to: the truth, and the smallest sets that change it."""

from itertools import combinations, product

import pytest

from criteria.answers import NO, YES, Answer, every, opposite, some, unknown
from criteria.asking import View
from criteria.comparing import AtLeast, MoreThan, ScoreAtLeast, Stay
from criteria.logic import decided
from criteria.scores import SumOf
from criteria.ways import adding_up, either, smallest, together

HEAT, COLD = unknown("hx_heat"), unknown("hx_cold")
ALONE = {"hx_heat"}, {"hx_cold"}
BOTH = ({"hx_heat", "hx_cold"},)


def sets(*ways: set[str]) -> set[frozenset[str]]:
    return set(map(frozenset, ways))


@pytest.mark.parametrize("answers", [*product((YES, NO, HEAT, COLD), repeat=3)])
def test_the_truth_of_several_is_that_of_three_valued_logic(
    answers: tuple[Answer, ...],
):
    truths = [one.truth for one in answers]

    assert every(answers).truth is decided(truths, by=False)
    assert some(answers).truth is decided(truths, by=True)


@pytest.mark.parametrize("answer", [YES, NO, every((YES, NO)), some((NO, YES, HEAT))])
def test_what_is_decided_needs_nothing_and_cannot_be_changed(answer: Answer):
    reached, lost = (frozenset(),), ()

    expected = (reached, lost) if answer.truth else (lost, reached)
    assert (answer.up, answer.down) == expected


def test_all_are_made_true_together_and_false_by_any():
    answer = every((HEAT, YES, COLD))

    assert set(answer.up) == sets(*BOTH)
    assert set(answer.down) == sets(*ALONE)


def test_any_is_made_true_by_one_and_false_by_all_together():
    answer = some((HEAT, NO, COLD))

    assert set(answer.up) == sets(*ALONE)
    assert set(answer.down) == sets(*BOTH)


def test_the_contrary_is_made_true_by_what_made_it_false():
    answer = some((HEAT, COLD))
    contrary = opposite(answer)

    assert contrary.truth is None
    assert (contrary.up, contrary.down) == (answer.down, answer.up)
    assert opposite(contrary) is answer
    assert (opposite(YES), opposite(NO)) == (NO, YES)


def test_the_same_parts_come_to_the_same_answer():
    heat = unknown("hx_heat")

    assert every((heat, COLD)) is every((heat, COLD))
    assert some((NO, heat)) is every((YES, heat)) is heat


def test_of_two_sets_the_one_that_holds_the_other_is_dropped():
    ab, a, bc = frozenset("ab"), frozenset("a"), frozenset("bc")

    assert set(smallest([ab, bc])) == {ab, bc}
    assert set(smallest([ab, a, bc])) == {a, bc}
    assert smallest([ab, ab]) == (ab,)
    assert set(either([(ab,), (a, bc)])) == {a, bc}


def test_the_smallest_of_all_sets_are_the_single_ones():
    sizes = range(4, 0, -1)
    every_set = [frozenset(one) for size in sizes for one in combinations("abcd", size)]

    assert set(smallest(every_set)) == set(map(frozenset, "abcd"))


def test_one_set_of_each_is_joined_to_the_smallest():
    a, b, c = frozenset("a"), frozenset("b"), frozenset("c")

    assert set(together([(a, b), (b, c)])) == sets({"b"}, {"a", "c"})
    assert together([]) == (frozenset(),)


@pytest.mark.parametrize(
    ("at_least", "up", "down"),
    [
        (3, ["a", "bc"], ["ab", "ac"]),
        (5, ["ab", "ac"], ["a", "bc"]),
        (7, ["abc"], ["a", "b", "c"]),
        (1, ["a", "b", "c"], ["abc"]),
    ],
)
def test_a_score_is_moved_across_its_limit_by_the_smallest_sets(
    at_least: int, up: list[str], down: list[str]
):
    score = SumOf(sum_of={"a": 3, "b": 2, "c": 2, "said": 4})
    condition = ScoreAtLeast(score="sum", at_least=at_least + 4)
    known = {"said": 4}
    answer = condition.answer(View(known, {"sum": score}, {"sum": score.span(known)}))

    assert answer.truth is None
    assert set(answer.up) == set(map(frozenset, up))
    assert set(answer.down) == set(map(frozenset, down))


@pytest.mark.parametrize(
    ("span", "truth"), [((2, 4), True), ((0, 1), False), ((0, 2), None), ((1, 9), None)]
)
def test_a_score_reaches_a_limit_when_its_lowest_value_does(
    span: tuple[int, int], *, truth: bool | None
):
    score = SumOf(sum_of={"a": 2})
    condition = ScoreAtLeast(score="sum", at_least=2)

    assert condition.holds(View({}, {"sum": score}, {"sum": span})) is truth


@pytest.mark.parametrize(
    ("stay", "more", "at_least"),
    [
        (Stay(0, None), None, None),
        (Stay(3, None), None, True),
        (Stay(3, None, low_open=True), True, True),
        (Stay(4, None), True, True),
        (Stay(0, 3), False, None),
        (Stay(0, 3, high_open=True), False, False),
        (Stay(0, 2), False, False),
        (Stay(1, 5), None, None),
        (Stay(3, 3), False, True),
        (Stay(3.5, 3.5, exact=False), None, None),
        (Stay(3.6, 3.6, exact=False), True, True),
        (Stay(2.5, 2.5, exact=False), None, None),
        (Stay(2.4, 2.4, exact=False), False, False),
    ],
)
def test_a_stay_is_compared_by_its_bounds(
    stay: Stay, *, more: bool | None, at_least: bool | None
):
    view = View({"duration_months": stay})
    limit = {"finding": "duration_months", "unsure_within": 0.5}

    assert MoreThan(**limit, more_than=3).holds(view) is more
    assert AtLeast(**limit, at_least=3).holds(view) is at_least


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [
        (1, ["a", "b", "c"]),
        (2, ["a", "b", "c"]),
        (3, ["a", "bc"]),
        (4, ["ab", "ac", "bc"]),
        (5, ["ab", "ac"]),
        (7, ["abc"]),
        (8, []),
    ],
)
def test_parts_add_up_to_what_is_lacking(lacking: int, expected: list[str]):
    missing = (("a", 3), ("b", 2), ("c", 2))

    assert set(adding_up(missing, lacking)) == set(map(frozenset, expected))
