"""Illnesses the patient has or lacks: told, not feared, asked about or another's."""

from collections.abc import Iterator

from bot.nlu.mentions import Draft, Scene, truth
from bot.nlu.phrasebook import Mark

_NEAR = 4
_REPORT = 10
_OWN = frozenset({"my", "mi", "mis", "tengo", "got", "ive", "padezco"})
_SHORT = 3
_STOPS = frozenset(",.;:!?\n")


def illnesses(scene: Scene) -> Iterator[Draft]:
    """Yield the illnesses that are stated or denied."""
    for mark in scene.of("conditions"):
        name, _, role = mark.label.partition("/")[2].partition(".")
        if role and not _is_listed(scene, mark):
            continue
        denied = _is_denied(scene, mark)
        if denied or not _is_out_of_question(scene, mark):
            value = truth(not denied)
            yield Draft(f"conditions.{name}", value, mark.first, mark.last)


def _is_listed(scene: Scene, mark: Mark) -> bool:
    """Tell whether a bare "pressure" stands among illnesses, or answers for them."""
    near = range(mark.first - _SHORT * 2, mark.last + _SHORT * 2)
    others = scene.within("conditions", near)
    return scene.asked == "conditions" or any(one != mark for one in others)


def _is_denied(scene: Scene, mark: Mark) -> bool:
    refuted = scene.stance.is_refuted(mark.last)
    return refuted or scene.stance.is_negated(mark.first, mark.last)


def _is_out_of_question(scene: Scene, mark: Mark) -> bool:
    """Tell whether an illness is none that the patient is said to have today."""
    return (
        scene.stance.is_feared(mark.first, mark.last)
        or _is_hearsay(scene, mark)
        or _is_anothers(scene, mark)
        or is_asked(scene, mark)
        or _was_had(scene, mark)
    )


def _is_hearsay(scene: Scene, mark: Mark) -> bool:
    """Tell whether somebody close to the patient says so: "my aunt says it's lupus"."""
    first = max(scene.text.bounds[mark.first][0], mark.first - _REPORT)
    labels = [scene.stance.label(place) for place in range(first, mark.first)]
    if "reporting" not in labels or "other" not in labels:
        return False
    return labels.index("other") < labels.index("reporting")


def _is_anothers(scene: Scene, mark: Mark) -> bool:
    """Tell whether its owner follows: "la artritis la tenía mi mamá"."""
    words = scene.text.words
    for place in range(mark.last, min(mark.last + _NEAR, len(words))):
        label = scene.stance.label(place)
        if words[place] in _STOPS or label in {"self", "contrast"}:
            return False
        if label == "other":
            return words[place - 1] not in {"and", "y", "like", "como"}
    return False


def is_asked(scene: Scene, mark: Mark) -> bool:
    """Tell whether a mark is in a question that is not on the patient's own."""
    first, last = scene.text.bounds[mark.first]
    words = scene.text.words[first:last]
    is_question = words[-1] == "?" or (words[0] == "¿" and "?" in words)
    return is_question and len(words) > _SHORT and _OWN.isdisjoint(words)


def _was_had(scene: Scene, mark: Mark) -> bool:
    """Tell whether it is a cancer of the past."""
    had = scene.of("context/had") if mark.label.endswith("/cancer") else ()
    return any(0 <= mark.first - one.last <= _NEAR for one in had)
