"""Finds the side of the body that a short answer names."""

import re

from actions.folding import fold

SIDES = ("left", "right", "both")
STEMS = {
    "left": ("izquierd", "left"),
    "right": ("derech", "right"),
    "both": ("amb[oa]s", "l[oa]s dos", "both", "las? dos"),
}
ALONE = re.compile(
    r"\b(?:(?:the|my|on the|its|it's) (?:left|right)|both|izquierd[oa]|derech[oa]|"
    r"l[oa]s dos|amb[oa]s)\b"
)


def names_side(text: str) -> bool:
    """Tell whether a text plainly speaks of a side of the body.

    >>> names_side("actually, the left one"), names_side("actually, I left work")
    (True, False)
    """
    return ALONE.search(fold(text)) is not None


def side_in(text: str) -> str | None:
    """Return the side a text names, None where it names none.

    >>> side_in("nomás la derecha"), side_in("left and right"), side_in("no sé")
    ('right', 'both', None)
    """
    plain = fold(text)
    named = {s for s, stems in STEMS.items() if any(_is_in(st, plain) for st in stems)}
    if len(named) > 1:
        return "both"
    return next(iter(named), None)


def _is_in(stem: str, text: str) -> bool:
    return re.search(rf"\b{stem}", text) is not None
