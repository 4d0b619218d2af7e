"""How the pain is spread, where the patient says so."""

from collections.abc import Iterator

from bot.nlu.illnesses import is_asked
from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark

_PLACES = frozenset({"story", "regions", "distribution", "intensity"})


def distributions(scene: Scene) -> Iterator[Draft]:
    """Yield what is said of the spread of the pain."""
    for mark in scene.of("distribution"):
        if _is_said(scene, mark):
            value = mark.label.partition("/")[2]
            yield Draft("distribution", value, mark.first, mark.last)
    if scene.asked == "distribution":
        yield from _whole_limbs(scene)


def _is_said(scene: Scene, mark: Mark) -> bool:
    denied = scene.stance.is_negated(mark.first, mark.last)
    idiom = mark.label.endswith("discrete") and scene.is_masked(mark)
    is_half = mark.label.endswith("widespread") and _is_of_a_side(scene, mark)
    topical = scene.asked in _PLACES or _is_of_pain(scene)
    return topical and not (denied or idiom or is_half or is_asked(scene, mark))


def _is_of_a_side(scene: Scene, mark: Mark) -> bool:
    """Tell whether it is one side that hurts: "my right side, from head to toe"."""
    places = scene.within("regions", range(*scene.text.bounds[mark.first]))
    return any("hemibody" in one.label for one in places)


def _is_of_pain(scene: Scene) -> bool:
    return bool(scene.of("context/pain") or scene.of("regions"))


def _whole_limbs(scene: Scene) -> Iterator[Draft]:
    """Read "toda la pierna", said of where the pain is, as more than one spot."""
    whole = {mark.last: mark.first for mark in scene.of("context/whole")}
    for mark in scene.of("regions"):
        is_part = not mark.label.endswith("_body")
        if mark.first in whole and is_part and not scene.is_masked(mark):
            yield Draft("distribution", "regional", whole[mark.first], mark.last)
