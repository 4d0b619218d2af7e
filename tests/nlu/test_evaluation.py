"""The evaluation counts what it says it counts, and knows its frozen set."""

import pytest

from bot.nlu.evaluation import SETS, frozen_is_intact, judge, report
from bot.nlu.scores import Score, decision, is_chronic

CHRONIC = (
    ({"low": 36, "high": None}, "yes"),
    ({"low": 3, "high": 6}, "unknown"),
    ({"low": 3, "high": None, "low_open": True}, "yes"),
    ({"low": 0, "high": 3}, "no"),
    ({"low": 2.5, "high": 3.5}, "unknown"),
)


@pytest.mark.parametrize(("interval", "said"), CHRONIC)
def test_three_months_are_decided_only_where_the_whole_interval_agrees(
    interval: dict, said: str
):
    assert is_chronic(**interval) == said


def test_a_score_counts_what_is_right_wrong_and_missed():
    score = Score()
    score.count("1", frozenset({"a", "b"}), frozenset({"b", "c"}))

    assert (score.right, score.wrong, score.missed) == (1, 1, 1)
    assert score.precision == score.recall == score.f1 == 0.5


def test_a_message_is_judged_by_its_three_month_decision():
    case = {"id": "1", "text": "me duele hace dos años", "lang": "es"}
    judged = judge(case | {"duration": [24, 24]})

    assert decision(judged.heard, [24, 24]) == "right"
    assert decision(judged.heard, [1, 1]) == "wrong"
    assert ("duration", "months", "[24, 24]") in judged.found & judged.gold


def test_the_frozen_set_is_the_one_whose_hashes_were_committed():
    assert frozen_is_intact()


def test_a_report_tells_its_figures_and_keeps_mistakes_back_unless_asked():
    open_lines = list(report(SETS / "practice_es.jsonl", mistakes=True))
    kept = list(report(SETS / "practice_es.jsonl", mistakes=False))

    assert any(line.startswith("over three months or not") for line in kept)
    assert any("pes-" in line for line in open_lines)
    assert not any("pes-" in line for line in kept)
