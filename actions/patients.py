"""A person with several pains: one record while talking, several when kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from criteria.findings import Scope, fact
from criteria.problems import Patient, Problem
from criteria.record import Record


def patient_of(record: Record, earlier: Iterable[Mapping[str, Any]]) -> Patient:
    """Return the person with the pains told before and the current one."""
    problems = [*(Problem.model_validate(dict(one)) for one in earlier)]
    current = Problem(label=str(len(problems) + 1), record=of_problem(record))
    return Patient(person=of_person(record), problems=(*problems, current))


def of_problem(record: Record) -> Record:
    """Return what a record holds of the pain problem alone."""
    return _part(record, Scope.PROBLEM)


def of_person(record: Record) -> Record:
    """Return what a record holds of the person, whatever hurts."""
    return _part(record, Scope.PERSON)


def findings_of(patient: Patient) -> dict[str, Any]:
    """Return an object for `classify`: flat for one pain, with `problems` for more."""
    if len(patient.problems) > 1:
        return patient.findings()
    return patient.record(0).findings() if patient.problems else {}


def _part(record: Record, scope: Scope) -> Record:
    held = {n: one for n, one in record.held.items() if fact(n).scope is scope}
    return Record(held=held)
