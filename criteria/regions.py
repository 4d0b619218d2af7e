"""Works with the parts of the body that hurt: joining, leaving out, how far spread."""

from collections.abc import Iterable, Iterator

from criteria.catalogue import catalogue
from criteria.groundwork import RegionData
from criteria.names import SIDED_REGIONS

Part = tuple[str, str]
_ORDER = {region: place for place, region in enumerate(SIDED_REGIONS)}


def merged(regions: Iterable[str]) -> tuple[str, ...]:
    """Return regions once each, in the order of the vocabulary.

    A part named with its side replaces the same part without; both sides replace
    left and right.

    >>> merged(["knee:left", "knee", "hand:both", "hand:left"])
    ('hand:both', 'knee:left')
    """
    said = set(regions)
    return tuple(sorted((r for r in said if not _is_covered(r, said)), key=_place))


def without(regions: Iterable[str], region: str) -> tuple[str, ...]:
    """Return regions without one that does not hurt.

    A part without a side takes both sides away; one side leaves the other.

    >>> without(["knee:both", "hip"], "knee:left")
    ('hip', 'knee:right')
    """
    name, side = _split(region)
    left = [kept for one in regions for kept in _less(one, name, side)]
    return merged(left)


def suggest_distribution(regions: Iterable[str]) -> str | None:
    """Suggest how far pain spreads from the parts that hurt, None to ask instead.

    It is a suggestion for the dialogue; the rules never read it.

    Args:
        regions: Region ids, with or without a side.

    >>> suggest_distribution(["shoulder:left", "knee:right"])
    'multifocal'
    >>> suggest_distribution(["lower_back", "buttock:left"]) is None
    True
    """
    parts = {part for region in regions for part in _parts(region)}
    data = catalogue().regions
    if _five_regions(parts, data) >= data.widespread_from:
        return "widespread"
    return "multifocal" if _separate(parts, data) else None


def _is_covered(region: str, said: set[str]) -> bool:
    name, side = _split(region)
    if side in ("left", "right"):
        return f"{name}:both" in said
    sided = {f"{name}:left", f"{name}:right", f"{name}:both"}
    return side == "" and not said.isdisjoint(sided)


def _less(region: str, name: str, side: str) -> Iterator[str]:
    own_name, own_side = _split(region)
    if own_name != name:
        yield region
    elif side in ("left", "right") and own_side not in (side, ""):
        other = "right" if side == "left" else "left"
        yield f"{name}:{other}"


def _split(region: str) -> Part:
    name, _, side = region.partition(":")
    return name, side


def _place(region: str) -> int:
    return _ORDER[region]


def _parts(region: str) -> Iterator[Part]:
    name, side = _split(region)
    sides = ("left", "right") if side == "both" else (side,)
    return ((name, one) for one in sides)


def _five_regions(parts: set[Part], data: RegionData) -> int:
    """Count the body regions touched; parts without a side count once, not twice."""
    if any(name in data.everywhere for name, _ in parts):
        return 5
    axial = any(name in data.axial for name, _ in parts)
    return axial + sum(
        _sides_of([*group, *data.one_side], parts) for group in (data.upper, data.lower)
    )


def _sides_of(group: list[str], parts: set[Part]) -> int:
    sides = {side for name, side in parts if name in group}
    return len(sides - {""}) or len(sides)


def _separate(parts: set[Part], data: RegionData) -> bool:
    """Return whether some parts cannot be reached from others by touching."""
    if not parts:
        return False
    first, *rest = sorted(parts)
    reached, frontier = {first}, [first]
    while frontier:
        here = frontier.pop()
        new = {part for part in rest if _touch(here, part, data)} - reached
        reached |= new
        frontier += new
    return reached != parts


def _touch(one: Part, other: Part, data: RegionData) -> bool:
    names = one[0], other[0]
    if any(name in data.touch_everything for name in names):
        return True
    if names[0] != names[1] and not data.are_neighbours(*names):
        return False
    midline = any(name in data.midline for name in names)
    return midline or one[1] == other[1] or "" in (one[1], other[1])
