"""Reads a folder of rule files; a wrong line is an error naming file and entry."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from criteria import conditions, scores
from criteria.errors import CatalogueError, did_you_mean
from criteria.files import read_yaml
from criteria.findings import known, leaves
from criteria.groundwork import Integrity, RegionData, Wording
from criteria.rule_sets import (
    GradedEdition,
    GradedRules,
    RuleSet,
    ScreenEdition,
    findings_read,
)
from criteria.safety import EmergencyData, RedFlagData
from criteria.values import Strict

T = TypeVar("T")
RULES: TypeAdapter[RuleSet] = TypeAdapter(
    Annotated[RuleSet, Field(discriminator="kind")]
)
_NO_SUCH_KIND = "no such kind; see 'How a rule is written' in criteria/README.md."
_PLAIN = ("int_type", "float_type", "bool_type", "date_type")
_UNQUOTED = re.compile(r"-?\d+(\.\d+)?|\d{4}-\d\d-\d\d|true|false")
_KINDS = {*conditions.KINDS, *scores.KINDS}
_NOT_DATED = ("red_flags", "emergency", "integrity", "regions", "wording")


class Catalogue(Strict):
    """Every rule set with the safety data beside them.

    Attributes:
        rule_sets: The dated rule sets by name.
        red_flags: Codes, levels and wording.
        emergency: Numbers by country.
        integrity: What must fit together.
        regions: Which parts of the body touch.
        wording: Words for clinicians.
    """

    rule_sets: dict[str, RuleSet]
    red_flags: RedFlagData
    emergency: EmergencyData
    integrity: Integrity
    regions: RegionData
    wording: Wording


def load(folder: Path) -> Catalogue:
    """Read a folder of rule files.

    Raises:
        CatalogueError: A file is missing or wrong; the text names file and entry.
    """
    files = sorted(folder.glob("*.yaml"))
    rule_sets = {f.stem: _rules(f) for f in files if f.stem not in _NOT_DATED}
    _check_screens(rule_sets)
    return Catalogue(
        rule_sets=rule_sets,
        red_flags=_red_flags(folder / "red_flags.yaml"),
        emergency=read(folder / "emergency.yaml", TypeAdapter(EmergencyData)),
        integrity=_integrity(folder / "integrity.yaml"),
        regions=read(folder / "regions.yaml", TypeAdapter(RegionData)),
        wording=_wording(folder / "wording.yaml"),
    )


def _rules(file: Path) -> RuleSet:
    rules = read(file, RULES)
    if rules.id != file.stem:
        problem = f"'{rules.id}' is not the name of the file"
        raise CatalogueError(file.name, "id", problem)
    for entry, name in findings_read(rules):
        _check_known(file.name, entry, name)
    _check_once(file.name, [edition.version for edition in rules.editions])
    _check_once(file.name, [str(one.in_force.start) for one in rules.editions])
    return rules


def _check_once(file: str, names: list[str]) -> None:
    """Refuse two editions that could not be told apart."""
    for name in names:
        if names.count(name) > 1:
            problem = f"more than one edition is called '{name}' or begins on that day"
            raise CatalogueError(file, "editions", problem)


def _check_screens(rule_sets: dict[str, RuleSet]) -> None:
    """Check that every screen reads criteria that answer on all of its days."""
    for name, rules in rule_sets.items():
        for edition in rules.editions:
            if isinstance(edition, ScreenEdition):
                _check_screen(f"{name}.yaml", edition, rule_sets)


def _check_screen(
    file: str, edition: ScreenEdition, rule_sets: dict[str, RuleSet]
) -> None:
    place = f"{edition.version}.reads"
    graded = {n: r for n, r in rule_sets.items() if isinstance(r, GradedRules)}
    if edition.reads not in graded:
        hint = did_you_mean(edition.reads, graded)
        problem = f"no criteria called '{edition.reads}'.{hint}"
        raise CatalogueError(file, place, problem)
    read = graded[edition.reads].editions
    for one in read:
        _check_references(file, edition, one)
    ends = [one.in_force.until for one in read if one.in_force.until]
    for day in filter(edition.in_force.covers, (edition.in_force.start, *ends)):
        if not any(one.in_force.covers(day) for one in read):
            problem = f"'{edition.reads}' does not answer on {day}"
            raise CatalogueError(file, place, problem)


def _check_references(file: str, edition: ScreenEdition, read: GradedEdition) -> None:
    for name in (*edition.positive.references(), *edition.negative.references()):
        if name not in read.criteria:
            hint = did_you_mean(name, read.criteria)
            problem = f"no criterion '{name}'.{hint}"
            raise CatalogueError(file, f"{edition.version}.reads", problem)


def _integrity(file: Path) -> Integrity:
    data = read(file, TypeAdapter(Integrity))
    for entry, name in data.findings():
        _check_known(file.name, entry, name)
    return data


def _red_flags(file: Path) -> RedFlagData:
    data = read(file, TypeAdapter(RedFlagData))
    for pair in data.pairs:
        for name in pair.findings:
            _check_known(file.name, f"pairs.{pair.name}", name)
    return data


def _wording(file: Path) -> Wording:
    data = read(file, TypeAdapter(Wording))
    for place in ("findings", "checks"):
        for name in getattr(data, place):
            _check_known(file.name, place, name)
    return data


def _check_known(file: str, entry: str, name: str) -> None:
    if not known(name):
        hint = did_you_mean(name, leaves())
        raise CatalogueError(file, entry, f"'{name}' is not a finding.{hint}")


def read(file: Path, adapter: TypeAdapter[T]) -> T:
    """Read one file of a known shape.

    Raises:
        CatalogueError: The file is missing or wrong; the text names file and entry.
    """
    data = read_yaml(file)
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise _one_line(file.name, data, _telling(error)) from None


def _one_line(file: str, data: object, first: ErrorDetails) -> CatalogueError:
    entry = ".".join(_steps(data, first["loc"])) or "file"
    return CatalogueError(file, entry, _problem(first))


def _telling(error: ValidationError) -> ErrorDetails:
    """Return the error that explains most: a misspelt key before what it lacks."""
    errors = error.errors(include_url=False)
    misspelt = (one for one in errors if one["type"] == "extra_forbidden")
    return next(misspelt, errors[0])


def _steps(data: object, loc: Sequence[int | str]) -> Iterator[str]:
    """Yield the steps that lead into the file, entries of a list by their name."""
    for step, after in zip_longest(loc, loc[1:]):
        if isinstance(data, dict) and step in data:
            if step in _KINDS and after in data:
                continue  # not a key that leads on, but the kind that was chosen
            data = data[step]
            yield str(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
            yield _name_of(data) or str(step)


def _name_of(entry: object) -> str | None:
    if not isinstance(entry, dict):
        return None
    found = (entry.get(key) for key in ("code", "name", "version", "country"))
    return next((name for name in found if isinstance(name, str)), None)


def _problem(error: ErrorDetails) -> str:
    last = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            return f"there is no '{last}'.{did_you_mean(last, _keys())}"
        case "missing":
            return f"'{last}' is missing"
        case "union_tag_not_found":
            return _NO_SUCH_KIND + _hint(error["input"])
        case "union_tag_invalid":
            kinds = error["ctx"]["expected_tags"].split("'")[1::2]
            return _NO_SUCH_KIND + did_you_mean(error["ctx"]["tag"], kinds)
        case "refused":
            return error["msg"]
    return _quoting(error) or _lower(error["msg"]) + _given(error["input"])


def _given(value: object) -> str:
    """Show a wrong value as the file has it, if it is a single one."""
    if isinstance(value, str | bool | int | float | date | None):
        return f", not {_spelled(value)}"
    return ""


def _quoting(error: ErrorDetails) -> str:
    """Tell of quotes too many or too few around a number, a day, true or false."""
    given = error["input"]
    if error["type"] == "string_type" and isinstance(given, bool | int | float | date):
        plain = _spelled(given).strip('"')
        return f'{plain} is not text here; write "{plain}" in quotes'
    wants_plain = error["type"] in _PLAIN
    if wants_plain and isinstance(given, str) and _UNQUOTED.fullmatch(given):
        return f"'{given}' is text here; write {given} without quotes"
    return ""


def _spelled(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _hint(entry: object) -> str:
    """Name the key that was probably meant by the first that no file has."""
    keys = entry if isinstance(entry, dict) else ()
    wrong = (str(key) for key in keys if key not in _keys())
    return next((did_you_mean(key, _keys()) for key in wrong), "")


@cache
def _keys() -> frozenset[str]:
    """Return every key that a rule file can have anywhere."""
    models = [Strict]
    for model in models:
        models += model.__subclasses__()
    fields = [field for model in models for field in model.model_fields.items()]
    return frozenset(field.alias or name for name, field in fields)
