"""The outcomes of the rule sets, each worked out once for the answers it rests on."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from criteria import measures
from criteria.answers import Answer
from criteria.asking import View
from criteria.catalogue import catalogue, editions, graded
from criteria.grading import grade, look, meet, shown, suggest
from criteria.logic import Truth
from criteria.rule_sets import (
    AnyEdition,
    CountEdition,
    CsiEdition,
    GradedEdition,
    ScreenEdition,
)

REMEMBERED = 1024

Values = Mapping[str, Any]
Outcome = dict[str, Any]


class Seen(NamedTuple):
    """What can be seen of one record.

    Attributes:
        values: The known values by finding.
        views: How each rule set that has criteria sees them.
    """

    values: Values
    views: Mapping[str, View]


Judge = Callable[[Seen], Any]


class GradeJudge:
    """Gives the outcome of criteria; nothing but what they answer can reach it."""

    def __init__(self, name: str, edition: GradedEdition) -> None:
        self._name = name
        self._edition = edition
        self._give = grade if catalogue().rule_sets[name].kind == "grades" else meet
        self._outcome = lru_cache(maxsize=REMEMBERED)(self._work_out)

    def __call__(self, seen: Seen) -> Outcome:
        """Return the outcome of a record, the caller's own to keep or change."""
        view = seen.views[self._name]
        outcome = self._outcome(view.in_scope, *view.answers.values())
        return _own_copy(outcome) | shown(self._edition, view)

    def _work_out(self, in_scope: Truth, *answers: Answer) -> Outcome:
        named = dict(zip(self._edition.criteria, answers, strict=True))
        view = View(in_scope=in_scope, grades=self._edition.ladder, answers=named)
        return self._give(self._edition, view)


def outcomes(values: Values, on: date | None) -> Outcome:
    """Return the outcome of every rule set in force on a day, None for the newest."""
    views = {name: look(edition, values) for name, edition in graded(on).items()}
    seen = Seen(values, views)
    return {name: judge(seen) for name, judge in judges(on).items()}


def judges(on: date | None) -> dict[str, Judge]:
    """Return what judges for every rule set in force on a day, None for the newest."""
    return _judges(_versions(on))


@lru_cache(maxsize=64)
def _versions(on: date | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, one.version) for name, one in editions(on).items())


@cache
def _judges(versions: tuple[tuple[str, str], ...]) -> dict[str, Judge]:
    return {name: _judge(name, _edition(name, version)) for name, version in versions}


def _edition(name: str, version: str) -> AnyEdition:
    every = catalogue().rule_sets[name].editions
    return next(edition for edition in every if edition.version == version)


def _judge(name: str, edition: AnyEdition) -> Judge:
    match edition:
        case GradedEdition():
            return GradeJudge(name, edition)
        case CsiEdition():
            return lambda seen: measures.csi(edition, seen.values)
        case CountEdition():
            return lambda seen: measures.count(edition, seen.values)
        case ScreenEdition():
            return lambda seen: suggest(edition, seen.views[edition.reads])


def _own_copy(outcome: Outcome) -> Outcome:
    """Copy every list and object that an outcome holds; the rest cannot change."""
    own = outcome | {"reasons": outcome["reasons"].copy()}
    if "criteria" in own:
        own["criteria"] = own["criteria"].copy()
    own["needs"] = {who: names.copy() for who, names in own["needs"].items()}
    own["need_sets"] = {
        who: [way.copy() for way in ways] for who, ways in own["need_sets"].items()
    }
    return own
