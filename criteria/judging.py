"""The answers of the rule sets, each worked out once for all that it depends on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Generic, Protocol, TypeVar, cast

from criteria import measures
from criteria.asking import Asked, Scores, View
from criteria.catalogue import catalogue, editions
from criteria.grading import grade, meet, shown
from criteria.logic import Truth
from criteria.rule_sets import (
    AnyEdition,
    CountEdition,
    CsiEdition,
    GradedEdition,
    ScreenEdition,
)
from criteria.scores import spans
from criteria.ways import Ways

REMEMBERED = 1024

T = TypeVar("T")
Values = Mapping[str, Any]
Outcome = dict[str, Any]


class Answering(Protocol):
    """A rule set that answers."""

    def answer(self, values: Values) -> Any:
        """Return the answer to known values, the caller's own to keep or change."""


class Remembered(Generic[T]):
    """An answer to the values that it reads; nothing else can reach it.

    Attributes:
        reads: The findings whose values decide the answer.
    """

    def __init__(self, reads: Iterable[str], answering: Callable[[Values], T]) -> None:
        self.reads = tuple(dict.fromkeys(reads))
        self._answering = answering
        self._known = lru_cache(maxsize=REMEMBERED)(self._work_out)

    def __call__(self, values: Values) -> T:
        """Return the answer to known values."""
        return self._known(*map(values.get, self.reads))

    def _work_out(self, *known: object) -> T:
        pairs = zip(self.reads, known, strict=True)
        return self._answering({name: one for name, one in pairs if one is not None})


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """All that grades can see of a criterion; alike ones are the same.

    Attributes:
        truth: Whether it holds.
        up: The smallest sets of unknown findings that could make it hold.
        down: The smallest sets that could make it fail.
    """

    truth: Truth
    up: Ways
    down: Ways

    def ways(self, view: View, *, goal: bool) -> Ways:
        """Return the smallest sets of unknown findings that could reach a goal."""
        return self.up if goal else self.down


_settled = lru_cache(maxsize=REMEMBERED)(Settled)


class Criteria:
    """The criteria of a rule set, each answered by itself."""

    def __init__(self, edition: GradedEdition) -> None:
        whens = {name: one.when for name, one in edition.criteria.items()}
        self._names = tuple(whens)
        self._parts = [_part(when, edition.scores) for when in whens.values()]

    def settled(self, values: Values) -> tuple[Settled, ...]:
        """Return what each criterion says to known values."""
        return tuple([part(values) for part in self._parts])

    def view(self, settled: Iterable[Settled]) -> View:
        """Return a view of what the criteria say and of nothing else."""
        criteria = dict(zip(self._names, settled, strict=True))
        truths = {name: one.truth for name, one in criteria.items()}
        return View(criteria=criteria, truths=truths)


class Judge:
    """Gives the outcome of criteria; nothing but what they say can reach it."""

    def __init__(
        self, edition: GradedEdition, give: Callable[[GradedEdition, View], Outcome]
    ) -> None:
        self._edition = edition
        self._give = give
        self._criteria = Criteria(edition)
        self._scope = edition.scope and _part(edition.scope, {})
        scored = (name for one in edition.scores.values() for name in one.names())
        self._shown = Remembered(scored, lambda values: shown(edition, values))
        self._outcome = lru_cache(maxsize=REMEMBERED)(self._work_out)

    def answer(self, values: Values) -> Outcome:
        """Return the outcome of known values, the caller's own to keep or change."""
        in_scope = self._scope(values).truth if self._scope else True
        outcome = self._outcome(in_scope, *self._criteria.settled(values))
        return _own_copy(outcome | self._shown(values))

    def _work_out(self, in_scope: Truth, *settled: Settled) -> Outcome:
        view = self._criteria.view(settled)
        view.in_scope, view.grades = in_scope, self._edition.ladder
        view.climb()
        return self._give(self._edition, view)


class Screen:
    """Says what self-report alone suggests, from the criteria of a rule set."""

    def __init__(self, edition: ScreenEdition, read: GradedEdition) -> None:
        self._edition = edition
        self._criteria = Criteria(read)
        self._said = lru_cache(maxsize=REMEMBERED)(self._work_out)

    def answer(self, values: Values) -> str:
        """Return positive, negative or incomplete."""
        return self._said(*self._criteria.settled(values))

    def _work_out(self, *settled: Settled) -> str:
        view = self._criteria.view(settled)
        if self._edition.negative.holds(view):
            return "negative"
        return "positive" if self._edition.positive.holds(view) else "incomplete"


class Measure:
    """Measures a score."""

    def __init__(
        self, edition: AnyEdition, measuring: Callable[[Values], Outcome]
    ) -> None:
        reads = (name for _, name in edition.findings())
        self._measured = Remembered(reads, measuring)

    def answer(self, values: Values) -> Outcome:
        """Return the measure of known values, the caller's own to keep or change."""
        return self._measured(values).copy()


def judges(on: date | None) -> dict[str, Answering]:
    """Return who answers for every rule set in force on a day, None for the newest."""
    return _judges(_versions(on))


@lru_cache(maxsize=64)
def _versions(on: date | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, one.version) for name, one in editions(on).items())


@cache
def _judges(versions: tuple[tuple[str, str], ...]) -> dict[str, Answering]:
    rules = {
        name: next(e for e in catalogue().rule_sets[name].editions if e.version == v)
        for name, v in versions
    }
    return {name: _judge(name, edition, rules) for name, edition in rules.items()}


def _judge(
    name: str, edition: AnyEdition, rules: Mapping[str, AnyEdition]
) -> Answering:
    match edition:
        case GradedEdition():
            give = grade if catalogue().rule_sets[name].kind == "grades" else meet
            return Judge(edition, give)
        case CsiEdition():
            return Measure(edition, lambda values: measures.csi(edition, values))
        case CountEdition():
            return Measure(edition, lambda values: measures.count(edition, values))
        case ScreenEdition():
            return Screen(edition, cast("GradedEdition", rules[edition.reads]))


def _part(condition: Asked, scores: Scores) -> Remembered[Settled]:
    return Remembered(
        condition.names(scores), lambda values: _settle(condition, scores, values)
    )


def _settle(condition: Asked, scores: Scores, values: Values) -> Settled:
    view = View(values, scores, spans(scores, values))
    up, down = condition.ways(view, goal=True), condition.ways(view, goal=False)
    return _settled(condition.holds(view), up, down)


def _own_copy(outcome: Outcome) -> Outcome:
    return {key: _copied(value) for key, value in outcome.items()}


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return _own_copy(value)
    if isinstance(value, list):
        nested = value and isinstance(value[0], list)
        return [one.copy() for one in value] if nested else value.copy()
    return value
