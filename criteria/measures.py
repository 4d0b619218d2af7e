"""Outcomes of scores: the span that the answers allow, beside cut-offs and bands."""

from typing import Any

from criteria.logic import Truth, spelled
from criteria.rule_sets import CountEdition, CsiEdition
from criteria.scores import Span, Values

Outcome = dict[str, Any]


def csi(edition: CsiEdition, values: Values) -> Outcome:
    """Return the span of the inventory, its cut-off, its band and its nearness."""
    span = edition.score.span(values)
    near = edition.near_cut_off
    return {
        "min": span[0],
        "max": span[1],
        "ge40": spelled(_reaches(span, edition.cut_off)),
        "band": _band(edition, span),
        "near_cutoff": span[0] <= near.end and span[1] >= near.start,
    }


def count(edition: CountEdition, values: Values) -> Outcome:
    """Return the span of a count and whether it reaches its cut-off."""
    span = edition.score.span(values)
    positive = spelled(_reaches(span, edition.cut_off))
    return {"min": span[0], "max": span[1], "positive": positive}


def _reaches(span: Span, cut_off: int) -> Truth:
    low, high = span
    if low >= cut_off:
        return True
    return False if high < cut_off else None


def _band(edition: CsiEdition, span: Span) -> str | None:
    """Name the band that holds the whole span, if one does."""
    low, high = (
        max((band for band in edition.bands if band.start <= end), key=_start)
        for end in span
    )
    return low.code if low is high else None


def _start(band: Any) -> int:
    return int(band.start)
