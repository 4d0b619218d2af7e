"""From marked phrases to findings: direct phrases, and pairs such as cold + hurts."""

from collections.abc import Iterable, Iterator

from bot.nlu.distributions import distributions
from bot.nlu.illnesses import illnesses
from bot.nlu.mentions import Draft, Scene, truth
from bot.nlu.pairing import Pairing
from bot.nlu.phrasebook import Mark
from bot.nlu.places import regions
from bot.nlu.polarity import UNBOTHERED
from bot.nlu.totals import of_all

_PLACED = frozenset({"pain_regions", "distribution"})
_NEAR = 4
_TOPICS = {"hypersensitivity": "hx_", "comorbidity": "com_"}


def findings(scene: Scene) -> Iterator[Draft]:
    """Yield every finding but durations and red flags."""
    paired = tuple(Pairing(scene).drafts())
    for topic, prefix in _TOPICS.items():
        drafts = [
            *_sensitivities(scene, topic),
            *(draft for draft in paired if draft.name.startswith(prefix)),
        ]
        yield from of_all(scene, drafts) if topic == scene.asked else drafts
    yield from _descriptors(scene)
    yield from illnesses(scene)
    yield from distributions(scene)
    yield from regions(scene)


def spared(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield what the patient lacks of somebody else's: "she has lupus but not me"."""
    for draft in drafts:
        if scene.stance.owner(draft.last) == "other" and draft.name not in _PLACED:
            mark = scene.stance.spared(draft.last)
            if mark and not _is_beside(draft, mark):
                yield Draft(draft.name, "false", mark.first, mark.last, own=True)


def _is_beside(draft: Draft, mark: Mark) -> bool:
    """Tell whether "it does not bother me" is said of what bothers nobody."""
    is_felt = draft.name.startswith(tuple(_TOPICS.values()))
    return mark.label == UNBOTHERED and not is_felt


def _sensitivities(scene: Scene, topic: str) -> Iterator[Draft]:
    for mark in scene.of(topic):
        name, _, role = mark.label.partition("/")[2].partition(".")
        if not scene.is_masked(mark):
            yield from _sensitivity(scene, mark, name, role)


def _sensitivity(scene: Scene, mark: Mark, name: str, role: str) -> Iterator[Draft]:
    if role == "event":
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
        first = min(mark.first, near[0].first)
        last = max(mark.last, *(detail.last for detail in near))
        answer = scene.stance.elliptic(last)
        denied = scene.stance.is_negated(mark.first, mark.last)
        yield Draft(name, truth(not denied if answer is None else answer), first, last)


def _gap(one: Mark, other: Mark) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _descriptors(scene: Scene) -> Iterator[Draft]:
    for mark in scene.of("descriptors"):
        if not scene.is_masked(mark):
            denied = scene.stance.is_negated(mark.first, mark.last)
            name = f"dn4i.{mark.label.partition('/')[2]}"
            yield Draft(name, truth(not denied), mark.first, mark.last)
