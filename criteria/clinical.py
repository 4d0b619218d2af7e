"""Evidence for clinicians only; no text that a patient sees may come from here."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from criteria.findings import CONDITIONS
from criteria.glossaries import Glossary
from criteria.loading import read
from criteria.shapes import Sentence, Sourced, Text
from criteria.values import Strict

FOLDER = Path(__file__).parent / "clinical"
REFERENCES = 32


class _Data(Strict):
    id: Sentence
    version: Sentence
    source: Sentence
    provenance: Sourced


class Claim(Strict):
    """What the seed paper says of ketamine in one condition, and what a check found.

    Attributes:
        condition: The condition.
        evidence: The kind of evidence that the paper names.
        finding: What the paper says it found.
        references: The paper's own reference numbers.
        check: What the sources say when read.
        source: What was read for the check.
    """

    id: Sentence
    condition: Text
    evidence: Text
    finding: Text
    references: tuple[Annotated[int, Field(ge=1, le=REFERENCES)], ...]
    check: Text
    source: Sentence
    provenance: Sourced


class Ketamine(_Data):
    """The paper's ketamine evidence with the check column."""

    entries: tuple[Claim, ...]


class Associated(Strict):
    """A condition that the paper names beside nociplastic pain; never a criterion.

    Attributes:
        condition: Its name among the told conditions.
        gradable: Whether pain of this kind lies in the scope of the criteria.
    """

    condition: Literal[CONDITIONS]  # type: ignore[valid-type]
    text: Text
    gradable: bool
    note: Text


class AssociatedConditions(_Data):
    """The associated conditions with the caution that goes with them."""

    entries: tuple[Associated, ...]
    caution: Text


class Study(Strict):
    """How well the criteria did in one study, and how to read it."""

    id: Sentence
    study: Sentence
    design: Text
    result: Text
    reading: Text
    provenance: Sourced


class Validity(_Data):
    """The studies with the caution that goes with them."""

    entries: tuple[Study, ...]
    caution: Text


@cache
def ketamine() -> Ketamine:
    """Return what the seed paper says of ketamine, claim by claim, with the check.

    >>> ketamine().entries[0].references
    (22, 23, 24)
    """
    return read(FOLDER / "ketamine.yaml", TypeAdapter(Ketamine))


@cache
def associated_conditions() -> AssociatedConditions:
    """Return the conditions that the seed paper names beside nociplastic pain."""
    return read(FOLDER / "associated.yaml", TypeAdapter(AssociatedConditions))


@cache
def validity() -> Validity:
    """Return how well the criteria did in studies."""
    return read(FOLDER / "validity.yaml", TypeAdapter(Validity))


@cache
def glossary() -> Glossary:
    """Return the paper's terms as a clinician would say them."""
    return read(FOLDER / "glossary.yaml", TypeAdapter(Glossary))
