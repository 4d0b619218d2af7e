"""Where it hurts: the places named, their sides, and those that do not hurt."""

from collections.abc import Iterable, Iterator, Sequence

from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark

_PLACES = frozenset({"story", "regions", "distribution", "intensity"})
_ADDED = frozenset({"duration", "read_back"})
_NEAR = 4
_LATER = 14
_BEFORE = 6
_TAKEN_BACK = frozenset(
    {"no", "digo", "perdon", "miento", "sorry", "mean", "meant", "wait", "oops"}
)
_NOTS = frozenset({"no", "not"})
_PAINS = ("context/pain", "context/annoyance")
_ASIDE = frozenset(".,;:!?()\n") | {"pero", "but", "y", "and"}
_SENSES = frozenset({"face"})
_PAIRED = frozenset(
    "jaw shoulder upper_arm elbow forearm arm wrist hand buttock".split()  # noqa: SIM905
    + "hip thigh knee lower_leg leg ankle foot groin".split()  # noqa: SIM905
)
_ABOUT_PAIN = (
    "context/pain",
    "context/annoyance",
    "context/began",
    "conditions",
    "descriptors",
    "hypersensitivity",
)


def regions(scene: Scene) -> Iterator[Draft]:
    """Yield the places of the patient's pain; a place named with its side once."""
    marks = [mark for mark in scene.of("regions") if not scene.is_masked(mark)]
    if not _is_about_pain(scene, marks):
        return
    sides = _sides(scene, marks)
    drafts = _drafts(scene, marks, sides)
    sided = {draft.value.partition(":")[0] for draft in drafts if ":" in draft.value}
    whole = {draft.value.partition(":")[0] for draft in drafts}
    for draft in drafts:
        if draft.value not in sided and not _is_half(draft, whole):
            yield draft


def _is_half(draft: Draft, told: set[str]) -> bool:
    return draft.value == "whole_body" and "hemibody" in told


def _drafts(scene: Scene, marks: list[Mark], sides: dict[Mark, Mark]) -> list[Draft]:
    """Return the places told; those told of something else only where all are."""
    told = [(mark, _region(scene, mark, sides.get(mark))) for mark in marks]
    meant = [
        draft
        for mark, draft in told
        if draft.negated or not _is_beside_the_point(scene, mark)
    ]
    hurting = any(not draft.negated for draft in meant)
    return meant if hurting else [draft for _, draft in told]


def _region(scene: Scene, mark: Mark, side: Mark | None) -> Draft:
    region = mark.label.partition("/")[2]
    if side:
        region = f"{region.partition(':')[0]}:{side.label.partition('/')[2]}"
    places = [mark, side or mark]
    first, last = min(m.first for m in places), max(m.last for m in places)
    if last - first > _NEAR + 4:
        first, last = mark.first, mark.last
    denied = scene.stance.is_negated(first, last) or _is_painless(scene, mark)
    denied = denied and scene.asked != "safety"
    return Draft("pain_regions", region, first, last, denied)


def _is_painless(scene: Scene, mark: Mark) -> bool:
    """Tell whether the place is said to be well: "las manos no me duelen"."""
    start, end = scene.text.bounds[mark.first]
    after = range(mark.last, min(end, mark.last + _LATER))
    following = scene.within("regions", after)
    well = scene.within("context/painless", after)
    if not well or (following and following[0].first < well[0].first):
        return False
    before = range(max(start, mark.first - _BEFORE), well[0].first)
    pains = (scene.within(topic, before) for topic in _PAINS)
    return all(one.last > well[0].first for some in pains for one in some)


