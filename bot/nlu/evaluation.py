"""How well messages are understood: `python -m bot.nlu.evaluation` prints it."""

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.nlu import intent_evaluation
from bot.nlu.lexicon import LANGS
from bot.nlu.mentions import Mention
from bot.nlu.requests import REQUESTS
from bot.nlu.understand import Understanding, understand

SETS = Path(__file__).parents[2] / "tests" / "nlu" / "sets"
TODAY = date(2026, 11, 22)
_TOLERANCE = 0.35
Facts = frozenset[tuple[str, str]]


@dataclass
class Score:
    """Counts of what was found rightly, wrongly and not at all, with examples."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 where there is nothing."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    def count(self, case_id: str, gold: Facts, found: Facts) -> None:
        """Add one message."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)
        self.mistakes += [f"{case_id}: wrong {fact}" for fact in sorted(found - gold)]
        self.mistakes += [f"{case_id}: missed {fact}" for fact in sorted(gold - found)]


def read_set(path: Path) -> list[dict[str, Any]]:
    """Read a gold set: one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def evaluate(
    cases: Iterable[Mapping[str, Any]],
) -> tuple[dict[str, Score], list[float]]:
    """Score messages per group of findings; also return the milliseconds of each."""
    scores: dict[str, Score] = {}
    times: list[float] = []
    for case in cases:
        start = time.perf_counter()
        heard = understand(case["text"], asked=case.get("asked"), today=TODAY)
        times.append((time.perf_counter() - start) * 1000)
        gold, found = set(gold_facts(case)), set(facts(heard, case))
        for group in {fact[0] for fact in gold | found}:
            mine = (
                frozenset(f[1:] for f in some if f[0] == group)
                for some in (gold, found)
            )
            scores.setdefault(group, Score()).count(case["id"], *mine)
    return scores, times


def gold_facts(case: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (group, name, value) for everything the gold line states."""
    for name, value in case.get("findings", {}).items():
        yield _group(name), name, value
    yield from (("regions", region, "") for region in case.get("regions", ()))
    yield from (("regions", r, "denied") for r in case.get("denied_regions", ()))
    yield from (("red flags", code, "") for code in case.get("red_flags", ()))
    yield "language", "lang", str(case["lang"])
    if "duration" in case:
        yield "duration", "months", str(case["duration"])
    if "act" in case:
        yield "act", "act", case["act"]


def facts(
    heard: Understanding, case: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Yield (group, name, value) for what was understood of the patient's own."""
    yield "language", "lang", str(heard.lang)
    if heard.act and heard.act not in REQUESTS:
        yield "act", "act", heard.act
    for one in heard.findings:
        if one.whose == "patient" and not (one.name == "red_flags" and one.negated):
            yield _fact(one, case)


def _fact(one: Mention, case: Mapping[str, Any]) -> tuple[str, str, str]:
    if one.name == "duration_months":
        return "duration", "months", _duration(one.value, case.get("duration"))
    if one.name == "pain_regions":
        return "regions", one.value, "denied" if one.negated else ""
    if one.name == "red_flags":
        return "red flags", one.value, ""
    return _group(one.name), one.name, one.value


def _duration(value: Mapping[str, Any], gold: list[float | None] | None) -> str:
    """Return the gold interval as text where the interval found agrees with it."""
    low, high = value["low"], value["high"]
    if gold and _near(low, gold[0]) and _near(high, gold[1]):
        return str(gold)
    return str([low, high])


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(_TOLERANCE, 0.05 * other)


def _group(name: str) -> str:
    prefix = name.partition(".")[0].partition("_")[0]
    return {
        "hx": "hypersensitivity",
        "com": "comorbidity",
        "dn4i": "descriptors",
        "conditions": "conditions",
        "distribution": "distribution",
    }[prefix]


def report(path: Path) -> Iterator[str]:
    """Yield the lines of a table for one set, mistakes last."""
    cases = read_set(path)
    scores, times = evaluate(cases)
    yield f"{path.stem}: {len(cases)} messages"
    yield f"{'':18}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>7}"
    for group, score in sorted(scores.items()):
        counts = f"{score.right:7}{score.wrong:7}{score.missed:7}"
        yield f"{group:18}{score.precision:10.3f}{score.recall:8.3f}{counts}"
    yield f"milliseconds: median {statistics.median(times):.2f}, worst {max(times):.2f}"
    yield from _false_alarms(cases)
    yield from (line for score in scores.values() for line in score.mistakes)


def _false_alarms(cases: list[dict[str, Any]]) -> Iterator[str]:
    benign = [case for case in cases if not case.get("red_flags")]
    alarmed = Counter(
        case["id"]
        for case in benign
        for group, *_ in facts(understand(case["text"], today=TODAY), case)
        if group == "red flags"
    )
    yield f"red-flag false alarms: {len(alarmed)} of {len(benign)} benign messages"


def main() -> None:
    """Print the table of every gold set, and of the intents of each language."""
    understand("", today=TODAY)
    for path in sorted(SETS.glob("*.jsonl")):
        sys.stdout.write("\n".join(report(path)) + "\n\n")
    for lang in LANGS:
        lines = intent_evaluation.report(lang, TODAY)
        sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main()
