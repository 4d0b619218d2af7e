"""The answers of the rule sets, each remembered by the values that it reads."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

from criteria import measures
from criteria.asking import View
from criteria.catalogue import catalogue, editions
from criteria.grading import grade, look, meet
from criteria.rule_sets import (
    AnyEdition,
    CountEdition,
    CsiEdition,
    GradedEdition,
    ScreenEdition,
)

REMEMBERED = 1024

Values = Mapping[str, Any]
Answering = Callable[[Values], Any]


class Judge:
    """A rule set's answer to the values that it reads; nothing else can reach it.

    Attributes:
        reads: The findings whose values decide the answer.
    """

    def __init__(self, reads: Iterable[str], answering: Answering) -> None:
        self.reads = tuple(dict.fromkeys(reads))
        self._answering = answering
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._work_out)

    def answer(self, values: Values) -> Any:
        """Return the answer, the caller's own to keep or change."""
        return _own_copy(self._remembered(*map(values.get, self.reads)))

    def _work_out(self, *known: object) -> object:
        pairs = zip(self.reads, known, strict=True)
        return self._answering({name: one for name, one in pairs if one is not None})


def judges(on: date | None) -> dict[str, Judge]:
    """Return a judge for every rule set in force on a day, None for the newest."""
    return _judges(_versions(on))


@lru_cache(maxsize=64)
def _versions(on: date | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, one.version) for name, one in editions(on).items())


@cache
def _judges(versions: tuple[tuple[str, str], ...]) -> dict[str, Judge]:
    rules = {
        name: next(e for e in catalogue().rule_sets[name].editions if e.version == v)
        for name, v in versions
    }
    return {name: _judge(name, edition, rules) for name, edition in rules.items()}


def _judge(name: str, edition: AnyEdition, rules: Mapping[str, AnyEdition]) -> Judge:
    match edition:
        case GradedEdition():
            give = grade if catalogue().rule_sets[name].kind == "grades" else meet
            return _over(edition, lambda values: give(edition, look(edition, values)))
        case CsiEdition():
            return _over(edition, lambda values: measures.csi(edition, values))
        case CountEdition():
            return _over(edition, lambda values: measures.count(edition, values))
        case ScreenEdition():
            return _screening(edition, rules[edition.reads])


def _over(edition: AnyEdition, answering: Answering) -> Judge:
    return Judge((name for _, name in edition.findings()), answering)


def _screening(edition: ScreenEdition, read: AnyEdition) -> Judge:
    graded = cast("GradedEdition", read)
    return _over(graded, lambda values: _screen(edition, look(graded, values)))


def _screen(edition: ScreenEdition, view: View) -> str:
    if edition.negative.holds(view):
        return "negative"
    return "positive" if edition.positive.holds(view) else "incomplete"


def _own_copy(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {key: _own_copy(value) for key, value in answer.items()}
    if isinstance(answer, list):
        nested = answer and isinstance(answer[0], list)
        return [one.copy() for one in answer] if nested else answer.copy()
    return answer
