"""Grades one rule set: floor, ceiling, reasons, and what could still change it."""

from collections.abc import Mapping
from typing import Any

from criteria.asking import View
from criteria.findings import ORDER
from criteria.logic import spelled
from criteria.rule_sets import Grade, GradedEdition, ScreenEdition, supplier
from criteria.scores import spans
from criteria.ways import DONE, Ways, either, together

Outcome = dict[str, Any]


def look(edition: GradedEdition, values: Mapping[str, Any]) -> View:
    """Return a rule set's view of the facts, with what every criterion answers."""
    view = View(values, edition.scores, spans(edition.scores, values))
    view.grades = edition.ladder
    if edition.scope is not None:
        view.in_scope = edition.scope.holds(view)
    view.answers = {n: one.when.answer(view) for n, one in edition.criteria.items()}
    return view


class Ladder:
    """The grades of one rule set over one view.

    Attributes:
        floor: How many grades are surely reached.
        ceiling: How many grades can be reached.
    """

    def __init__(self, edition: GradedEdition, view: View) -> None:
        self.edition = edition
        self.view = view
        view.climb()
        truths = [view.truth(grade.code) for grade in edition.grades]
        self.floor = sum(truth is True for truth in truths)
        self.ceiling = sum(truth is not False for truth in truths)

    def code(self, rung: int) -> str:
        """Return the outcome code of a number of grades reached."""
        steps = (self.edition.lowest, *self.edition.grades)
        return steps[rung].code

    def outcome(self) -> str:
        """Return the code of the outcome on what is known."""
        settled = self.floor == self.ceiling
        stands = self.edition.a_reached_grade_stands and self.floor > 0
        if settled or stands:
            return self.code(self.floor)
        return self.edition.undecided.code

    def reasons(self) -> list[str]:
        """Return the criteria that made the floor and capped the ceiling."""
        found: list[str] = []
        if self.floor:
            found += self._grade(self.floor).when.deciders(self.view)
        if self.ceiling < len(self.edition.grades):
            found += self._grade(self.ceiling + 1).when.deciders(self.view)
        return [name for name in self.edition.criteria if name in found]

    def needs(self) -> dict[str, list[str]]:
        """Return the unknown criteria that could change the grade, by who supplies."""
        open_ones = {
            name
            for grade in self.edition.grades
            for name in grade.when.undecided(self.view)
        }
        needs: dict[str, list[str]] = {"patient": [], "clinician": []}
        for name, who in self.edition.suppliers.items():
            if name in open_ones:
                needs[who].append(name)
        return needs

    def need_sets(self) -> dict[str, list[list[str]]]:
        """Return the smallest sets of findings that could change the outcome."""
        sets: dict[str, list[list[str]]] = {"patient": [], "clinician": []}
        for way in sorted((_in_order(way) for way in self._ways()), key=_by_size):
            sets[supplier(way)].append(way)
        return sets

    def _ways(self) -> Ways:
        if self.floor == self.ceiling:
            return ()
        stands = self.edition.a_reached_grade_stands
        return self._ways_up() if stands else self._ways_to_settle()

    def _ways_up(self) -> Ways:
        up = self._ways_to(self.floor + 1, goal=True)
        return either((up, self._ways_to(1, goal=False)))

    def _ways_to_settle(self) -> Ways:
        found: Ways = ()
        for rung in range(self.floor, self.ceiling + 1):
            reached = self._ways_to(rung, goal=True)
            new = [way for way in reached if not any(one <= way for one in found)]
            if not new:
                break
            capped = self._ways_to(rung + 1, goal=False)
            found = either((found, together((tuple(new), capped))))
        return found

    def _ways_to(self, rung: int, *, goal: bool) -> Ways:
        if rung == 0 or rung > len(self.edition.grades):
            return DONE
        answer = self.view.answers[self._grade(rung).code]
        return answer.up if goal else answer.down

    def _grade(self, rung: int) -> Grade:
        return self.edition.grades[rung - 1]


def grade(edition: GradedEdition, view: View) -> Outcome:
    """Return the outcome of a rule set whose result is a grade."""
    criteria = {name: spelled(view.truth(name)) for name in edition.criteria}
    if view.in_scope is False and edition.out_of_scope is not None:
        return _not_applicable(edition.out_of_scope.code, criteria)
    ladder = Ladder(edition, view)
    return {
        "grade": ladder.outcome(),
        "floor": ladder.code(ladder.floor),
        "ceiling": ladder.code(ladder.ceiling),
        "upgradable": 0 < ladder.floor < ladder.ceiling,
        "criteria": criteria,
        **_why(ladder),
    }


def meet(edition: GradedEdition, view: View) -> Outcome:
    """Return the outcome of a rule set that is met or not met."""
    ladder = Ladder(edition, view)
    return {"outcome": ladder.outcome(), **_why(ladder)}


def suggest(edition: ScreenEdition, view: View) -> str:
    """Return what criteria suggest to a screen: positive, negative or incomplete."""
    if edition.negative.holds(view):
        return "negative"
    return "positive" if edition.positive.holds(view) else "incomplete"


def shown(edition: GradedEdition, view: View) -> Outcome:
    """Return the lowest and highest value of each score to show in the outcome."""
    return {name: list(view.spans[name]) for name in edition.show}


def _why(ladder: Ladder) -> Outcome:
    return {
        "reasons": ladder.reasons(),
        "needs": ladder.needs(),
        "need_sets": ladder.need_sets(),
    }


def _not_applicable(code: str, criteria: dict[str, str]) -> Outcome:
    return {
        "grade": code,
        "floor": None,
        "ceiling": None,
        "upgradable": False,
        "criteria": criteria,
        "reasons": ["scope"],
        "needs": {"patient": [], "clinician": []},
        "need_sets": {"patient": [], "clinician": []},
    }


def _in_order(way: frozenset[str]) -> list[str]:
    return sorted(way, key=ORDER.__getitem__)


def _by_size(way: list[str]) -> tuple[int, list[int]]:
    return len(way), [ORDER[name] for name in way]
