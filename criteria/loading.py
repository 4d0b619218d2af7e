"""Reads a folder of rule files; a wrong line is an error naming file and entry."""

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from criteria.errors import CatalogueError, did_you_mean
from criteria.findings import known, leaves
from criteria.rule_sets import (
    EmergencyData,
    Integrity,
    RedFlagData,
    RegionData,
    RuleSet,
    findings_read,
)
from criteria.values import Strict

T = TypeVar("T")
_RULES: TypeAdapter[RuleSet] = TypeAdapter(
    Annotated[RuleSet, Field(discriminator="kind")]
)
_NOT_DATED = ("red_flags", "emergency", "integrity", "regions")


class Catalogue(Strict):
    """Every rule set with the safety data beside them.

    Attributes:
        rule_sets: The dated rule sets by name.
        red_flags: Codes, levels and wording.
        emergency: Numbers by country.
        integrity: What must fit together.
        regions: Which parts of the body touch.
    """

    rule_sets: dict[str, RuleSet]
    red_flags: RedFlagData
    emergency: EmergencyData
    integrity: Integrity
    regions: RegionData


def load(folder: Path) -> Catalogue:
    """Read a folder of rule files.

    Raises:
        CatalogueError: A file is missing or wrong; the text names file and entry.
    """
    files = sorted(folder.glob("*.yaml"))
    return Catalogue(
        rule_sets={f.stem: _rules(f) for f in files if f.stem not in _NOT_DATED},
        red_flags=_read(folder / "red_flags.yaml", TypeAdapter(RedFlagData)),
        emergency=_read(folder / "emergency.yaml", TypeAdapter(EmergencyData)),
        integrity=_integrity(folder / "integrity.yaml"),
        regions=_read(folder / "regions.yaml", TypeAdapter(RegionData)),
    )


def _rules(file: Path) -> RuleSet:
    rules = _read(file, _RULES)
    if rules.id != file.stem:
        problem = f"'{rules.id}' is not the name of the file"
        raise CatalogueError(file.name, "id", problem)
    for entry, name in findings_read(rules):
        _check_known(file.name, entry, name)
    return rules


def _integrity(file: Path) -> Integrity:
    data = _read(file, TypeAdapter(Integrity))
    for entry, name in data.findings():
        _check_known(file.name, entry, name)
    return data


def _check_known(file: str, entry: str, name: str) -> None:
    if not known(name):
        hint = did_you_mean(name, leaves())
        raise CatalogueError(file, entry, f"'{name}' is not a finding.{hint}")


def _read(file: Path, adapter: TypeAdapter[T]) -> T:
    try:
        data = YAML(typ="safe", pure=True).load(file)
        return adapter.validate_python(data)
    except OSError as error:
        raise CatalogueError(file.name, "file", str(error.strerror)) from error
    except YAMLError as error:
        problem = " ".join(str(error).split())
        raise CatalogueError(file.name, "YAML", problem) from error
    except ValidationError as error:
        raise _one_line(file.name, error.errors(include_url=False)[0]) from error


def _one_line(file: str, first: ErrorDetails) -> CatalogueError:
    entry = ".".join(str(step) for step in first["loc"]) or "file"
    message = first["msg"][0].lower() + first["msg"][1:]
    return CatalogueError(file, entry, message)
