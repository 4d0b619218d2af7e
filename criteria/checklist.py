"""What is left for a clinician to examine or judge, from the smallest need sets."""

from collections.abc import Iterator, Mapping
from typing import Any

from criteria.catalogue import catalogue, graded
from criteria.shapes import Text
from criteria.values import Strict

NO_SETS: dict[str, list[list[str]]] = {"clinician": []}


class Check(Strict):
    """One line of the exam checklist.

    Attributes:
        finding: What the line answers.
        text: What to examine or judge, in both languages.
        rule_sets: The rule sets whose outcome it could change.
        together_with: How many further findings the change would take, 0 for none.
    """

    finding: str
    text: Text
    rule_sets: tuple[str, ...]
    together_with: int


def checklist(outcomes: Mapping[str, Any]) -> tuple[Check, ...]:
    """Return what a clinician could find that would still change an outcome.

    Args:
        outcomes: The outcomes of one problem, as `classify` gives them.

    Returns:
        The findings that need the fewest others first, then in the order of an exam.

    >>> from criteria import classify
    >>> checks = checklist(classify({"distribution": "regional"}))
    >>> checks[0].finding, checks[0].together_with
    ('nociceptive_entirely', 0)
    >>> checklist(classify({"distribution": "discrete", "duration_months": 1}))
    ()
    """
    wanted = tuple(_wanted(outcomes))
    checks = (
        _check(name, text, wanted)
        for name, text in catalogue().wording.checks.items()
        if any(name in way for _, way in wanted)
    )
    return tuple(sorted(checks, key=lambda check: check.together_with))


def _wanted(outcomes: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield every need set that a clinician can supply, with its rule set."""
    for rule_set in graded():
        for way in outcomes.get(rule_set, {}).get("need_sets", NO_SETS)["clinician"]:
            yield rule_set, way


def _check(name: str, text: Text, wanted: tuple[tuple[str, list[str]], ...]) -> Check:
    ways = [(rule_set, way) for rule_set, way in wanted if name in way]
    return Check(
        finding=name,
        text=text,
        rule_sets=tuple(dict.fromkeys(rule_set for rule_set, _ in ways)),
        together_with=min(len(way) for _, way in ways) - 1,
    )
