"""Answers about all items of a question at once: "todo menos el calor", "the rest"."""

from collections.abc import Iterable, Iterator

from bot.nlu.lexicon import groups
from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark

_CONTEXT_ONLY = frozenset({"hx_aftersensation"})
_LATEST = 3
_ENDS = frozenset(".!?;,:\n")


def of_all(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts, completed where the answer is about all items of the topic."""
    said = list(drafts)
    total = _total(scene, "all", _LATEST)
    rest = _total(scene, "rest", len(scene.text.words))
    if total:
        yield from _but_for(scene, total, said)
        return
    yield from said
    if rest:
        yield from _items(scene, rest, {draft.name for draft in said})


def _total(scene: Scene, group: str, latest: int) -> Mark | None:
    """Return the words for all items, where they answer the question asked."""
    marks = (mark for mark in scene.of(f"context/{group}") if mark.first <= latest)
    return next((mark for mark in marks if _stands_alone(scene, mark)), None)


def _stands_alone(scene: Scene, mark: Mark) -> bool:
    """Tell whether the words end there or their verb follows: not "todo el día"."""
    words = scene.text.words
    if scene.stance.is_negated(mark.first, mark.last) or _is_a_place(scene, mark):
        return False
    if mark.last == len(words) or words[mark.last] in _ENDS:
        return True
    verbs = ("context/annoyance", "context/but")
    return scene.stance.label(mark.last) in {"yes_after", "contrast"} or any(
        other.first == mark.last for group in verbs for other in scene.of(group)
    )


def _is_a_place(scene: Scene, mark: Mark) -> bool:
    """Tell whether the words are those of a pain everywhere: "todo me duele"."""
    places = scene.of("distribution")
    return any(mark.first < p.last and p.first < mark.last for p in places)


def _but_for(scene: Scene, total: Mark, said: list[Draft]) -> Iterator[Draft]:
    """Yield true for all items but those named after "menos", which are false."""
    limits = [mark for mark in scene.of("context/but") if mark.first >= total.last]
    if not limits:
        yield from _items(scene, total, set())
        return
    spared = [draft for draft in said if draft.first >= limits[0].first]
    yield from (Draft(d.name, "false", d.first, d.last) for d in spared)
    if spared:
        yield from _items(scene, total, {draft.name for draft in spared})


def _items(scene: Scene, mark: Mark, named: set[str]) -> Iterator[Draft]:
    """Yield true for every item of the topic asked that was not named."""
    names = {group.partition(".")[0] for group in groups(scene.lang, scene.asked or "")}
    for name in sorted(names - named - _CONTEXT_ONLY):
        yield Draft(name, "true", mark.first, mark.last)
