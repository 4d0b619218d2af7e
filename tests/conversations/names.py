"""Checks of a name that say what was probably meant."""

from collections.abc import Collection
from difflib import get_close_matches


def one_of(name: str, allowed: Collection[str], what: str) -> str:
    """Return the name.

    Raises:
        ValueError: it is not among the allowed ones; the text says the nearest.
    """
    if name not in allowed:
        message = f"'{name}' is not a {what}{meant(name, allowed)}"
        raise ValueError(message)
    return name


def meant(name: str, allowed: Collection[str]) -> str:
    """Return a question that offers the nearest allowed name, if one is near."""
    near = get_close_matches(name, sorted(allowed), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""
