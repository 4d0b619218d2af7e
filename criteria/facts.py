"""The values that count: conflicts set aside, what follows from them added."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from criteria.asking import View
from criteria.comparing import Stay
from criteria.findings import Findings
from criteria.groundwork import Integrity
from criteria.values import MonthRange, Precision, Sss, Tri

_MAPS = frozenset({"dn4i", "conditions", "red_flags", "region_severity"})


@dataclass(frozen=True, slots=True)
class Facts:
    """The known values of one record, each under its dotted name.

    Attributes:
        values: What is known and counts.
        conflicts: Names whose answers contradict; they are not in ``values``.
        red_flags: The answered red flags by code.
    """

    values: Mapping[str, Any]
    conflicts: tuple[str, ...]
    red_flags: Mapping[str, bool]


def facts(findings: Findings, integrity: Integrity) -> Facts:
    """Set conflicts aside and add what follows from what was said."""
    values = dict(_known(findings))
    conflicts = tuple(
        dict.fromkeys((*findings.conflicts, *_breaches(values, integrity)))
    )
    for name in conflicts:
        values.pop(name, None)
    _read_duration(values, conflicts)
    _follow(values, conflicts, integrity)
    return Facts(values=values, conflicts=conflicts, red_flags=_red_flags(findings))


def _known(findings: Findings) -> Iterator[tuple[str, Any]]:
    for name in findings.model_fields_set:
        value = getattr(findings, name)
        if name in _MAPS:
            yield from _entries(name, value)
        elif isinstance(value, Sss):
            yield from _entries(name, value.__dict__)
        elif value is not None and value != Tri.UNKNOWN:
            yield name, value


def _entries(name: str, entries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in entries.items():
        if value is not None and value != Tri.UNKNOWN:
            yield f"{name}.{key}", value


def _red_flags(findings: Findings) -> dict[str, bool]:
    """Read the answered red flags; a conflict hides a no and never a yes."""
    return {
        code: said is Tri.TRUE
        for code, said in findings.red_flags.items()
        if said is Tri.TRUE
        or (said is Tri.FALSE and f"red_flags.{code}" not in findings.conflicts)
    }


def _breaches(values: Mapping[str, Any], integrity: Integrity) -> Iterator[str]:
    for chain in integrity.chains:
        for stronger, weaker in combinations(chain, 2):
            if values.get(stronger) == "true" and values.get(weaker) == "false":
                yield from (stronger, weaker)
    for together in integrity.never_together:
        if all(values.get(name) == "true" for name in together):
            yield from together


def _read_duration(values: dict[str, Any], conflicts: tuple[str, ...]) -> None:
    """Replace the duration by bounds that conditions can compare."""
    months = values.get("duration_months")
    if months is None or "duration_precision" in conflicts:
        values.pop("duration_months", None)
    elif isinstance(months, MonthRange):
        values["duration_months"] = Stay(
            months.low, months.high, months.low_open, months.high_open
        )
    else:
        exact = values.get("duration_precision") == Precision.EXACT
        values["duration_months"] = Stay(months, months, exact=exact)


def _follow(
    values: dict[str, Any], conflicts: tuple[str, ...], integrity: Integrity
) -> None:
    for chain in integrity.chains:
        for stronger, weaker in combinations(chain, 2):
            if values.get(stronger) == "true" and weaker not in conflicts:
                values[weaker] = "true"
    view = View(values)
    for default in integrity.defaults:
        unsaid = default.finding not in values and default.finding not in conflicts
        if unsaid and default.when.holds(view):
            values[default.finding] = default.expected
