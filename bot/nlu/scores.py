"""Counting what was understood rightly, wrongly and not at all."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.nlu.mentions import Mention
from bot.nlu.requests import REQUESTS
from bot.nlu.understand import Understanding

_TOLERANCE = 0.35
_SHARE = 0.05
_CHRONIC = 3.0
Fact = tuple[str, str, str]
"""The group, name and value of what a message states."""


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

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def count(self, case_id: str, gold: frozenset[Any], found: frozenset[Any]) -> None:
        """Add one message."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)
        self.mistakes += [f"{case_id}: wrong {fact}" for fact in sorted(found - gold)]
        self.mistakes += [f"{case_id}: missed {fact}" for fact in sorted(gold - found)]


def gold_facts(case: Mapping[str, Any]) -> Iterator[Fact]:
    """Yield (group, name, value) for everything the gold line states."""
    for name, value in case.get("findings", {}).items():
        yield group_of(name), name, value
    yield from (("regions", region, "") for region in case.get("regions", ()))
    yield from (("regions", r, "denied") for r in case.get("denied_regions", ()))
    yield from (("red flags", code, "") for code in case.get("red_flags", ()))
    yield "language", "lang", str(case["lang"])
    if "duration" in case:
        yield "duration", "months", str(case["duration"])
    if "act" in case:
        yield "act", "act", case["act"]


def facts(heard: Understanding, case: Mapping[str, Any]) -> Iterator[Fact]:
    """Yield (group, name, value) for what was understood of the patient's own.

    Requests such as ask_why are no part of the gold and are left out.
    """
    yield "language", "lang", str(heard.lang)
    if heard.act and heard.act not in REQUESTS:
        yield "act", "act", heard.act
    for one in heard.findings:
        if one.whose == "patient" and not (one.name == "red_flags" and one.negated):
            yield _fact(one, case)


def _fact(one: Mention, case: Mapping[str, Any]) -> Fact:
    if one.name == "duration_months":
        return "duration", "months", _duration(one.value, case.get("duration"))
    if one.name == "pain_regions":
        return "regions", one.value, "denied" if one.negated else ""
    if one.name == "red_flags":
        return "red flags", one.value, ""
    return group_of(one.name), one.name, one.value


def _duration(value: Mapping[str, Any], gold: list[float | None] | None) -> str:
    """Return the gold interval as text where the interval found agrees with it."""
    low, high = value["low"], value["high"]
    if gold and _near(low, gold[0]) and _near(high, gold[1]):
        return str(gold)
    return str([low, high])


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(_TOLERANCE, _SHARE * other)


def is_chronic(low: float, high: float | None, *, low_open: bool = False) -> str:
    """Return "yes", "no" or "unknown": whether an interval is over three months."""
    if low > _CHRONIC or (low == _CHRONIC and low_open):
        return "yes"
    return "no" if high is not None and high <= _CHRONIC else "unknown"


def decision(heard: Understanding, gold: list[float | None]) -> str:
    """Return "right", "wrong" or "unknown": the three-month decision of a message."""
    said = [one.value for one in heard.findings if one.name == "duration_months"]
    if not said:
        return "unknown"
    opened = bool(said[0].get("low_open"))
    told = is_chronic(said[0]["low"], said[0]["high"], low_open=opened)
    meant = is_chronic(gold[0] or 0.0, gold[1], low_open=gold[1] is None)
    if told == "unknown" and meant != "unknown":
        return "unknown"
    return "right" if told == meant else "wrong"


def laterality(pairs: Counter[str], gold: set[str], found: set[str]) -> None:
    """Count, of the places that both name, those whose side agrees."""
    bases = {place.partition(":")[0] for place in gold}
    for base in bases & {place.partition(":")[0] for place in found}:
        mine, theirs = _of(base, gold), _of(base, found)
        pairs["right" if mine == theirs else "wrong"] += 1


def _of(base: str, places: set[str]) -> set[str]:
    return {place for place in places if place.partition(":")[0] == base}


def group_of(name: str) -> str:
    """Return the group of a finding by its name: "hx_touch" → "hypersensitivity"."""
    prefix = name.partition(".")[0].partition("_")[0]
    return {
        "hx": "hypersensitivity",
        "com": "comorbidity",
        "dn4i": "descriptors",
        "conditions": "conditions",
        "distribution": "distribution",
    }[prefix]
