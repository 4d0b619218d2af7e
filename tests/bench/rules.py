"""The cost of all rule sets over one record, beside the cost of checking the record."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from criteria.evaluator import evaluate
from criteria.findings import Findings
from criteria.reading import parse

LIMIT = 150.0
ROUNDS = 2000
RECORD: dict[str, Any] = {
    "body_system": "musculoskeletal",
    "duration_months": 18,
    "duration_precision": "exact",
    "distribution": "multifocal",
    "hx_touch": "true",
    "com_sleep": "true",
    "csi": {"answered_sum": 44, "missing": 0},
    "dn4i": {"burning": "true"},
    "wpi_areas": ["neck", "hip_l", "hip_r", "lower_back"],
    "sss": {"fatigue": 2, "unrefreshed": 1, "headache": "true"},
    "conditions": {"migraine": "true", "diabetes": "false"},
    "red_flags": {"RF_CES": "false", "RF_CHEST": "false"},
}
SIGNS = ("hx_heat", "hx_cold", "com_light", "com_fatigue", "exam_heat", "exam_cold")


def compare_rules(say: Callable[[str], None]) -> None:
    """Print the median cost of the rules on records met again and met anew.

    Args:
        say: Takes one line to print.
    """
    again, anew = [parse(RECORD)] * ROUNDS, [parse(one) for one in interview()]
    evaluate(again[0])
    checked = median_of(parse, [RECORD] * ROUNDS)
    known = median_of(evaluate, again)
    say(f"record checked    {checked:8.1f} µs")
    say(f"all rule sets     {known:8.1f} µs   (limit {LIMIT:.0f} µs)")
    say(f"  at first sight  {median_of(evaluate, anew):8.1f} µs")


def interview() -> list[Any]:
    """Return records that were never seen: every duration is another."""
    return [
        {**RECORD, "duration_months": 4 + number / 16, SIGNS[number % 6]: "true"}
        for number in range(ROUNDS // 4)
    ]


def median_of(work: Callable[[Any], Any], given: Sequence[Any | Findings]) -> float:
    """Return the median microseconds of work on each of the given."""
    taken = []
    for one in given:
        began = time.perf_counter()
        work(one)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e6
