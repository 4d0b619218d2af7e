"""The rule sets as a table and JSON Schemas, for readers and other languages."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from criteria.catalogue import catalogue
from criteria.findings import Findings
from criteria.loading import RULES
from criteria.rule_sets import AnyEdition, GradedEdition
from criteria.safety import RedFlagData

COLUMNS = ("rule set", "version", "in force", "outcomes", "source", "provenance")
NEWEST = "the newest"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

Row = tuple[str, ...]


def rules_table(on: date | None = None) -> str:
    """Return every edition of every rule set, and the data beside them, as a table.

    Args:
        on: Only what answers on this day; None for all, past and to come.
    """
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *_dated(on), *_undated()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema of one flat object of findings."""
    return {"$schema": DRAFT, **Findings.model_json_schema()}


def rule_file_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule file."""
    return {"$schema": DRAFT, **RULES.json_schema()}


def red_flags_schema() -> dict[str, Any]:
    """Return the JSON Schema of the red-flag file."""
    return {"$schema": DRAFT, **TypeAdapter(RedFlagData).json_schema()}


def _dated(on: date | None) -> Iterator[Row]:
    for name, rules in catalogue().rule_sets.items():
        for edition in rules.editions:
            if on is None or edition.in_force.covers(on):
                yield _row(name, edition)


def _row(name: str, edition: AnyEdition) -> Row:
    until = edition.in_force.until
    days = (
        f"{edition.in_force.start} – {until}"
        if until
        else f"{edition.in_force.start} –"
    )
    return (
        f"`{name}`",
        edition.version,
        days,
        _outcomes(edition),
        edition.source,
        ", ".join(edition.provenance),
    )


def _outcomes(edition: AnyEdition) -> str:
    if isinstance(edition, GradedEdition):
        return " · ".join(label.code for label in edition.labels)
    cut_off = getattr(edition, "cut_off", None)
    return "positive · negative · incomplete" if cut_off is None else f"≥ {cut_off}"


def _undated() -> Iterator[Row]:
    rules = catalogue()
    flags = rules.red_flags
    codes = f"{len(flags.codes)} codes, {len(flags.pairs)} pairs"
    countries = " · ".join(one.country for one in rules.emergency.countries)
    reviewed = f"numbers reviewed {rules.emergency.reviewed}"
    yield _beside(flags.id, flags.version, codes, flags.source, flags.provenance)
    yield _beside("emergency", rules.emergency.version, countries, reviewed, ())
    for data in (rules.integrity, rules.regions, rules.wording):
        yield _beside(data.id, data.version, "–", data.source, data.provenance)


def _beside(
    name: str, version: str, what: str, source: str, provenance: Sequence[str]
) -> Row:
    marks = ", ".join(provenance) or "see each entry"
    return f"`{name}`", version, NEWEST, what, source, marks
