"""Where it hurts: the places named, their sides, and those that do not hurt."""

from collections.abc import Iterator, Mapping, Sequence

from bot.nlu.asides import (
    is_beside_the_point,
    is_only_scanned,
    is_unfelt,
    with_places_meant,
)
from bot.nlu.denials import is_denied, is_said_well
from bot.nlu.language import words_of
from bot.nlu.limbs import limbs_told
from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark
from bot.nlu.sides import BOTH, Sides, base

_SPAN = 8
_BEFORE = 6
_CLOSE = 4
_ANDS = frozenset({"and", "y", "e", "or", "o"})
_POSSESSIVES = frozenset({"my", "mi", "mis", "this", "este", "esta"})


def regions(scene: Scene) -> Iterator[Draft]:
    """Yield the places of the patient's pain; a place named with its side once."""
    scene = with_places_meant(scene)
    marks = limbs_told(scene.text.words, scene.of("regions"))
    sides = Sides(scene, marks)
    named = dict(_named(scene, marks, sides))
    told = [*named.values(), *_sides_alone(scene, sides, named)]
    told = [draft for draft in told if not _is_of_ribs(scene, draft, told)]
    own = {(one.first, one.last) for one in scene.of("regions/own")}
    mine = {id(draft) for mark, draft in named.items() if _at(mark) not in own}
    for draft in told:
        if id(draft) not in mine and not _is_lesser(scene, draft, told):
            yield draft
    yield from _mine_well(scene, named)


def _at(mark: Mark) -> tuple[int, int]:
    return mark.first, mark.last


def _named(
    scene: Scene, marks: list[Mark], sides: Sides
) -> Iterator[tuple[Mark, Draft]]:
    for mark in marks:
        draft = _region(scene, mark, sides.given.get(mark))
        is_left = mark in sides.withdrawn and not _is_well(scene, mark, draft)
        if not is_left and _is_told(scene, mark, draft):
            yield mark, draft


def _is_told(scene: Scene, mark: Mark, draft: Draft) -> bool:
    if not draft.negated:
        return not is_beside_the_point(scene, mark)
    if is_only_scanned(scene, mark):
        return False
    return _is_well(scene, mark, draft) or not is_unfelt(scene, mark)


def _is_well(scene: Scene, mark: Mark, draft: Draft) -> bool:
    return is_said_well(scene, mark, draft.first, draft.last)


def _sides_alone(
    scene: Scene, sides: Sides, named: Mapping[Mark, Draft]
) -> Iterator[Draft]:
    """Read the side said of a place named before: "the left one is fine"."""
    for mark, side in sides.alone:
        negated = is_denied(scene, side, side.first, side.last)
        is_told = any(_at(mark) == _at(one) for one in named)
        is_rest = not is_told or (mark in named and named[mark].negated)
        if negated or is_rest or _hurts_too(scene, side):
            value = f"{base(mark)}:{_side(side)}"
            yield Draft("pain_regions", value, side.first, side.last, negated)


def _mine_well(scene: Scene, named: Mapping[Mark, Draft]) -> Iterator[Draft]:
    """Read what is named of another and well of one's own: "mine are fine"."""
    for mark, draft in named.items():
        if scene.stance.owner(draft.last) == "other" and not draft.own:
            _, end = scene.text.bounds[mark.first]
            later = range(draft.last, min(end, draft.last + _SPAN * 2))
            for mine in _own_words(scene, later):
                if is_said_well(scene, mine, mine.first, mine.last):
                    span = (mine.first, mine.last)
                    yield Draft(draft.name, draft.value, *span, negated=True, own=True)


def _hurts_too(scene: Scene, side: Mark) -> bool:
    _, end = scene.text.bounds[side.first]
    after = range(side.last, min(end, side.last + _BEFORE))
    return any(scene.within(topic, after) for topic in ("context/pain", "context/too"))


def _is_lesser(scene: Scene, draft: Draft, told: Sequence[Draft]) -> bool:
    """Tell whether another draft says more: the same place with its side, or both."""
    return any(
        _says_more(other.value, draft.value)
        or (draft.value == "back" and _is_its_part(scene, other, draft))
        or (draft.negated and other.value == draft.value)
        for other in told
        if other.negated <= draft.negated and other != draft
    )


def _is_its_part(scene: Scene, other: Draft, back: Draft) -> bool:
    """Tell whether a part of the back is told next: "the back, between the blades"."""
    bounds = scene.text.bounds
    is_near = 0 <= other.first - back.last <= _SPAN * 2
    is_near = is_near and bounds[other.first] == bounds[back.first]
    return is_near and other.value.startswith(("upper_back", "lower_back"))


def _is_of_ribs(scene: Scene, flank: Draft, told: Sequence[Draft]) -> bool:
    """Tell whether a flank but says where the ribs are: "my left side, in the ribs"."""
    words = scene.text.words
    if not flank.value.startswith("abdomen"):
        return False
    if words_of("flank").isdisjoint(words[flank.first : flank.last]):
        return False
    return any(
        0 <= other.first - flank.last <= _CLOSE
        and _ANDS.isdisjoint(words[flank.last : other.first])
        for other in told
        if other.value == flank.value.replace("abdomen", "chest")
        and other.negated == flank.negated
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
    denied = is_denied(scene, mark, first, last)
    return Draft("pain_regions", region, first, last, denied, _is_own(scene, mark))


def _is_own(scene: Scene, mark: Mark) -> bool:
    """Tell whether the patient speaks, whoever was named before: "mine is the hip"."""
    start, _ = scene.text.bounds[mark.first]
    near = range(max(start, mark.first - _BEFORE), mark.first)
    if not _POSSESSIVES.isdisjoint(scene.text.words[mark.first - 1 : mark.first + 1]):
        return True
    return bool(_own_words(scene, near))


def _own_words(scene: Scene, places: range) -> list[Mark]:
    """Return the words of oneself: not the "a mí" of "a mi hermana"."""
    own = scene.within("context/mine", places)
    return [one for one in own if scene.stance.label(one.last - 1) != "other"]


def _extent(mark: Mark, side: Mark) -> tuple[int, int]:
    first, last = min(mark.first, side.first), max(mark.last, side.last)
    return (mark.first, mark.last) if last - first > _SPAN else (first, last)
