"""Turns findings into outcomes; a pure function of the findings and the rules."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from criteria.asking import View
from criteria.catalogue import (
    catalogue,
    red_flags,
    stopping_levels,
    urgency_rank,
)
from criteria.errors import BadValueError, UnknownNameError
from criteria.facts import Facts, facts
from criteria.findings import Findings, Person, Problem
from criteria.judging import outcomes
from criteria.reading import parse
from criteria.safety import Pair
from criteria.values import Tri

Outcomes = dict[str, Any]

_IN_PROBLEM = frozenset({*Problem.model_fields, "conflicts"})
_BESIDE_PROBLEMS = frozenset({*Person.model_fields, "conflicts"})
_OF_PERSON = (
    "csi",
    "dn4_interview",
    "red_flags",
    "red_flag_screen",
    "urgency",
    "stop_and_escalate",
    "conflicts",
)


def classify(obj: object, *, on: date | None = None) -> Outcomes:
    """Return every outcome of one object of findings.

    Args:
        obj: A flat object (one problem with its person), or ``{"problems": [...]}``
            with the person's findings beside it.
        on: The day whose rules answer, None for the newest. A rule set without an
            edition on that day has no outcome.

    Raises:
        CriteriaError: The object is wrong; the one-line text says what and where.

    >>> classify({"distribution": "discrete"})["iasp_2021"]["grade"]
    'RULED_OUT'
    """
    return _classify(obj, on, "")


def classify_all(value: object, *, on: date | None = None) -> Outcomes | list[Outcomes]:
    """Classify an object, or every object of a list in the same order.

    Raises:
        CriteriaError: An object is wrong; the text says which by its place from 0.
    """
    if not isinstance(value, list):
        return classify(value, on=on)
    return [_classify(obj, on, f"[{place}]") for place, obj in enumerate(value)]


def evaluate(findings: Findings, *, on: date | None = None) -> Outcomes:
    """Return every outcome of one problem with its person.

    Args:
        findings: What is known; the rest is unknown, which is never false.
        on: The day whose rules answer, None for the newest.
    """
    known = facts(findings, catalogue().integrity)
    return outcomes(known.values, on) | _urgency(known) | _notes(known)


def _urgency(known: Facts) -> Outcomes:
    """Return the red flags that are true and what follows from them."""
    raised = [flag for flag in red_flags() if known.red_flags.get(flag.code)]
    levels = [flag.level for flag in raised]
    together = [pair.level for pair in _pairs(known)]
    answered = all(flag.code in known.red_flags for flag in red_flags())
    return {
        "red_flags": [{"code": flag.code, "level": flag.level} for flag in raised],
        "red_flag_screen": "complete" if answered else "incomplete",
        "urgency": max(levels + together, key=urgency_rank, default="NONE"),
        "stop_and_escalate": not stopping_levels().isdisjoint(levels + together),
    }


def _pairs(known: Facts) -> Iterator[Pair]:
    """Yield the red flags and findings that are true together."""
    if any(known.red_flags.values()):
        for pair in catalogue().red_flags.pairs:
            if all(map(known.red_flags.get, pair.codes)) and all(
                known.values.get(name) == Tri.TRUE for name in pair.findings
            ):
                yield pair


def _notes(known: Facts) -> Outcomes:
    return {"conflicts": list(known.conflicts), "flags": list(_flags(known))}


def _flags(known: Facts) -> Iterator[str]:
    rules = catalogue().integrity
    view = View(known.values)
    if not rules.scope_known.holds(view):
        yield "scope_unknown"
    readings = {rules.longer.holds(view), rules.as_long.holds(view)}
    if "duration_months" in known.values and readings not in ({True}, {False}):
        yield "borderline_duration"
    yield from (pair.name for pair in _pairs(known))


def _classify(obj: object, on: date | None, where: str) -> Outcomes:
    if isinstance(obj, Mapping) and "problems" in obj:
        return _classify_problems(obj, on, where)
    return evaluate(parse(obj, where=where), on=on)


def _classify_problems(obj: Mapping[str, Any], on: date | None, where: str) -> Outcomes:
    person = {name: value for name, value in obj.items() if name != "problems"}
    _check_names(person, _BESIDE_PROBLEMS, where)
    place = f"{where}.problems" if where else "problems"
    if not isinstance(obj["problems"], list):
        raise BadValueError(place, "this is a list of objects, one for each problem")
    outcome = evaluate(parse(person, where=where), on=on)
    found = [
        _classify_problem(one, person, on, f"{place}[{number}]")
        for number, one in enumerate(obj["problems"])
    ]
    of_person = {name: outcome[name] for name in _OF_PERSON if name in outcome}
    return {"problems": found} | of_person


def _classify_problem(
    obj: object, person: Mapping[str, Any], on: date | None, where: str
) -> Outcomes:
    if not isinstance(obj, Mapping):
        raise BadValueError(where, "a problem is an object of findings")
    problem = {name: value for name, value in obj.items() if name != "label"}
    _check_names(problem, _IN_PROBLEM, where)
    whole = {**person, **problem}
    if isinstance(problem.get("conflicts"), list):
        whole["conflicts"] = [*person.get("conflicts", ()), *problem["conflicts"]]
    label = {"label": _label(obj["label"], where)} if "label" in obj else {}
    return label | evaluate(parse(whole, where=where), on=on)


def _label(label: object, where: str) -> str:
    if isinstance(label, str):
        return label
    place = f"{where}.label"
    raise BadValueError(place, f"a label is text, not {label!r}")


def _check_names(obj: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    """Refuse a finding of the person in a problem, and one of a problem outside."""
    for name in obj:
        if name in allowed:
            continue
        if name in Findings.model_fields:
            side = "beside 'problems'" if name in _BESIDE_PROBLEMS else "in a problem"
            raise BadValueError(where or "findings", f"'{name}' belongs {side}")
        raise UnknownNameError(where or "findings", str(name), sorted(allowed))
