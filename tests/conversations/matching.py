"""Compares what is with what was expected: only what was expected is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MISSING = "nothing"
TOLERANCE = 0.06


@dataclass(frozen=True)
class Check:
    """One expectation and what was found in its place."""

    what: str
    expected: Any
    found: Any

    @property
    def holds(self) -> bool:
        """Tell whether what was found is what was expected."""
        return fits(self.expected, self.found)


def fits(expected: Any, found: Any) -> bool:
    """Tell whether a value is the expected one.

    A number stands for an interval of that number, true for "true", a list for the
    same members in any order, an object for one that holds at least its entries.
    """
    if isinstance(expected, bool):
        return found in (expected, str(expected).lower())
    if isinstance(expected, int | float):
        return _is_number(expected, found)
    if isinstance(expected, Mapping):
        return isinstance(found, Mapping) and all(
            fits(value, found.get(name)) for name, value in expected.items()
        )
    if isinstance(expected, list | tuple):
        return isinstance(found, list | tuple) and sorted(expected) == sorted(found)
    return bool(expected == found)


def at_path(tree: Any, path: str) -> Any:
    """Return what stands at a dotted path of an object, "nothing" if nothing does."""
    for name in path.split("."):
        if not isinstance(tree, Mapping) or name not in tree:
            return MISSING
        tree = tree[name]
    return tree


def checks_at(label: str, expected: Mapping[str, Any], tree: Any) -> Iterator[Check]:
    """Compare what stands at dotted paths."""
    for path, value in expected.items():
        yield Check(f"{label} {path}", value, at_path(tree, path))


def _is_number(expected: float, found: Any) -> bool:
    if isinstance(found, Mapping):
        return all(_is_number(expected, found.get(end)) for end in ("low", "high"))
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    return is_number and abs(found - expected) <= TOLERANCE
