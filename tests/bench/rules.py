"""The cost of all rule sets over one record, beside the cost of checking the record."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from criteria.evaluator import evaluate
from criteria.findings import WPI_AREAS, Findings, Problem
from criteria.reading import parse
from criteria.values import CSI_ITEMS, Tri

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
QUESTIONS = [name for name, f in Problem.model_fields.items() if f.annotation is Tri]


def compare_rules(say: Callable[[str], None]) -> None:
    """Print the median cost of the rules on records met again and met anew.

    Args:
        say: Takes one line to print.
    """
    again, anew = [parse(RECORD)] * ROUNDS, [parse(one) for one in interview()]
    others = [parse(one) for one in strangers(random.Random(7))]  # noqa: S311
    evaluate(again[0])
    checked = median_of(parse, [RECORD] * ROUNDS)
    known, next_ones = median_of(evaluate, again), median_of(evaluate, anew)
    say(f"record checked    {checked:8.1f} µs")
    say(f"all rule sets     {known:8.1f} µs   (limit {LIMIT:.0f} µs, also below)")
    say(f"  an answer more  {next_ones:8.1f} µs   (at first sight)")
    say(f"  a stranger      {median_of(evaluate, others):8.1f} µs   (every answer new)")


def interview() -> list[Any]:
    """Return records that were never seen: every duration is another."""
    return [
        {**RECORD, "duration_months": 4 + number / 16, SIGNS[number % 6]: "true"}
        for number in range(ROUNDS // 4)
    ]


def strangers(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield records with nothing in common, answered at random."""
    for _ in range(ROUNDS // 4):
        said = {name: chance.choice([*Tri]) for name in QUESTIONS}
        yield {
            **RECORD,
            **said,
            "duration_months": chance.uniform(0, 60),
            "distribution": chance.choice(["discrete", "regional", "widespread"]),
            "wpi_areas": chance.sample(WPI_AREAS, chance.randint(0, len(WPI_AREAS))),
            "csi": {
                "items": [chance.choice([*range(5), None]) for _ in range(CSI_ITEMS)]
            },
            "sss": {
                "fatigue": chance.randint(0, 3),
                "unrefreshed": chance.randint(0, 3),
            },
        }


def median_of(work: Callable[[Any], Any], given: Sequence[Any | Findings]) -> float:
    """Return the median microseconds of work on each of the given."""
    taken = []
    for one in given:
        began = time.perf_counter()
        work(one)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e6


if __name__ == "__main__":
    compare_rules(lambda line: sys.stdout.write(line + "\n"))
