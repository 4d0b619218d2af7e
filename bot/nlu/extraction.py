"""From marked phrases to findings: direct phrases, and pairs such as cold + hurts."""

from collections.abc import Iterator

from bot.nlu.mentions import Draft, Scene, truth
from bot.nlu.phrasebook import Mark
from bot.nlu.totals import of_all

_PLACES = frozenset({"story", "regions", "distribution", "intensity"})
_ADDED = frozenset({"duration", "read_back"})
_REACH = 9
_NEAR = 4
_COMMA = 3


def findings(scene: Scene) -> Iterator[Draft]:
    """Yield every finding but durations and red flags."""
    for topic in ("hypersensitivity", "comorbidity"):
        drafts = _sensitivities(scene, topic)
        yield from of_all(scene, drafts) if topic == scene.asked else drafts
    yield from _descriptors(scene)
    yield from _conditions(scene)
    yield from _distributions(scene)
    yield from _regions(scene)


def _sensitivities(scene: Scene, topic: str) -> Iterator[Draft]:
    for mark in scene.of(topic):
        name, _, role = mark.label.partition("/")[2].partition(".")
        if not scene.is_masked(mark):
            yield from _sensitivity(scene, mark, name, role)


def _sensitivity(scene: Scene, mark: Mark, name: str, role: str) -> Iterator[Draft]:
    if role == "stimulus":
        yield from _stimulus(scene, mark, name)
    elif role == "event":
        yield from _event(scene, mark, name)
    elif not role:
        denied = scene.stance.is_negated(mark.first, mark.last)
        yield Draft(name, truth(not denied), mark.first, mark.last)


def _event(scene: Scene, mark: Mark, name: str) -> Iterator[Draft]:
    details = (m for m in scene.of("comorbidity") if m.label.endswith(".detail"))
    near = [
        d for d in details if scene.same_sentence(mark, d) and _gap(mark, d) <= _NEAR
    ]
    if near:
        denied = scene.stance.is_negated(mark.first, mark.last)
        yield _pair(name, truth(not denied), mark, near[0])


def _stimulus(scene: Scene, mark: Mark, name: str) -> Iterator[Draft]:
    answer = scene.stance.elliptic(mark.last)
    governor = _governor(scene, mark)
    if governor is not None:
        yield from _governed(scene, name, mark, governor)
    elif answer is not None and (
        scene.of("context/annoyance") or _is_asked(scene, name)
    ):
        yield Draft(name, truth(answer), mark.first, mark.last)
    elif _is_asked(scene, name):
        denied = scene.stance.is_negated(mark.first, mark.last)
        yield Draft(name, truth(not denied), mark.first, mark.last)


def _governed(scene: Scene, name: str, mark: Mark, governor: Mark) -> Iterator[Draft]:
    denied = _is_pair_denied(scene, mark, governor)
    if governor.label != "context/relief":
        yield _pair(name, truth(not denied), mark, governor)
    elif not denied:
        yield _pair(name, "false", mark, governor)


def _is_pair_denied(scene: Scene, mark: Mark, governor: Mark) -> bool:
    answer = scene.stance.elliptic(mark.last)
    if answer is not None:
        return not answer
    before = scene.stance.label(mark.first - 1), scene.stance.label(mark.first - 2)
    if governor.first > mark.last and "negator" in before:
        return True
    return scene.stance.is_negated(governor.first, governor.last)


def _governor(scene: Scene, mark: Mark) -> Mark | None:
    """Return the nearest word of annoyance, pain or relief in the same clause."""
    rivals = [
        (_gap(mark, other) + _COMMA * _is_across_comma(scene, mark, other), other)
        for group, reach in (("annoyance", _REACH), ("relief", _REACH), ("pain", _NEAR))
        for other in scene.of(f"context/{group}")
        if _gap(mark, other) <= reach and _shares_clause(scene, mark, other)
    ]
    return min(rivals, key=lambda rival: rival[0])[1] if rivals else None


def _is_across_comma(scene: Scene, one: Mark, other: Mark) -> bool:
    low, high = min(one.last, other.last), max(one.first, other.first)
    return "," in scene.text.words[low:high]


def _shares_clause(scene: Scene, one: Mark, other: Mark) -> bool:
    if one.first < other.last and other.first < one.last:
        return False
    low, high = min(one.last, other.last), max(one.first, other.first)
    between = {scene.stance.label(position) for position in range(low, high)}
    return scene.same_sentence(one, other) and "contrast" not in between


