"""Places said not to hurt: before the place, after it, or in the next sentence."""

from bot.nlu.asides import clause_of, clause_start, is_over, is_painless_past
from bot.nlu.language import words_of
from bot.nlu.mentions import Scene
from bot.nlu.phrasebook import Mark

_LATER = 14
_BEFORE = 6
_SOON = 4
_FILLERS = 3
_NEXT = 3
_TWICE = 2
_UNTOLD = frozenset({"safety"})
_THIS = frozenset({"this", "these", "este", "esta", "estos", "estas"})
_CLOSES = (
    frozenset(".,;:!?)-\n")
    | {"y", "and", "pero", "but", "now", "ahora"}
    | {
        *("since", "desde", "though", "its", "because", "porque", "so", "just", "solo"),
        *(
            "nomas",
            "gracias",
            "thankfully",
            "doc",
            "doctor",
            "doctora",
            "mind",
            "really",
        ),
    }
)
_PAUSES = frozenset({",", ":", "-", "="})
_LISTS = frozenset({"y", "e", "o", "ni", "and", "or", "nor", ","})
_JOINTS = frozenset({("y",), ("and",), ("ni",), ("nor",)})
_PAINS = ("context/pain", "context/annoyance")
_NAMED = ("regions", "sides")
_OPEN = ("regions", "sides", "descriptors", *_PAINS, "context/painless")


def is_denied(scene: Scene, mark: Mark, first: int, last: int) -> bool:
    """Tell whether a place, said with its side at first to last, does not hurt."""
    if scene.asked in _UNTOLD:
        return False
    if is_said_well(scene, mark, first, last):
        return True
    denied = scene.stance.is_negated(first, last) and _is_reached(scene, first)
    return denied and not (_is_still_said(scene, mark) or _is_put_right(scene, last))


def is_said_well(scene: Scene, mark: Mark, first: int, last: int) -> bool:
    """Tell whether a place is said to be well, in its sentence or in the next."""
    if _is_painless(scene, mark, last) or _is_well(scene, first, last):
        return True
    return _is_well_after(scene, mark) or _is_well_again(scene, mark)


def _is_well_again(scene: Scene, mark: Mark) -> bool:
    """Tell whether a pain is told with its end: "my knee ached, that has gone"."""
    return is_over(scene, mark) and not is_painless_past(scene, mark)


def _is_reached(scene: Scene, first: int) -> bool:
    """Tell whether a "no" before a place is of its pain: not "I do not sit on my"."""
    start, _ = scene.text.bounds[first]
    nots = [p for p in range(start, first) if scene.stance.label(p) == "negator"]
    if not nots or any(scene.stance.label(p) == "deny" for p in range(start, first)):
        return True
    open_words: set[int] = set()
    for topic in _OPEN:
        for one in scene.within(topic, range(nots[-1], first)):
            open_words.update(range(one.first, one.last))
    between = (p for p in range(nots[-1] + 1, first) if p not in open_words)
    return all(_is_mere(scene, position) for position in between)


def _is_mere(scene: Scene, position: int) -> bool:
    word = scene.text.words[position]
    label = scene.stance.label(position)
    is_mere = word in _LISTS or word in words_of("reached") or not word.isalpha()
    return is_mere or label in {"negator", "assert"}


def _is_put_right(scene: Scene, last: int) -> bool:
    """Tell whether a "no" takes back something else: "my foot, no, wait, six weeks"."""
    near = range(last, last + _SOON)
    taken = scene.within("context/corrected", near)
    if len(taken) < _TWICE or taken[0].first != last:
        return False
    _, end = scene.text.bounds[last]
    return not scene.within("regions", range(last, end))


def _is_still_said(scene: Scene, mark: Mark) -> bool:
    """Tell whether the "no" is not of the place: "not a day without this back"."""
    if scene.text.words[mark.first - 1 : mark.first] in {(word,) for word in _THIS}:
        return True
    return bool(scene.within("context/undenied", clause_of(scene, mark)))


def _is_well(scene: Scene, first: int, last: int) -> bool:
    """Tell whether "fine" follows at once, or "nothing in" comes right before."""
    start = _past_fillers(scene, last)
    after = scene.within("context/well", range(last, start + 1))
    ended = [one for one in after if _is_whole(scene, one)]
    nothing = scene.within("context/nothing_in", range(max(0, first - _BEFORE), first))
    return bool(ended) or any(one.last == first for one in nothing)


