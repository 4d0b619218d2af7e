"""Why an outcome is what it is: criteria for, against and missing, with the words."""

from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import JsonValue

from criteria.asking import View
from criteria.catalogue import catalogue, graded
from criteria.evaluator import evaluate
from criteria.facts import Facts, facts
from criteria.grading import look
from criteria.groundwork import Integrity
from criteria.logic import Truth, spelled
from criteria.provenance import Evidence
from criteria.reading import parse
from criteria.record import Record
from criteria.rule_sets import Criterion, GradedEdition, supplier
from criteria.scores import spans
from criteria.shapes import Text
from criteria.values import Source, Status, Strict, Tri


class Ground(Strict):
    """A finding on which a criterion rests, or which it still lacks.

    Attributes:
        finding: Its name.
        value: What counts, None while it is unknown.
        status: Answered, or why it is unknown.
        source: Who said what counts, None while it is unknown.
        evidence: The words that the value came from.
    """

    finding: str
    value: JsonValue
    status: Status
    source: Source | None
    evidence: tuple[Evidence, ...]


class Explained(Strict):
    """A criterion with what it rests on.

    Attributes:
        criterion: Its name in the rule set.
        text: What it asks, in words for a clinician.
        truth: Whether it holds.
        supplier: Who can settle it, patient or clinician.
        grounds: The findings that made it so; for an unknown one, those it lacks.
    """

    criterion: str
    text: Text
    truth: Tri
    supplier: str
    grounds: tuple[Ground, ...]


class Explanation(Strict):
    """One rule set's outcome with its criteria.

    Attributes:
        rule_set: Its name.
        version: The version of the edition that answered.
        title: What the rule set is, in words for a clinician.
        code: The outcome.
        result: The outcome in words for a clinician.
        in_favour: The criteria that hold.
        against: The criteria that do not.
        missing: The criteria that are not known.
    """

    rule_set: str
    version: str
    title: Text
    code: str
    result: Text
    in_favour: tuple[Explained, ...]
    against: tuple[Explained, ...]
    missing: tuple[Explained, ...]


def explain(record: Record, *, on: date | None = None) -> tuple[Explanation, ...]:
    """Return the explanation of every rule set that has criteria.

    Args:
        record: What is known, with who said it.
        on: The day whose rules answer, None for the newest.

    >>> record = Record().hear("distribution", "discrete")
    >>> explanation = explain(record)[0]
    >>> explanation.rule_set, explanation.code
    ('iasp_2021', 'RULED_OUT')
    >>> explanation.against[0].grounds[0].value
    'discrete'
    """
    findings = parse(record.findings())
    known = facts(findings, catalogue().integrity)
    outcomes = evaluate(findings, on=on)
    return tuple(
        _explanation(name, edition, outcomes[name], _Known(record, known))
        for name, edition in graded(on).items()
    )


class _Known:
    """What is known of one record, said or following from what was said."""

    def __init__(self, record: Record, known: Facts) -> None:
        self.record = record
        self.values = known.values
        self.conflicts = known.conflicts

    def ground(self, name: str) -> Ground:
        """Return a finding as a ground."""
        held = self.record.get(name)
        if name in self.values:
            return Ground(
                finding=name,
                value=held.value,
                status=Status.ANSWERED,
                source=held.source,
                evidence=held.evidence,
            )
        status = Status.CONFLICT if name in self.conflicts else held.status
        return Ground(finding=name, value=None, status=status, source=None, evidence=())

    def said_behind(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the findings that were said, in place of those that followed."""
        rules = catalogue().integrity
        for name in names:
            if self.record.get(name).value is None:
                yield from (n for n in _origins(name, rules) if n in self.values)
            else:
                yield name


def _origins(name: str, rules: Integrity) -> Iterator[str]:
    """Yield the findings from which one can follow."""
    for chain in rules.chains:
        if name in chain:
            yield from chain[: chain.index(name)]
    for default in rules.defaults:
        if default.finding == name:
            yield from default.when.names()


def _explanation(
    name: str, edition: GradedEdition, outcome: dict[str, str], known: _Known
) -> Explanation:
    code = outcome.get("grade") or outcome["outcome"]
    explained = list(_all_explained(edition, code, known))
    return Explanation(
        rule_set=name,
        version=edition.version,
        title=catalogue().rule_sets[name].title,
        code=code,
        result=_result(edition, code),
        in_favour=_those(explained, Tri.TRUE),
        against=_those(explained, Tri.FALSE),
        missing=_those(explained, Tri.UNKNOWN),
    )


def _all_explained(
    edition: GradedEdition, code: str, known: _Known
) -> Iterator[Explained]:
    """Yield every criterion, or only the scope where the pain is outside it."""
    if edition.out_of_scope is not None and code == edition.out_of_scope.code:
        yield _scope(edition, edition.out_of_scope.text, known)
    else:
        view = look(edition, known.values)
        yield from (_explained(one, edition, view, known) for one in edition.criteria)


def _scope(edition: GradedEdition, text: Text, known: _Known) -> Explained:
    names = () if edition.scope is None else tuple(edition.scope.names())
    return Explained(
        criterion="scope",
        text=text,
        truth=Tri.FALSE,
        supplier=supplier(names),
        grounds=tuple(known.ground(name) for name in names),
    )


def _those(explained: list[Explained], truth: Tri) -> tuple[Explained, ...]:
    return tuple(one for one in explained if one.truth is truth)


def _result(edition: GradedEdition, code: str) -> Text:
    return next(label.text for label in edition.labels if label.code == code)


def _explained(
    name: str, edition: GradedEdition, view: View, known: _Known
) -> Explained:
    criterion, truth = edition.criteria[name], view.truth(name)
    names = tuple(dict.fromkeys(criterion.when.names(edition.scores)))
    if truth is None:
        behind = [one for one in names if one not in view.values] or list(names)
    else:
        behind = list(known.said_behind(_deciding(criterion, edition, view, truth)))
    return Explained(
        criterion=name,
        text=criterion.text,
        truth=Tri(spelled(truth)),
        supplier=edition.suppliers[name],
        grounds=tuple(known.ground(one) for one in dict.fromkeys(behind)),
    )


def _deciding(
    criterion: Criterion, edition: GradedEdition, view: View, truth: Truth
) -> list[str]:
    """Return the known findings that suffice, each alone, or else all of them."""
    names = dict.fromkeys(criterion.when.names(edition.scores))
    said = [name for name in names if name in view.values]
    return [
        name
        for name in said
        if _alone(criterion, edition, {name: view.values[name]}) is truth
    ] or said


def _alone(
    criterion: Criterion, edition: GradedEdition, values: dict[str, object]
) -> Truth:
    view = View(values, edition.scores, spans(edition.scores, values))
    return criterion.when.holds(view)
