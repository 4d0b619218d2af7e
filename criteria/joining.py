"""When two answers to the same question agree, and what they say together."""

from collections.abc import Callable
from typing import Any

from pydantic import JsonValue

from criteria.findings import Kind, fact
from criteria.regions import merged
from criteria.values import MonthRange

Join = Callable[[Any, Any], JsonValue]


def join(name: str, old: JsonValue, new: JsonValue) -> JsonValue:
    """Return the value on which two answers agree, None when they contradict.

    >>> join("pain_regions", ["knee"], ["hip:left"])
    ['hip:left', 'knee']
    >>> join("distribution", "regional", "discrete") is None
    True
    """
    if old == new:
        return old
    joiner = _joiner(name)
    return None if joiner is None else joiner(old, new)


def _joiner(name: str) -> Join | None:
    if name == "pain_regions":
        return _regions
    if name.startswith("red_flags."):
        return _raised
    kinds: dict[Kind, Join] = {Kind.WORDS: _words, Kind.DURATION: _durations}
    return kinds.get(fact(name).kind)


def _regions(old: list[str], new: list[str]) -> JsonValue:
    return list(merged([*old, *new]))


def _words(old: list[JsonValue], new: list[JsonValue]) -> JsonValue:
    return [*old, *(words for words in new if words not in old)]


def _raised(old: str, new: str) -> JsonValue:
    """Keep a red flag up: of a yes and a no, the yes counts."""
    return "true"


def _durations(old: JsonValue, new: JsonValue) -> JsonValue:
    """Keep the narrower of two durations when one lies inside the other."""
    one, other = _bounds(old), _bounds(new)
    if _inside(one, other):
        return old
    return new if _inside(other, one) else None


def _bounds(value: JsonValue) -> MonthRange:
    if isinstance(value, dict):
        return MonthRange.model_validate(value)
    return MonthRange.model_validate({"low": value, "high": value})


def _inside(one: MonthRange, other: MonthRange) -> bool:
    return _low(one) >= _low(other) and _high(one) <= _high(other)


def _low(bounds: MonthRange) -> tuple[float, bool]:
    return bounds.low, bounds.low_open


def _high(bounds: MonthRange) -> tuple[float, bool]:
    high = float("inf") if bounds.high is None else bounds.high
    return high, not bounds.high_open