def _past_fillers(scene: Scene, last: int) -> int:
    """Return where what is said of a place starts: "left one, it is"."""
    _, end = scene.text.bounds[last - 1]
    for position in range(last, min(end, last + _FILLERS)):
        word = scene.text.words[position]
        if word not in _PAUSES and word not in words_of("filler"):
            return position
    return min(end, last + _FILLERS)


def _is_whole(scene: Scene, well: Mark) -> bool:
    """Tell whether "fine" says no more: not "bien hinchada", "fine when I sit"."""
    if well.last - well.first == 1:
        return _closes(scene, well.last)
    return not _is_partial(scene, well.first, well)


def _closes(scene: Scene, place: int) -> bool:
    return not set(scene.text.words[place : place + 1]) - _CLOSES


def _is_painless(scene: Scene, mark: Mark, last: int) -> bool:
    """Tell whether the place is said to be well: "las manos no me duelen"."""
    start, end = scene.text.bounds[mark.first]
    after = range(max(last, mark.last), min(end, mark.last + _LATER))
    following = [one for topic in _NAMED for one in scene.within(topic, after)]
    following.sort(key=lambda one: one.first)
    well = _painless(scene, after)
    if not well or _stands_between(scene, mark, following, well):
        return False
    lowest = clause_start(scene, mark.first, max(start, mark.first - _BEFORE))
    before = range(lowest, well.first)
    pains = (scene.within(topic, before) for topic in _PAINS)
    if all(one.last > well.first for some in pains for one in some):
        return True
    is_turned = scene.stance.label(well.first - 1) == "contrast"
    return is_turned and not scene.within("regions", range(well.last, well.last + 3))


def _painless(scene: Scene, places: range) -> Mark | None:
    """Return the first "does not hurt", unless it holds only now and then."""
    well = next(iter(scene.within("context/painless", places)), None)
    return well if well and not _is_partial(scene, places.start, well) else None


def _is_partial(scene: Scene, start: int, well: Mark) -> bool:
    """Tell whether the pain spares some moments only: "no me duele si camino"."""
    clause = range(clause_start(scene, well.first, start), well.first)
    around = (clause, range(well.last, well.last + 2))
    spared = (one for some in around for one in scene.within("context/meanwhile", some))
    if any(not _names_next(scene, one) for one in spared):
        return True
    following = range(well.last, well.last + 1)
    topics = ("context/pain", "context/aside", "descriptors")
    return any(scene.within(topic, following) for topic in topics)


def _names_next(scene: Scene, only: Mark) -> bool:
    """Tell whether a place is named next: "they don't hurt, only my hips"."""
    after = range(only.last, only.last + _NEXT)
    return bool(scene.within("context/only", range(only.first, only.last))) and bool(
        scene.within("regions", after)
    )


def _stands_between(
    scene: Scene, mark: Mark, following: list[Mark], well: Mark
) -> bool:
    """Tell whether another place is meant by "well", unless a list of them is."""
    between = [mark for mark in following if mark.first < well.first]
    if not between:
        return False
    words = scene.text.words[between[-1].last : well.first]
    listed = scene.text.words[between[0].first - 1 : between[0].first]
    is_listed = listed in _JOINTS or _opens_list(scene, mark, between[0])
    return not is_listed or "," in words


def _opens_list(scene: Scene, mark: Mark, other: Mark) -> bool:
    """Tell whether a clause opens with two places: "en las manos y los pies"."""
    words = scene.text.words
    start, _ = scene.text.bounds[mark.first]
    lowest = clause_start(scene, mark.first, start)
    joint = words[mark.last : mark.last + 1]
    before, between = words[lowest : mark.first], words[mark.last + 1 : other.first]
    mere = all(word in words_of("reached") for word in (*before, *between))
    says = any(scene.stance.label(p) == "assert" for p in range(lowest, mark.first))
    return joint in _JOINTS and mere and not says


def _is_well_after(scene: Scene, mark: Mark) -> bool:
    """Tell whether the next sentence says it of the place: "They do not hurt"."""
    _, end = scene.text.bounds[mark.first]
    if end >= len(scene.text.words) or scene.within("regions", range(mark.last, end)):
        return False
    _, stop = scene.text.bounds[end]
    well = _painless(scene, range(end, min(stop, end + _SOON)))
    if well is None or any(scene.within(t, range(end, stop)) for t in _NAMED):
        return False
    clause = clause_of(scene, mark)
    return not any(scene.within(topic, clause) for topic in _PAINS)
