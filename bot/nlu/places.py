"""Where it hurts: the places named, their sides, and those that do not hurt."""

from collections.abc import Iterator, Sequence

from bot.nlu.asides import (
    clause_of,
    clause_start,
    is_beside_the_point,
    is_unfelt,
    places_meant,
)
from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark
from bot.nlu.sides import BOTH, Sides, base

_SPAN = 8
_LATER = 14
_BEFORE = 6
_THIS = frozenset({"this", "these", "este", "esta", "estos", "estas"})
_CLOSES = frozenset(".,;:!?)\n") | {"y", "and", "pero", "but", "now", "ahora"}
_PAINS = ("context/pain", "context/annoyance")
_UNTOLD = frozenset({"safety"})


def regions(scene: Scene) -> Iterator[Draft]:
    """Yield the places of the patient's pain; a place named with its side once."""
    marks = places_meant(scene)
    sides = Sides(scene, marks)
    told = [*_named(scene, marks, sides), *_sides_alone(scene, sides)]
    drafts = [draft for draft in told if not _is_lesser(draft, told)]
    yield from drafts


def _named(scene: Scene, marks: list[Mark], sides: Sides) -> Iterator[Draft]:
    for mark in marks:
        draft = _region(scene, mark, sides.given.get(mark))
        if mark not in sides.withdrawn and _is_told(scene, mark, draft):
            yield draft


def _is_told(scene: Scene, mark: Mark, draft: Draft) -> bool:
    if not draft.negated:
        return not is_beside_the_point(scene, mark)
    is_well = _is_said_well(scene, mark, draft.first, draft.last)
    return is_well or not is_unfelt(scene, mark)


def _sides_alone(scene: Scene, sides: Sides) -> Iterator[Draft]:
    """Read the side said of a place named before: "the left one is fine"."""
    for mark, side in sides.alone:
        negated = _is_denied(scene, side, side.first, side.last)
        if negated or _hurts_too(scene, side):
            value = f"{base(mark)}:{_side(side)}"
            yield Draft("pain_regions", value, side.first, side.last, negated)


def _hurts_too(scene: Scene, side: Mark) -> bool:
    _, end = scene.text.bounds[side.first]
    after = range(side.last, min(end, side.last + _BEFORE))
    return any(scene.within(topic, after) for topic in ("context/pain", "context/too"))


def _is_lesser(draft: Draft, told: Sequence[Draft]) -> bool:
    """Tell whether another draft says more: the same place with its side, or both."""
    return any(
        _says_more(other.value, draft.value)
        or (draft.negated and other.value == draft.value)
        for other in told
        if other.negated <= draft.negated and other != draft
    )


def _says_more(other: str, value: str) -> bool:
    place, _, side = value.partition(":")
    if not side and other.startswith(f"{place}:"):
        return True
    if place == "whole_body" and other.startswith("hemibody"):
        return True
    return side not in {"", BOTH} and other == f"{place}:{BOTH}"


def _side(side: Mark) -> str:
    return side.label.partition("/")[2]


def _region(scene: Scene, mark: Mark, side: Mark | None) -> Draft:
    region = mark.label.partition("/")[2]
    if side:
        region = f"{base(mark)}:{_side(side)}"
    first, last = _extent(mark, side or mark)
    denied = _is_denied(scene, mark, first, last)
    return Draft("pain_regions", region, first, last, denied, _is_own(scene, mark))


def _is_own(scene: Scene, mark: Mark) -> bool:
    """Tell whether the patient speaks, whoever was named before: "mine is the hip"."""
    start, _ = scene.text.bounds[mark.first]
    near = range(max(start, mark.first - _BEFORE), mark.first)
    return bool(scene.within("context/mine", near))


def _extent(mark: Mark, side: Mark) -> tuple[int, int]:
    first, last = min(mark.first, side.first), max(mark.last, side.last)
    return (mark.first, mark.last) if last - first > _SPAN else (first, last)


def _is_denied(scene: Scene, mark: Mark, first: int, last: int) -> bool:
    if scene.asked in _UNTOLD:
        return False
    if _is_said_well(scene, mark, first, last):
        return True
    return scene.stance.is_negated(first, last) and not _is_still_said(scene, mark)


def _is_said_well(scene: Scene, mark: Mark, first: int, last: int) -> bool:
    return _is_painless(scene, mark, last) or _is_well(scene, first, last)


def _is_still_said(scene: Scene, mark: Mark) -> bool:
    """Tell whether the "no" is not of the place: "not a day without this back"."""
    if scene.text.words[mark.first - 1 : mark.first] in {(word,) for word in _THIS}:
        return True
    return bool(scene.within("context/undenied", clause_of(scene, mark)))


def _is_well(scene: Scene, first: int, last: int) -> bool:
    """Tell whether "fine" follows at once, or "nothing in" comes right before."""
    comma = scene.text.words[last : last + 1] in {(",",), (":",)}
    after = scene.within("context/well", range(last, last + 1 + comma))
    ended = [one for one in after if _closes(scene, one.last)]
    nothing = scene.within("context/nothing_in", range(max(0, first - _BEFORE), first))
    return bool(ended) or any(one.last == first for one in nothing)


def _closes(scene: Scene, place: int) -> bool:
    return not set(scene.text.words[place : place + 1]) - _CLOSES


def _is_painless(scene: Scene, mark: Mark, last: int) -> bool:
    """Tell whether the place is said to be well: "las manos no me duelen"."""
    start, end = scene.text.bounds[mark.first]
    after = range(max(last, mark.last), min(end, mark.last + _LATER))
    following = [*scene.within("regions", after), *scene.within("sides", after)]
    following.sort(key=lambda one: one.first)
    well = scene.within("context/painless", after)
    if not well or _stands_between(scene, following, well[0]):
        return False
    lowest = clause_start(scene, mark.first, max(start, mark.first - _BEFORE))
    before = range(lowest, well[0].first)
    pains = (scene.within(topic, before) for topic in _PAINS)
    return all(one.last > well[0].first for some in pains for one in some)


def _stands_between(scene: Scene, following: list[Mark], well: Mark) -> bool:
    """Tell whether another place is meant by "well", unless a list of them is."""
    between = [mark for mark in following if mark.first < well.first]
    if not between:
        return False
    words = scene.text.words[between[-1].last : well.first]
    listed = scene.text.words[between[0].first - 1 : between[0].first]
    return listed not in {("y",), ("and",), ("ni",), ("nor",)} or "," in words
