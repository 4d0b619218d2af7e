"""The shapes of what all rule sets stand on: integrity, parts of the body, wording."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from criteria.conditions import Condition
from criteria.findings import REGIONS
from criteria.shapes import Sentence, Sourced, Text, Versioned
from criteria.values import Source, Status, Strict


class Default(Strict):
    """A value that a finding takes when it was not said."""

    finding: Sentence
    expected: Literal["true", "false"] = Field(alias="is")
    when: Condition


class Integrity(Versioned):
    """What must fit together, and what follows from what was said.

    Attributes:
        chains: Findings from the strongest statement to the weakest.
        never_together: Findings that cannot all be true.
        defaults: Values of findings that were not said.
        scope_known: Holds when the place of the pain is known.
        longer: The strict reading of the shortest duration.
        as_long: The inclusive reading of the same.
    """

    source: Sentence
    provenance: Sourced
    chains: tuple[tuple[str, ...], ...]
    never_together: tuple[tuple[str, ...], ...]
    defaults: tuple[Default, ...]
    scope_known: Condition
    longer: Condition
    as_long: Condition

    def findings(self) -> Iterator[tuple[str, str]]:
        """Yield every place in the file with a finding that it reads."""
        yield from (("chains", name) for chain in self.chains for name in chain)
        yield from (("never_together", n) for pair in self.never_together for n in pair)
        for default in self.defaults:
            yield "defaults", default.finding
            yield from (("defaults", name) for name in default.when.names())
        for place in ("scope_known", "longer", "as_long"):
            yield from ((place, name) for name in getattr(self, place).names())


FIVE = 5
"""How many body regions the fibromyalgia criteria of 2016 know."""
Region = Literal[REGIONS]  # type: ignore[valid-type]


class RegionData(Versioned):
    """Which parts of the body touch, and which make up the five body regions.

    Attributes:
        touches: Neighbours, each pair once.
        touch_everything: Parts that reach all others.
        midline: Parts whose left and right touch.
        upper: Parts of an upper body region, with a side.
        lower: Parts of a lower one.
        axial: Parts of the axial one.
        everywhere: Parts that stand for all five.
        one_side: Parts that stand for an upper and a lower region of one side.
        widespread_from: How many of the five make pain widespread.
    """

    source: Sentence
    provenance: Sourced
    touches: dict[Region, tuple[Region, ...]]
    touch_everything: tuple[Region, ...]
    midline: tuple[Region, ...]
    upper: tuple[Region, ...]
    lower: tuple[Region, ...]
    axial: tuple[Region, ...]
    everywhere: tuple[Region, ...]
    one_side: tuple[Region, ...]
    widespread_from: Annotated[int, Field(strict=True, ge=1, le=FIVE)]

    def are_neighbours(self, one: str, other: str) -> bool:
        """Return whether two different parts touch."""
        return other in self.touches.get(one, ()) or one in self.touches.get(other, ())


class Wording(Versioned):
    """Words for clinicians: labels, templates and the lines of the exam checklist.

    Attributes:
        templates: How an explanation is put together.
        values: The words for a value.
        statuses: The words for how a finding came to be known or is not.
        sources: The words for who said it.
        suppliers: The words for who can supply what is missing.
        findings: The label of every finding that a criterion reads.
        checks: What to examine or judge for each finding of a clinician's, in order.
    """

    source: Sentence
    provenance: Sourced
    templates: dict[str, Text]
    values: dict[str, Text]
    statuses: dict[Status, Text]
    sources: dict[Source, Text]
    suppliers: dict[str, Text]
    findings: dict[str, Text]
    checks: dict[str, Text]
