"""From marked phrases to findings: direct phrases, and pairs such as cold + hurts."""

from collections.abc import Iterable, Iterator

from bot.nlu.distributions import distributions
from bot.nlu.mentions import Draft, Scene, truth
from bot.nlu.phrasebook import Mark
from bot.nlu.places import regions
from bot.nlu.totals import of_all

_PLACED = frozenset({"pain_regions", "distribution"})
_REACH = 9
_NEAR = 4
_LONGEST = 7
_COMMA = 3
_ANDS = frozenset({"y", "and"})
_GOVERNORS = (
    ("annoyance", _REACH),
    ("relief", _REACH),
    ("bearing", _REACH),
    ("pain", _NEAR),
)


def findings(scene: Scene) -> Iterator[Draft]:
    """Yield every finding but durations and red flags."""
    for topic in ("hypersensitivity", "comorbidity"):
        drafts = _sensitivities(scene, topic)
        yield from of_all(scene, drafts) if topic == scene.asked else drafts
    yield from _descriptors(scene)
    yield from _conditions(scene)
    yield from distributions(scene)
    yield from regions(scene)


def spared(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield what the patient lacks of somebody else's: "she has lupus but not me"."""
    for draft in drafts:
        if scene.stance.owner(draft.last) == "other" and draft.name not in _PLACED:
            mark = scene.stance.spared(draft.last)
            if mark:
                yield Draft(draft.name, "false", mark.first, mark.last, own=True)


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
    if governor.label == "context/bearing":
        yield _pair(name, truth(denied), mark, governor)
    elif governor.label != "context/relief":
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
        for group, reach in _GOVERNORS
        for other in scene.within(f"context/{group}", _around(mark, reach))
        if _gap(mark, other) <= reach and _shares_clause(scene, mark, other)
    ]
    return min(rivals, key=lambda rival: rival[0])[1] if rivals else None


def _around(mark: Mark, reach: int) -> range:
    """Return where marks may start that end or begin within reach of a mark."""
    return range(max(0, mark.first - reach - _LONGEST), mark.last + reach + 1)


def _is_across_comma(scene: Scene, one: Mark, other: Mark) -> bool:
    low, high = min(one.last, other.last), max(one.first, other.first)
    return "," in scene.text.words[low:high]


def _shares_clause(scene: Scene, one: Mark, other: Mark) -> bool:
    if one.first < other.last and other.first < one.last:
        return False
    low, high = min(one.last, other.last), max(one.first, other.first)
    return scene.same_sentence(one, other) and not any(
        scene.stance.label(position) == "contrast"
        for position in range(low, high)
        if not _is_topical(scene, one, position) and not _is_and(scene, position)
    )


def _is_topical(scene: Scene, mark: Mark, position: int) -> bool:
    """Tell whether a "but" only sets off its topic: "ice, however, helps"."""
    after = range(mark.last, position + 1)
    return position >= mark.last and all(
        scene.stance.label(place) == "contrast" for place in after
    )


def _is_and(scene: Scene, position: int) -> bool:
    words = scene.text.words[max(position - 1, 0) : position + 1]
    return not _ANDS.isdisjoint(words)


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
        denied = _is_condition_denied(scene, mark)
        if denied or not _is_out_of_question(scene, mark):
            name = f"conditions.{mark.label.partition('/')[2]}"
            yield Draft(name, truth(not denied), mark.first, mark.last)


def _is_condition_denied(scene: Scene, mark: Mark) -> bool:
    refuted = scene.stance.is_refuted(mark.last)
    return refuted or scene.stance.is_negated(mark.first, mark.last)


def _is_out_of_question(scene: Scene, mark: Mark) -> bool:
    """Tell whether an illness is feared, asked about, or a cancer of the past."""
    if scene.stance.is_feared(mark.first, mark.last):
        return True
    had = scene.of("context/had") if mark.label.endswith("/cancer") else ()
    return any(0 <= mark.first - one.last <= _NEAR for one in had)
