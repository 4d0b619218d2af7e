"""Everything found in a session, read back from its log, each pain problem apart."""

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from actions.log_rows import RaisedFlag
from actions.session_log import red_flags
from criteria.findings import Scope, fact
from criteria.problems import Patient, Problem
from criteria.record import Evidence, Record


def record(db: Database, session_id: str) -> Record:
    """Return everything found of the person and of their first pain problem."""
    return _with_flags(db, session_id, _held(db, session_id).get(0, {}))


def patient(db: Database, session_id: str, labels: Iterable[str] = ()) -> Patient:
    """Return everything found, each pain problem apart.

    There is always a first problem. `labels` name the problems in order; those
    without one are called "1", "2", ….
    """
    held, labels = _held(db, session_id), tuple(labels)
    first = _with_flags(db, session_id, held.get(0, {})).held
    person = {name: one for name, one in first.items() if _is_of_person(name)}
    mine = {name: one for name, one in first.items() if name not in person}
    count = max(len(labels), 1 + max(held, default=0))
    later = [Record.model_validate({"held": held.get(n, {})}) for n in range(1, count)]
    named = [*labels, *map(str, range(len(labels) + 1, count + 1))]
    problems = map(_problem, named, [Record(held=mine), *later])
    return Patient(person=Record(held=person), problems=tuple(problems))


def _held(db: Database, session_id: str) -> dict[int, dict[str, Any]]:
    """Return the last finding of each name, for each pain problem."""
    sql = "SELECT problem, name, finding FROM findings WHERE session_id = ? ORDER BY id"
    held: dict[int, dict[str, Any]] = {}
    for problem, name, finding in db.execute(sql, [session_id]).fetchall():
        held.setdefault(problem, {})[name] = json.loads(finding)
    return held


def _is_of_person(name: str) -> bool:
    return fact(name).scope is Scope.PERSON


def _problem(label: str, record: Record) -> Problem:
    return Problem(label=label, record=record)


def _with_flags(db: Database, session_id: str, held: dict[str, Any]) -> Record:
    found = Record.model_validate({"held": held})
    for flag in red_flags(db, session_id):
        found = _with_flag(found, flag)
    return found


def _with_flag(record: Record, flag: RaisedFlag) -> Record:
    """Add a raised flag that the dialogue did not come to note, over any denial."""
    name = f"red_flags.{flag.code}"
    if record.get(name).value == "true":
        return record
    words = Evidence(
        turn=flag.seq,
        start=flag.start,
        end=flag.start + len(flag.words),
        words=flag.words,
        lang=None,
        extractor="listener",
    )
    return record.hear(name, "true", evidence=words)