def _is_asked(scene: Scene, name: str) -> bool:
    prefix = {"hypersensitivity": "hx_", "comorbidity": "com_"}.get(scene.asked or "")
    return bool(prefix) and name.startswith(prefix)


def _pair(name: str, value: str, one: Mark, other: Mark) -> Draft:
    return Draft(name, value, min(one.first, other.first), max(one.last, other.last))


def _gap(one: Mark, other: Mark) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _descriptors(scene: Scene) -> Iterator[Draft]:
    for mark in scene.of("descriptors"):
        if not scene.is_masked(mark):
            denied = scene.stance.is_negated(mark.first, mark.last)
            name = f"dn4i.{mark.label.partition('/')[2]}"
            yield Draft(name, truth(not denied), mark.first, mark.last)


def _conditions(scene: Scene) -> Iterator[Draft]:
    for mark in scene.of("conditions"):
        denied = scene.stance.is_negated(mark.first, mark.last)
        if denied or not scene.stance.is_feared(mark.first, mark.last):
            name = f"conditions.{mark.label.partition('/')[2]}"
            yield Draft(name, truth(not denied), mark.first, mark.last)


def _distributions(scene: Scene) -> Iterator[Draft]:
    asked = scene.asked in _PLACES
    for mark in scene.of("distribution"):
        denied = scene.stance.is_negated(mark.first, mark.last)
        if (asked or scene.of("context/pain")) and not denied:
            value = mark.label.partition("/")[2]
            yield Draft("distribution", value, mark.first, mark.last)
    if scene.asked == "distribution":
        yield from _whole_limbs(scene)


def _whole_limbs(scene: Scene) -> Iterator[Draft]:
    """Read "toda la pierna", said of where the pain is, as more than one spot."""
    whole = {mark.last: mark.first for mark in scene.of("context/whole")}
    for mark in scene.of("regions"):
        is_part = not mark.label.endswith("_body")
        if mark.first in whole and is_part and not scene.is_masked(mark):
            yield Draft("distribution", "regional", whole[mark.first], mark.last)


def _regions(scene: Scene) -> Iterator[Draft]:
    marks = [mark for mark in scene.of("regions") if not scene.is_masked(mark)]
    if not _is_about_pain(scene, marks):
        return
    sides = _sides(scene, marks)
    for mark in marks:
        yield _region(scene, mark, sides.get(mark))


def _region(scene: Scene, mark: Mark, side: Mark | None) -> Draft:
    region = mark.label.partition("/")[2]
    if side:
        region = f"{region.partition(':')[0]}:{side.label.partition('/')[2]}"
    places = [mark, side or mark]
    first, last = min(m.first for m in places), max(m.last for m in places)
    return Draft(
        "pain_regions", region, first, last, scene.stance.is_negated(first, last)
    )


def _is_about_pain(scene: Scene, marks: list[Mark]) -> bool:
    """Tell whether the message speaks of pain, or is nothing but places."""
    if scene.asked in _PLACES | _ADDED or _speaks_of_pain(scene):
        return True
    if scene.asked == "hypersensitivity" and not scene.of("hypersensitivity"):
        return True
    covered = sum(mark.last - mark.first for mark in marks)
    return covered * 3 >= len(scene.text.words)


def _speaks_of_pain(scene: Scene) -> bool:
    return bool(scene.of("context/pain") or scene.of("descriptors"))


def _sides(scene: Scene, marks: list[Mark]) -> dict[Mark, Mark]:
    """Give each side word to the nearest region on its side of the noun."""
    given: dict[Mark, Mark] = {}
    for side in scene.of("sides"):
        if scene.is_masked(side):
            continue
        near = [m for m in marks if _gap(m, side) <= 4 and scene.same_sentence(m, side)]
        free = [mark for mark in near if mark not in given]
        if free:
            given[min(free, key=lambda mark: _distance(scene, mark, side))] = side
    return given


def _distance(scene: Scene, mark: Mark, side: Mark) -> float:
    """Count the words between, a little more on the side the language avoids."""
    usual = side.first >= mark.last if scene.lang == "es" else mark.first >= side.last
    return _gap(mark, side) + (0 if usual else 1.5)
