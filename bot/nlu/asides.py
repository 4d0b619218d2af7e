"""Places named for something else than pain: held, operated, weak, in an idiom."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.nlu.language import words_of
from bot.nlu.mentions import Scene
from bot.nlu.phrasebook import Mark

_ASKED = frozenset({"story", "regions", "distribution", "intensity"})
_REACH = 14
_SOON = 4
_NEAR = 3
_DOWN = frozenset("down up into to through on and numb dead stiff over".split())  # noqa: SIM905
_ARTICLES = frozenset({"a", "an", "un", "una"})
_ENDS = frozenset(".,;:!?()\n") | {"pero", "but", "y", "and"}
_SENSES = frozenset({"face"})
_PAINS = ("context/pain", "context/annoyance")
_LISTED = 2
_LISTS = frozenset({",", "y", "and"})
_ANDS = frozenset({"y", "e", "and", "or", "o", "ni"})
_DAZZLED = ("com_sound", "com_light")


def with_places_meant(scene: Scene) -> Scene:
    """Return a scene without places in idioms, comparisons and limbs only moved."""
    told = [mark for mark in scene.of("regions") if not _is_idiom(scene, mark)]
    held = [mark for mark in told if _is_held(scene, mark)]
    meant = [mark for mark in told if mark not in held] or held
    return replace(scene, marks={**scene.marks, "regions": tuple(meant)})


def _is_held(scene: Scene, mark: Mark) -> bool:
    """Tell whether a place is moved, or names where something is: "above my head"."""
    if any(one.last == mark.first for one in scene.of("context/beyond")):
        return True
    return _overlaps(scene, mark, "context/held")


def _is_idiom(scene: Scene, mark: Mark) -> bool:
    """Tell whether all of a place is part of a phrase of another meaning."""
    same = (one for one in scene.of("sides") if one.label == "sides/same")
    topics = ("context/mask", "context/elsewhere")
    others = (one for topic in topics for one in scene.of(topic))
    if _opens_list(scene, mark):
        return False
    likened = _is_likened(scene, mark) or _is_return(scene, mark)
    return likened or any(
        one.first <= mark.first and mark.last <= one.last for one in (*same, *others)
    )


def _opens_list(scene: Scene, mark: Mark) -> bool:
    """Tell whether three places are listed: "they are back, neck and hips"."""
    place = mark.last
    for _ in range(_LISTED):
        if not _LISTS.issuperset(scene.text.words[place : place + 1]):
            return False
        following = scene.within("regions", range(place + 1, place + 2))
        if not following:
            return False
        place = following[0].last
    return True


def _is_return(scene: Scene, mark: Mark) -> bool:
    """Tell whether it is back and no list goes on: "they are back and worse"."""
    if scene.text.words[mark.last - 1] not in _ANDS:
        return False
    listed = scene.within("regions", range(mark.last, mark.last + _NEAR))
    return not listed and any(
        one.first < mark.first and one.last == mark.first + 1
        for one in scene.of("context/elsewhere")
    )


def _is_likened(scene: Scene, mark: Mark) -> bool:
    """Tell whether a place is what something is like: "like a rotten tooth"."""
    near = range(max(0, mark.first - _NEAR - 1), mark.first)
    return any(
        mark.first - one.last <= 1 and scene.text.words[one.last - 1] in _ARTICLES
        for one in scene.within("context/comparison", near)
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
    if is_over(scene, mark):
        return True
    asides = [*_asides(scene, mark, clause)]
    return bool(asides) and not _hurts(scene, clause, asides)


def is_over(scene: Scene, mark: Mark) -> bool:
    """Tell whether what is said of a place is told with its end, before another."""
    _, end = scene.text.bounds[mark.first]
    after = range(mark.last, min(end, mark.last + _REACH * 2))
    over = _ended(scene, after)
    if over is None:
        return _opens_over(scene, mark, end)
    following = scene.within("regions", after)
    later = range(over.last, after.stop)
    pains = (one for topic in _PAINS for one in scene.within(topic, later))
    is_back = any(scene.stance.label(place) == "again" for place in later)
    is_of_another = bool(following) and following[0].first < over.first
    return not (is_of_another or is_back or any(pains))


def _opens_over(scene: Scene, mark: Mark, end: int) -> bool:
    """Tell whether the next sentence says it, and names no other place."""
    if end >= len(scene.text.words) or scene.within("regions", range(mark.last, end)):
        return False
    _, stop = scene.text.bounds[end]
    is_new = any(scene.within(t, range(end, stop)) for t in ("regions", "sides"))
    over = _ended(scene, range(end, min(stop, end + _SOON)))
    if over is None or is_new:
        return False
    opening = scene.text.words[end : over.first]
    return all(word in words_of("filler") for word in opening)


def _ended(scene: Scene, places: range) -> Mark | None:
    """Return the first "it went away" that is not denied."""
    topics = ("context/ended", "context/dismissed")
    over = [one for topic in topics for one in scene.within(topic, places)]
    return next((one for one in over if _is_ended(scene, one)), None)


def _is_ended(scene: Scene, over: Mark) -> bool:
    """Tell whether it is over: not "it has not gone", nor "it has gone down my leg"."""
    if scene.stance.label(over.first - 1) == "negator":
        return False
    after = scene.text.words[over.last : over.last + 1]
    if scene.text.words[over.last - 1] == "gone" and not _DOWN.isdisjoint(after):
        return False
    return not _is_moved(scene, over)


def _is_moved(scene: Scene, over: Mark) -> bool:
    """Tell whether it but went on to another place: "luego se fue a la pierna"."""
    ways = scene.within("context/along", range(over.last, over.last + 1))
    places = range(over.last, over.last + _SOON)
    return bool(ways) and bool(scene.within("regions", places))


def is_painless_past(scene: Scene, mark: Mark) -> bool:
    """Tell whether what is over was no pain of the place: a break, a false alarm."""
    _, end = scene.text.bounds[mark.first]
    if scene.within("context/dismissed", range(mark.last, end + _SOON)):
        return True
    clause = clause_of(scene, mark)
    asides = [*_asides(scene, mark, clause)]
    return bool(asides) and not _hurts(scene, clause, asides)


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
    others = [*scene.within("regions", range(start, end))]
    others += _other_sides(scene, clause, range(start, end))
    named = min((one.first for one in others), default=None)
    return range(start, end if named is None else clause_start(scene, named, start))


def _other_sides(scene: Scene, clause: range, places: range) -> list[Mark]:
    """Return the sides said that are not the clause's: "it's the right that hurts"."""
    own = {side.label for side in scene.within("sides", clause)}
    sides = scene.within("sides", places) if own else []
    return [side for side in sides if side.label not in own]


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
    return word in _ENDS and not (word in _ANDS and _is_listed(scene, place))


def _is_listed(scene: Scene, place: int) -> bool:
    """Tell whether an "and" stands right between two places."""
    after = scene.within("regions", range(place + 1, place + 3))
    before = scene.within("regions", range(max(0, place - _NEAR), place))
    sides = scene.within("sides", range(max(0, place - _NEAR), place))
    return bool(after) and any(one.last == place for one in (*before, *sides))


def is_unfelt(scene: Scene, mark: Mark) -> bool:
    """Tell whether what is denied of a place is not pain: "no numbness there"."""
    clause = clause_of(scene, mark)
    unfelt = [*scene.within("context/unfelt", clause)]
    unfelt += scene.within("context/aside", clause)
    pains = (one for topic in _PAINS for one in scene.within(topic, clause))
    return bool(unfelt) and not any(_is_apart(pain, unfelt) for pain in pains)


def is_only_scanned(scene: Scene, mark: Mark) -> bool:
    """Tell whether a place is clear on a picture: "nothing in my spine on the MRI"."""
    clause = clause_of(scene, mark)
    scanned = scene.within("context/operated", clause)
    return bool(scanned) and not scene.within("context/pain", clause)
