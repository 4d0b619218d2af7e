"""Sums and counts over findings, as the lowest and highest value still possible."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from criteria.findings import known
from criteria.reading import check_most, check_sayable, check_size
from criteria.shapes import Limit
from criteria.values import CSI_ITEM_MAX, CSI_ITEMS, Csi, Strict

Span = tuple[int, int]
Values = Mapping[str, Any]


class SumOf(Strict):
    """A sum of parts; a true part counts its full weight, a number counts itself.

    Attributes:
        sum_of: The most that each finding can add.
    """

    sum_of: Annotated[dict[str, Limit], Field(min_length=1)]

    @model_validator(mode="after")
    def _parts_can_add_that_much(self) -> Self:
        for name, most in self.sum_of.items():
            if known(name):
                check_most(name, most)
        return self

    def span(self, values: Values) -> Span:
        """Return the lowest and the highest sum that the answers allow."""
        low = sum(_points(values.get(name), top) for name, top in self.sum_of.items())
        return low, low + sum(self.missing(values).values())

    def missing(self, values: Values) -> dict[str, int]:
        """Return the unanswered findings with the most that each could add."""
        return {n: top for n, top in self.sum_of.items() if values.get(n) is None}

    def names(self) -> Iterator[str]:
        """Yield the findings the score reads."""
        return iter(self.sum_of)


class SizeOf(Strict):
    """How many areas a list holds.

    Attributes:
        size_of: The list's name.
        most: How many areas there are.
    """

    size_of: str
    most: Limit

    @model_validator(mode="after")
    def _list_is_that_long(self) -> Self:
        if known(self.size_of):
            check_size(self.size_of, self.most)
        return self

    def span(self, values: Values) -> Span:
        """Return the number of areas, or every number while the list is unknown."""
        areas = values.get(self.size_of)
        return (0, self.most) if areas is None else (len(set(areas)),) * 2

    def missing(self, values: Values) -> dict[str, int]:
        """Return the list with the most it could add, while it is unknown."""
        return {self.size_of: self.most} if values.get(self.size_of) is None else {}

    def names(self) -> Iterator[str]:
        """Yield the list's name."""
        yield self.size_of


class GroupsOf(Strict):
    """How many groups of areas a list touches.

    Attributes:
        groups_of: The list's name.
        groups: The areas of each group.
    """

    groups_of: str
    groups: Annotated[dict[str, tuple[str, ...]], Field(min_length=1)]

    @model_validator(mode="after")
    def _areas_can_be_said(self) -> Self:
        if known(self.groups_of):
            for areas in self.groups.values():
                check_sayable(self.groups_of, areas)
        return self

    def span(self, values: Values) -> Span:
        """Return the number of groups, or every number while the list is unknown."""
        areas = values.get(self.groups_of)
        if areas is None:
            return 0, len(self.groups)
        touched = sum(not set(areas).isdisjoint(g) for g in self.groups.values())
        return touched, touched

    def missing(self, values: Values) -> dict[str, int]:
        """Return the list with the most it could add, while it is unknown."""
        unknown = values.get(self.groups_of) is None
        return {self.groups_of: len(self.groups)} if unknown else {}

    def names(self) -> Iterator[str]:
        """Yield the list's name."""
        yield self.groups_of


class Questionnaire(Strict):
    """The total of the Central Sensitisation Inventory, from its items or its sum.

    Attributes:
        total_of: The questionnaire's name.
    """

    total_of: Literal["csi"]

    def span(self, values: Values) -> Span:
        """Return the sum of the answers, and the same with every gap at its most."""
        low, missing = csi_counts(values.get(self.total_of))
        return low, low + CSI_ITEM_MAX * missing

    def missing(self, values: Values) -> dict[str, int]:
        """Return the questionnaire with the most it could add, while it has gaps."""
        _, missing = csi_counts(values.get(self.total_of))
        return {self.total_of: CSI_ITEM_MAX * missing} if missing else {}

    def names(self) -> Iterator[str]:
        """Yield the questionnaire's name."""
        yield self.total_of


def _points(value: object, top: int) -> int:
    if isinstance(value, int):
        return value
    return top if value == "true" else 0


def csi_counts(csi: Csi | None) -> tuple[int, int]:
    """Return the sum of the answered items and how many items have no answer."""
    if csi is None:
        return 0, CSI_ITEMS
    if csi.items is None:
        return csi.answered_sum or 0, csi.missing or 0
    answered = [item for item in csi.items if item is not None]
    return sum(answered), CSI_ITEMS - len(answered)


KINDS = ("sum_of", "size_of", "groups_of", "total_of")
"""The key that tells the kind."""


def _kind_of(value: object) -> str | None:
    keys = value if isinstance(value, Mapping) else ()
    return next((kind for kind in KINDS if kind in keys), None)


Score = Annotated[
    Annotated[SumOf, Tag("sum_of")]
    | Annotated[SizeOf, Tag("size_of")]
    | Annotated[GroupsOf, Tag("groups_of")]
    | Annotated[Questionnaire, Tag("total_of")],
    Discriminator(_kind_of),
]


def spans(scores: Mapping[str, Score], values: Values) -> dict[str, Span]:
    """Return the lowest and highest value of each score that the answers allow."""
    return {name: score.span(values) for name, score in scores.items()}
