"""How well messages are understood: `python -m bot.nlu.evaluation` prints it."""

import hashlib
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.nlu import intent_evaluation, warning_evaluation
from bot.nlu.lexicon import LANGS
from bot.nlu.polarity import Stance
from bot.nlu.reading import read
from bot.nlu.scores import Fact, Score, decision, facts, gold_facts, laterality
from bot.nlu.understand import Understanding, understand

FOLDER = Path(__file__).parents[2] / "tests" / "nlu"
SETS, FROZEN = FOLDER / "sets", FOLDER / "frozen"
TODAY = date(2026, 11, 22)
_FINDINGS = ("comorbidity", "conditions", "descriptors", "hypersensitivity")
_HEAD = f"{'':34}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>7}"
_FATES = ("alarmed", "asked about", "silent")
Case = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """A message as it was understood, what it states, and how long it took."""

    case: Case
    heard: Understanding
    gold: frozenset[Fact]
    found: frozenset[Fact]
    milliseconds: float


@dataclass
class Tables:
    """Scores by group of findings, and by finding and polarity."""

    groups: dict[str, Score] = field(default_factory=dict)
    findings: dict[str, Score] = field(default_factory=dict)

    def add(self, judged: Judged) -> None:
        """Count one message."""
        for group in {fact[0] for fact in judged.gold | judged.found}:
            self._count(self.groups, group, judged, lambda f, g=group: f[0] == g)
        named = {fact for fact in judged.gold | judged.found if fact[0] in _FINDINGS}
        for fact in named:
            key = f"{fact[1]} {fact[2]}"
            self._count(self.findings, key, judged, lambda f, g=fact: f == g)
            polarity = f"all findings {fact[2]}"
            one = (frozenset({fact} & judged.gold), frozenset({fact} & judged.found))
            self.findings.setdefault(polarity, Score()).count("", *one)

    @staticmethod
    def _count(
        table: dict[str, Score], key: str, judged: Judged, is_meant: Any
    ) -> None:
        sides = (frozenset(filter(is_meant, s)) for s in (judged.gold, judged.found))
        table.setdefault(key, Score()).count(judged.case["id"], *sides)


def read_set(path: Path) -> list[dict[str, Any]]:
    """Read a gold set: one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def judge(case: Case) -> Judged:
    """Understand one message of a gold set."""
    start = time.perf_counter()
    heard = understand(case["text"], asked=case.get("asked"), today=TODAY)
    passed = (time.perf_counter() - start) * 1000
    gold, found = frozenset(gold_facts(case)), frozenset(facts(heard, case))
    return Judged(case, heard, gold, found, passed)


def evaluate(cases: Iterable[Case]) -> tuple[dict[str, Score], list[float]]:
    """Score messages per group of findings; also return the milliseconds of each."""
    tables, judged = Tables(), [judge(case) for case in cases]
    for one in judged:
        tables.add(one)
    return tables.groups, [one.milliseconds for one in judged]


def report(path: Path, *, mistakes: bool) -> Iterator[str]:
    """Yield the lines of the tables of one set, its mistakes last if they are asked."""
    judged = [judge(case) for case in read_set(path)]
    tables = Tables()
    for one in judged:
        tables.add(one)
    yield f"{path.parent.name}/{path.stem}: {len(judged)} messages"
    yield _HEAD
    yield from _rows(tables.groups)
    yield from _rows(tables.findings)
    yield f"regions F1: {tables.groups.get('regions', Score()).f1:.3f}"
    yield from _summary(judged)
    if mistakes:
        yield from (line for score in tables.groups.values() for line in score.mistakes)


def _rows(table: Mapping[str, Score]) -> Iterator[str]:
    for name, score in sorted(table.items()):
        counts = f"{score.right:7}{score.wrong:7}{score.missed:7}"
        yield f"{name:34}{score.precision:10.3f}{score.recall:8.3f}{counts}"


def _summary(judged: Sequence[Judged]) -> Iterator[str]:
    sides: Counter[str] = Counter()
    for one in judged:
        laterality(sides, set(one.case.get("regions", ())), _places(one))
    yield f"laterality: {sides['right']} of {sides.total()} places on the right side"
    yield _three_months(judged)
    yield _false_durations(judged)
    yield from _alarms(judged)
    yield from _owners(judged)
    times = [one.milliseconds for one in judged]
    yield f"milliseconds: median {statistics.median(times):.2f}, worst {max(times):.2f}"


def _places(one: Judged) -> set[str]:
    return {
        name for group, name, value in one.found if group == "regions" and not value
    }


def _three_months(judged: Iterable[Judged]) -> str:
    told = Counter(
        decision(one.heard, one.case["duration"])
        for one in judged
        if "duration" in one.case
    )
    told_text = ", ".join(f"{told[key]} {key}" for key in ("right", "wrong", "unknown"))
    return f"over three months or not: {told_text}"


def _false_durations(judged: Sequence[Judged]) -> str:
    none = [one for one in judged if "duration" not in one.case]
    false = sum(any(fact[0] == "duration" for fact in one.found) for one in none)
    return f"durations heard where none is stated: {false} of {len(none)} messages"


def _alarms(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield how many messages raised warning signs, were asked about, or passed."""
    for name, is_flagged in (("benign", False), ("red-flag", True)):
        some = [one for one in judged if bool(one.case.get("red_flags")) is is_flagged]
        fates = Counter(_fate(one) for one in some)
        told = ", ".join(f"{fates[fate]} {fate}" for fate in _FATES)
        yield f"{name} messages: {told} of {len(some)}"


def _fate(one: Judged) -> str:
    if any(fact[0] == "red flags" for fact in one.found):
        return "alarmed"
    return "asked about" if one.heard.doubts else "silent"


def _owners(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield how often somebody else's findings went to the patient, or the reverse."""
    told = [one for one in judged if _names_others(one.case["text"])]
    taken = sum(bool(_states(one.found) - _states(one.gold)) for one in told)
    yield f"messages on others with a finding too many: {taken} of {len(told)}"
    given = sum(
        (mention.name, mention.value) in {fact[1:] for fact in one.gold}
        for one in told
        for mention in one.heard.findings
        if mention.whose == "other"
    )
    yield f"the patient's own findings given to others: {given}"


def _states(some: Iterable[Fact]) -> set[Fact]:
    return {fact for fact in some if fact[0] not in {"language", "act"}}


def _names_others(text: str) -> bool:
    message = read(text)
    stance = Stance(message)
    return any(
        stance.owner(place + 1) == "other" for place in range(len(message.words))
    )


def frozen_is_intact() -> bool:
    """Tell whether the frozen set is the one whose hashes were committed."""
    lines = (FROZEN / "SHA256SUMS").read_text("utf-8").splitlines()
    return all(
        hashlib.sha256((FROZEN / name).read_bytes()).hexdigest() == digest
        for digest, name in (line.split() for line in lines)
    )


def main() -> None:
    """Print the tables of every gold set, and of the intents of each language.

    The mistakes on the frozen set are not printed: nobody tunes on them.
    """
    understand("", today=TODAY)
    for path in sorted(SETS.glob("*.jsonl")):
        _print(report(path, mistakes=True))
    intact = "its hashes agree" if frozen_is_intact() else "IT HAS BEEN CHANGED"
    _print([f"The frozen set ({intact}):"])
    for path in sorted(FROZEN.glob("*.jsonl")):
        _print(report(path, mistakes=False))
    for lang in LANGS:
        _print(warning_evaluation.report(lang, TODAY))
        _print(intent_evaluation.report(lang, TODAY))


def _print(lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main()
