"""Places named for something else than pain: held, operated, weak, in an idiom."""

from collections.abc import Iterable, Iterator

from bot.nlu.mentions import Scene
from bot.nlu.phrasebook import Mark

_ASKED = frozenset({"story", "regions", "distribution", "intensity"})
_REACH = 14
_ENDS = frozenset(".,;:!?()\n") | {"pero", "but", "y", "and"}
_SENSES = frozenset({"face"})
_PAINS = ("context/pain", "context/annoyance")
_ANDS = frozenset({"y", "e", "and", "or", "o", "ni"})
_DAZZLED = ("com_sound", "com_light")


def places_meant(scene: Scene) -> list[Mark]:
    """Return the places told, without idioms, comparisons and limbs only moved."""
    marks = [mark for mark in scene.of("regions") if not _is_idiom(scene, mark)]
    held = [mark for mark in marks if _overlaps(scene, mark, "context/held")]
    return [mark for mark in marks if mark not in held] or held


def _is_idiom(scene: Scene, mark: Mark) -> bool:
    """Tell whether all of a place is part of a phrase of another meaning."""
    return any(
        one.first <= mark.first and mark.last <= one.last
        for topic in ("context/mask", "context/elsewhere")
        for one in scene.of(topic)
    )


def _overlaps(scene: Scene, mark: Mark, topic: str) -> bool:
    return any(
        one.first < mark.last and mark.first < one.last for one in scene.of(topic)
    )


def is_beside_the_point(scene: Scene, mark: Mark) -> bool:
    """Tell whether what is said of a place is something else than pain."""
    clause = clause_of(scene, mark)
    if scene.asked == "story":
        return bool(scene.within("context/operated", clause))
    if scene.asked in _ASKED:
        return False
    if _is_over(scene, mark):
        return True
    asides = [*_asides(scene, mark, clause)]
    return bool(asides) and not _hurts(scene, clause, asides)


def _is_over(scene: Scene, mark: Mark) -> bool:
    """Tell whether what is said of a place is told with its end, before another."""
    _, end = scene.text.bounds[mark.first]
    after = range(mark.last, min(end, mark.last + _REACH * 2))
    over = scene.within("context/ended", after)
    following = scene.within("regions", after)
    over = [one for one in over if scene.stance.label(one.first - 1) != "negator"]
    return bool(over) and not (following and following[0].first < over[0].first)


def _asides(scene: Scene, mark: Mark, clause: range) -> Iterator[Mark]:
    yield from scene.within("context/operated", clause)
    yield from scene.within("context/aside", clause)
    if mark.label.partition("/")[2].partition(":")[0] in _SENSES:
        yield from scene.within("context/sensing", clause)
        for one in scene.within("comorbidity", clause):
            if one.label.partition("/")[2].startswith(_DAZZLED):
                yield one


def _hurts(scene: Scene, clause: range, asides: list[Mark]) -> bool:
    """Tell whether the clause, or one that goes on about its place, tells of pain."""
    pains = scene.within("context/pain", clause)
    if any(_is_apart(pain, asides) for pain in pains):
        return True
    following = _following(scene, clause)
    return any(scene.within(topic, following) for topic in _PAINS)


def _following(scene: Scene, clause: range) -> range:
    """Return the next clauses of the sentence up to one that names a place."""
    start = clause.stop
    end = min(scene.text.bounds[clause.start][1], start + _REACH)
    named = scene.within("regions", range(start, end))
    return range(start, clause_start(scene, named[0].first, start) if named else end)


def clause_start(scene: Scene, place: int, lowest: int) -> int:
    """Return the first word of the clause of a word, none before the lowest."""
    while place > lowest and scene.text.words[place - 1] not in _ENDS:
        place -= 1
    return place


def _is_apart(pain: Mark, asides: Iterable[Mark]) -> bool:
    return all(pain.last <= one.first or one.last <= pain.first for one in asides)


def clause_of(scene: Scene, mark: Mark) -> range:
    """Return the words of the clause in which a place is named."""
    words = scene.text.words
    last, highest = mark.last, min(len(words), mark.last + _REACH)
    first = clause_start(scene, mark.first, max(0, mark.first - _REACH))
    while last < highest and not _is_end(scene, last):
        last += 1
    return range(first, last)


def _is_end(scene: Scene, place: int) -> bool:
    """Tell whether a clause ends at a word: not at the "and" of "lips and tongue"."""
    word = scene.text.words[place]
    listed = word in _ANDS and scene.within("regions", range(place + 1, place + 3))
    return word in _ENDS and not listed


def is_unfelt(scene: Scene, mark: Mark) -> bool:
    """Tell whether what is denied of a place is not pain: "no numbness there"."""
    clause = clause_of(scene, mark)
    unfelt = [*scene.within("context/unfelt", clause)]
    unfelt += scene.within("context/aside", clause)
    pains = (one for topic in _PAINS for one in scene.within(topic, clause))
    return bool(unfelt) and not any(_is_apart(pain, unfelt) for pain in pains)
