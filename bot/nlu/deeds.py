"""What the patient does when it hurts, an open class: "al planchar", "when I bow"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from bot.nlu.lexicon import Lang
from bot.nlu.mentions import Scene
from bot.nlu.phrasebook import Mark

ROLE = "deed"
_LABEL = f"hypersensitivity/hx_movement.{ROLE}"
_KNOWN = (
    "hypersensitivity",
    "comorbidity",
    "descriptors",
    "conditions",
    "regions",
    "context/unmoving",
    "context/pain",
    "context/annoyance",
    "context/relief",
    "context/fine",
    "context/bearing",
)
_LONGEST = 4
_Forms = Mapping[Lang, re.Pattern[str]]
_BARE: _Forms = MappingProxyType(
    {
        "es": re.compile(r"\w{2,}([aei]r(me|te|se|l[aeo]s?)?|[ai]e?ndo(me|l[ao]s?)?)"),
        "en": re.compile(r"\w{2,}ing"),
    }
)
_FINITE: _Forms = MappingProxyType(
    {"es": re.compile(r"[^\W\d]{2,}o"), "en": re.compile(r"[^\W\d]{2,}")}
)
_OPENING: _Forms = MappingProxyType(
    {
        "es": re.compile(r"(\w{3,}(ar|ir)|\w{2,}[aei]r(me|l[ao]s?))( \w+)?"),
        "en": re.compile(
            r"\w{2,}ing "
            r"(my|the|a|an|up|down|out|off|from|over|round|on|any|anything|in|at)"
        ),
    }
)


def deeds(scene: Scene) -> Iterator[Mark]:
    """Yield each thing done that no lexicon names, where the words around it tell."""
    starts = [clause.start for clause in scene.clauses.ranges]
    places = {
        *_those(scene, starts, _OPENING, 2),
        *_those(scene, _ends(scene, "context/doing"), _BARE),
        *_those(scene, _ends(scene, "context/whenever_i"), _FINITE),
    }
    for place in sorted(places):
        if not _is_known(scene, place):
            yield Mark(_LABEL, place, place + 1)


def _ends(scene: Scene, topic: str) -> Iterator[int]:
    return (mark.last for mark in scene.of(topic))


def _those(
    scene: Scene, places: Iterable[int], forms: _Forms, length: int = 1
) -> Iterator[int]:
    """Yield the places at which words of a form stand."""
    words, form = scene.text.words, forms[scene.lang]
    for place in places:
        if form.fullmatch(" ".join(words[place : place + length])):
            yield place


def _is_known(scene: Scene, place: int) -> bool:
    """Tell whether a word has a meaning of its own, or is no movement."""
    near = range(max(place - _LONGEST, 0), place + 1)
    return scene.stance.label(place) is not None or any(
        mark.last > place for topic in _KNOWN for mark in scene.within(topic, near)
    )
