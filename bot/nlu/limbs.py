"""Which limb a finger, a toe or a part of a limb belongs to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.nlu.language import words_of
from bot.nlu.phrasebook import Mark

_REGIONS = "regions/"
_PARTS = {
    "arm": ("upper_arm", "elbow", "forearm", "wrist", "hand"),
    "leg": ("thigh", "knee", "lower_leg", "ankle", "foot"),
}
_ENDS = {"arm": "hand", "leg": "foot"}


def limb_of(mark: Mark) -> str | None:
    """Return the limb of a place: "arm", "leg" or none."""
    place = mark.label.removeprefix(_REGIONS).partition(":")[0]
    return next(
        (limb for limb, parts in _PARTS.items() if place in {limb, *parts}), None
    )


def is_part_of(mark: Mark, whole: Mark) -> bool:
    """Tell whether a place is part of another: the knee of the leg."""
    place, limb = (one.label.removeprefix(_REGIONS) for one in (mark, whole))
    return place.partition(":")[0] in _PARTS.get(limb.partition(":")[0], ())


def is_digit(words: Sequence[str], mark: Mark) -> bool:
    """Tell whether a place is a finger or a toe."""
    return not words_of("digits").isdisjoint(words[mark.first : mark.last])


def limbs_told(words: Sequence[str], marks: Iterable[Mark]) -> list[Mark]:
    """Return the places, each "dedo" as one of the limb told of before, or after."""
    marks = list(marks)
    return [_of_limb(words, marks, number) for number in range(len(marks))]


def _of_limb(words: Sequence[str], marks: list[Mark], number: int) -> Mark:
    mark = marks[number]
    if mark.last - mark.first > 2 or not is_digit(words, mark):
        return mark
    limb = next(_limbs(words, [*marks[:number][::-1], *marks[number + 1 :]]), None)
    if limb is None or limb == limb_of(mark):
        return mark
    return replace(mark, label=f"{_REGIONS}{_ENDS[limb]}")


def _limbs(words: Sequence[str], marks: Iterable[Mark]) -> Iterator[str]:
    told = ((limb_of(one), one) for one in marks)
    return (limb for limb, one in told if limb and not is_digit(words, one))
