"""Which rules, bands, table rows and red flags the clinical cases leave untried."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from criteria import classify
from criteria.asking import View
from criteria.catalogue import catalogue, editions
from criteria.comparing import OfDuration, OfFinding, Stay
from criteria.facts import facts
from criteria.grading import look
from criteria.reading import parse
from criteria.rule_sets import (
    AnyEdition,
    CountEdition,
    CsiEdition,
    GradedEdition,
    ScreenEdition,
)

Case = dict[str, Any]
Seen = set[tuple[str, Any]]
BOTH = (True, False)
SIDES = {
    True: "fires",
    False: "does not fire",
    None: "is unknown",
    "on": "is asked on that day",
    "before": "is asked on the day before",
}
FLAGS = ("borderline_duration", "scope_unknown")


def lacking(cases: list[Case]) -> list[str]:
    """Return what no case shows: a thing to try, with the side that is missing.

    A case counts for a rule set only if it says what that rule set must answer.
    """
    seen: Seen = set()
    for case in cases:
        seen |= set(shown(case))
    return [
        f"{thing}: no case in which it {SIDES.get(side, f'is {side}')}"
        for thing, side in wanted()
        if (thing, side) not in seen
    ]


def wanted() -> Iterator[tuple[str, Any]]:
    """Yield every thing that must be tried with the side that must be shown."""
    for name, rules in catalogue().rule_sets.items():
        for edition in rules.editions:
            for day in boundaries(edition):
                yield from ((f"{name} beside {day}", one) for one in ("on", "before"))
            yield from _wanted_of(name, edition)
    yield from ((thing, True) for thing in _integrity())
    yield from _wanted_flags()


def boundaries(edition: AnyEdition) -> list[date]:
    """Return the days on which an edition begins to answer and no longer does."""
    days = (edition.in_force.start, edition.in_force.until)
    return [day for day in days if day is not None]


def both(thing: str) -> Iterator[tuple[str, Any]]:
    return ((thing, side) for side in BOTH)


def _wanted_flags() -> Iterator[tuple[str, Any]]:
    rules = catalogue().red_flags
    names = [*(flag.code for flag in rules.codes), *(pair.name for pair in rules.pairs)]
    for name in (*names, *FLAGS, "stop_and_escalate"):
        yield from both(name)
    used = {flag.level for flag in rules.codes} | {"NONE"}
    yield from (("urgency", one.code) for one in rules.levels if one.code in used)
    yield from (("red_flag_screen", side) for side in ("complete", "incomplete"))


def _wanted_of(name: str, edition: AnyEdition) -> Iterator[tuple[str, Any]]:
    match edition:
        case GradedEdition():
            yield from _wanted_grades(name, edition)
        case CsiEdition():
            yield from _wanted_csi(name, edition)
        case CountEdition():
            yield from ((f"{name} cut-off", side) for side in ("true", "false"))
            yield from ((f"{name}.{part}", True) for part in edition.score.names())
        case ScreenEdition():
            answers = ("positive", "negative", "incomplete")
            yield from ((name, answer) for answer in answers)


def _wanted_csi(name: str, edition: CsiEdition) -> Iterator[tuple[str, Any]]:
    for band in edition.bands[1:]:
        yield from both(f"{name} from {band.start}")
    for edge in near_edges(edition):
        yield from both(f"{name} near from {edge}")
    sides = ("true", "false", "unknown")
    yield from ((f"{name} cut-off", side) for side in sides)


def near_edges(edition: CsiEdition) -> tuple[int, int]:
    return edition.near_cut_off.start, edition.near_cut_off.end + 1


def _wanted_grades(name: str, edition: GradedEdition) -> Iterator[tuple[str, Any]]:
    for label in (edition.lowest, *edition.grades, edition.undecided):
        yield name, label.code
    if edition.out_of_scope is not None:
        yield name, edition.out_of_scope.code
    for criterion, one in edition.criteria.items():
        yield from ((f"{name}.{criterion}", side) for side in (*BOTH, None))
        for leaf in leaves(one.when):
            yield from ((f"{name}.{criterion}.{leaf.finding}", side) for side in BOTH)
            for value in getattr(leaf, "one_of", ()):
                yield f"{name}.{criterion}.{leaf.finding}={value}", True
        yield from _wanted_limits(f"{name}.{criterion}", one.when)


def _wanted_limits(place: str, when: Any) -> Iterator[tuple[str, Any]]:
    """Yield both sides of every number that a score must reach, and exact months."""
    for score, limit in when.limits():
        yield from both(f"{place}.{score} from {limit}")
    for leaf in leaves(when):
        if isinstance(leaf, OfDuration):
            yield f"{place} at exactly {months(leaf)} months", "shown"


def months(condition: OfDuration) -> float:
    """Return the number of months that a condition compares."""
    return next(
        value
        for key in ("more_than", "at_least")
        if (value := getattr(condition, key, None)) is not None
    )


def leaves(condition: Any) -> Iterator[Any]:
    """Yield the conditions on one finding inside a condition."""
    if isinstance(condition, OfFinding):
        yield condition
    parts = getattr(condition, "parts", None) or (getattr(condition, "part", None),)
    for part in parts:
        if part is not None:
            yield from leaves(part)


def _integrity() -> Iterator[str]:
    rules = catalogue().integrity
    for chain in rules.chains:
        for stronger, weaker in combinations(chain, 2):
            yield f"{stronger} against {weaker}"
    for together in rules.never_together:
        yield f"never {together}"
    for default in rules.defaults:
        yield f"{default.finding} by default {default.expected}"


def shown(case: Case) -> Iterator[tuple[str, Any]]:
    """Yield what a case shows of what it expects."""
    found, expect = case["findings"], case["expect"]
    on = case.get("on")
    outcomes = classify(found, on=on)
    yield from _dates(case, on)
    if "problems" not in found:
        known = facts(parse(found), catalogue().integrity)
        yield from _rules_shown(expect, on, known.values, outcomes)
        yield from _flags_shown(found, expect, outcomes)
        yield from _integrity_shown(found, expect, known.values)


def _rules_shown(
    expect: Case, on: date | None, values: Any, outcomes: Any
) -> Iterator[tuple[str, Any]]:
    for name, edition in editions(on).items():
        if name in expect:
            yield from _shown_of(name, edition, values, outcomes[name])


def _dates(case: Case, on: date | None) -> Iterator[tuple[str, Any]]:
    for name in (*case["expect"], *case.get("absent", ())):
        rules = catalogue().rule_sets.get(name)
        for edition in rules.editions if rules else ():
            for day in boundaries(edition):
                sides = {day: "on", day - timedelta(days=1): "before"}
                yield f"{name} beside {day}", sides.get(on)


def _shown_of(
    name: str, edition: AnyEdition, values: Any, outcome: Any
) -> Iterator[tuple[str, Any]]:
    match edition:
        case GradedEdition():
            yield from _grades_shown(name, edition, values, outcome)
        case CsiEdition():
            yield from _csi_shown(name, edition, outcome)
        case CountEdition():
            yield from _count_shown(name, edition, values, outcome)
        case ScreenEdition():
            yield name, outcome


def _count_shown(
    name: str, edition: CountEdition, values: Any, outcome: Any
) -> Iterator[tuple[str, Any]]:
    total = outcome["min"] if outcome["min"] == outcome["max"] else None
    if total in (edition.cut_off, edition.cut_off - 1):
        yield f"{name} cut-off", outcome["positive"]
    for part in edition.score.names():
        if values.get(part) == "true":
            yield f"{name}.{part}", True


def _grades_shown(
    name: str, edition: GradedEdition, values: Any, outcome: Any
) -> Iterator[tuple[str, Any]]:
    yield name, outcome.get("grade") or outcome["outcome"]
    view = look(edition, values)
    for criterion, one in edition.criteria.items():
        yield f"{name}.{criterion}", view.truth(criterion)
        for leaf in leaves(one.when):
            holds = leaf.holds(View(values))
            yield f"{name}.{criterion}.{leaf.finding}", holds
            value = values.get(leaf.finding)
            if holds:
                yield f"{name}.{criterion}.{leaf.finding}={value}", True
        yield from _limits_shown(f"{name}.{criterion}", one.when, view)


def _limits_shown(place: str, when: Any, view: View) -> Iterator[tuple[str, Any]]:
    for score, limit in when.limits():
        low, high = view.spans[score]
        if low == high and low in (limit, limit - 1):
            yield f"{place}.{score} from {limit}", low == limit
    for leaf in leaves(when):
        stay = view.values.get(leaf.finding)
        if isinstance(leaf, OfDuration) and stay == Stay(months(leaf), months(leaf)):
            yield f"{place} at exactly {months(leaf)} months", "shown"


def _csi_shown(
    name: str, edition: CsiEdition, outcome: Any
) -> Iterator[tuple[str, Any]]:
    if outcome["min"] != outcome["max"]:
        yield f"{name} cut-off", outcome["ge40"]
        return
    total = outcome["min"]
    for band in edition.bands:
        if total in (band.start, band.start - 1):
            yield f"{name} from {band.start}", total >= band.start
    beside = [edge for edge in near_edges(edition) if total in (edge, edge - 1)]
    yield from ((f"{name} near from {one}", outcome["near_cutoff"]) for one in beside)
    if total in (edition.cut_off, edition.cut_off - 1):
        yield f"{name} cut-off", outcome["ge40"]


def _flags_shown(found: Case, expect: Case, outcomes: Any) -> Iterator[tuple[str, Any]]:
    raised = [flag["code"] for flag in outcomes["red_flags"]]
    if "red_flags" in expect:
        for flag in catalogue().red_flags.codes:
            yield flag.code, flag.code in raised
    if "flags" in expect:
        yield from _pairs_shown(found, raised, outcomes["flags"])
        yield from ((name, name in outcomes["flags"]) for name in FLAGS)
    for name in ("urgency", "red_flag_screen", "stop_and_escalate"):
        if name in expect:
            yield name, outcomes[name]


def _pairs_shown(
    found: Case, raised: list[str], flags: list[str]
) -> Iterator[tuple[str, Any]]:
    """Yield a pair as not shown only where a part of it is there."""
    for pair in catalogue().red_flags.pairs:
        parts = [*(code in raised for code in pair.codes)]
        parts += [found.get(name) == "true" for name in pair.findings]
        if any(parts):
            yield pair.name, pair.name in flags


def _integrity_shown(
    found: Case, expect: Case, values: Any
) -> Iterator[tuple[str, Any]]:
    rules = catalogue().integrity
    doubted = set(expect.get("conflicts", ()))
    for chain in rules.chains:
        for one, other in combinations(chain, 2):
            yield f"{one} against {other}", {one, other} <= doubted
    for together in rules.never_together:
        yield f"never {together}", set(together) <= doubted
    for default in rules.defaults:
        unsaid = default.finding not in found and _reads(expect, default.finding)
        value = values.get(default.finding) if unsaid else None
        yield f"{default.finding} by default {value}", True


def _reads(expect: Iterable[str], finding: str) -> bool:
    return any(
        finding == name
        for rule_set in expect
        for edition in getattr(catalogue().rule_sets.get(rule_set), "editions", ())
        for _, name in edition.findings()
    )