def _is_beside_the_point(scene: Scene, mark: Mark) -> bool:
    """Tell whether the clause says something else of the place than pain."""
    clause = _clause(scene, mark)
    if scene.asked == "story":
        return bool(scene.within("context/operated", clause))
    if scene.asked in _PLACES:
        return False
    asides = scene.within("context/aside", clause)
    if mark.label.partition("/")[2] in _SENSES:
        topics = ("com_sound", "com_light")
        asides += [
            one
            for one in scene.within("comorbidity", clause)
            if one.label.partition("/")[2].startswith(topics)
        ]
    if not asides:
        return False
    pains = scene.within("context/pain", clause)
    return not any(_is_apart(pain, asides) for pain in pains)


def _is_apart(pain: Mark, asides: Iterable[Mark]) -> bool:
    return all(pain.last <= one.first or one.last <= pain.first for one in asides)


def _clause(scene: Scene, mark: Mark) -> range:
    words = scene.text.words
    first, last = mark.first, mark.last
    lowest, highest = max(0, first - _LATER), min(len(words), last + _LATER)
    while first > lowest and words[first - 1] not in _ASIDE:
        first -= 1
    while last < highest and words[last] not in _ASIDE:
        last += 1
    return range(first, last)


def _is_about_pain(scene: Scene, marks: list[Mark]) -> bool:
    """Tell whether the message speaks of pain, or is nothing but places."""
    if scene.asked in _PLACES | _ADDED or any(scene.of(topic) for topic in _ABOUT_PAIN):
        return True
    if scene.asked == "hypersensitivity":
        return True
    covered = sum(mark.last - mark.first for mark in marks)
    return covered * 3 >= len(scene.text.words)


def _sides(scene: Scene, marks: list[Mark]) -> dict[Mark, Mark]:
    """Give each side word to the nearest place; one said later to the last place."""
    given: dict[Mark, Mark] = {}
    late: list[Mark] = []
    known = set(marks)
    for side in scene.of("sides"):
        if scene.is_masked(side):
            continue
        around = range(side.first - _BEFORE * 2, side.last + _BEFORE)
        near = [m for m in scene.within("regions", around) if m in known]
        free = [m for m in near if m not in given and _may_hold(scene, m, side)]
        if free:
            given[min(free, key=lambda mark: _distance(scene, mark, side))] = side
        else:
            late.append(side)
    for side in late:
        before = scene.within("regions", range(side.first - _LATER, side.first))
        before = [mark for mark in before if mark in known]
        _give_late(scene, given, before, side)
    return given


def _give_late(
    scene: Scene, given: dict[Mark, Mark], before: list[Mark], side: Mark
) -> None:
    """Read a side after a pause, "my knee, the right one", or one put right."""
    if not before or not _fits(before[-1], side):
        return
    between = scene.text.words[before[-1].last : side.first]
    if before[-1] in given and _is_contrast(between):
        return
    if before[-1] not in given or not _TAKEN_BACK.isdisjoint(between):
        given[before[-1]] = side


def _is_contrast(between: Sequence[str]) -> bool:
    """Tell whether a side is named only to deny it: "the left one, not the right"."""
    return any(word in _NOTS for word in between[-2:]) and "," not in between[-2:]


def _may_hold(scene: Scene, mark: Mark, side: Mark) -> bool:
    near = _gap(mark, side) <= _NEAR and scene.same_sentence(mark, side)
    return near and _fits(mark, side)


def _fits(mark: Mark, side: Mark) -> bool:
    """Tell whether a place can have that side; "both" is said of pairs only."""
    region = mark.label.partition("/")[2].partition(":")[0]
    return region in _PAIRED or not side.label.endswith("/both")


def _gap(one: Mark, other: Mark) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _distance(scene: Scene, mark: Mark, side: Mark) -> float:
    """Count the words between, more over a comma or on the side usage avoids."""
    follows = side.first >= mark.last
    is_both = side.label.endswith("/both")
    usual = follows if scene.lang == "es" and not is_both else not follows
    low, high = min(mark.last, side.last), max(mark.first, side.first)
    comma = "," in scene.text.words[low:high]
    return _gap(mark, side) + (0 if usual else 1.5) + 2 * comma
