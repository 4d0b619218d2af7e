"""Findings told in a turn of phrase: "entro al cuarto y no sé a qué iba"."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from bot.nlu.lexicon import Lang
from bot.nlu.mentions import Draft, truth
from bot.nlu.patterns import Found, Matcher
from bot.nlu.polarity import Stance
from bot.nlu.wordings import compiled

TOPIC = "signs"
_DENIAL = ".no"
_OUTLASTING = "hx_aftersensation"
_FINDINGS = ("hx_", "com_", "dn4i.", "conditions.")


@cache
def _patterns() -> tuple[Matcher, dict[int, tuple[str, Lang]]]:
    found = compiled(TOPIC, lambda group: group.startswith(_FINDINGS))
    meanings = {id(pattern): (group, lang) for lang, group, pattern in found}
    return Matcher(pattern for _, _, pattern in found), meanings


def vocabulary() -> frozenset[str]:
    """Return the whole words of all turns of phrase."""
    return _patterns()[0].vocabulary


def signs(stance: Stance) -> Iterator[tuple[Draft, Lang]]:
    """Yield each finding told in a turn of phrase, and the language of its words.

    A group named `hx_heat.no` holds the ways of saying that heat does not hurt.
    """
    matcher, meanings = _patterns()
    for pattern, places in matcher.find(stance.text.words):
        group, lang = meanings[id(pattern)]
        for found in places:
            if not (_is_parted(found, stance) or _is_undone(group, found, stance)):
                yield _draft(group, found, stance), lang


def _is_parted(found: Found, stance: Stance) -> bool:
    """Tell whether a "but" stands between the words of a turn of phrase."""
    return any(
        stance.is_contrasted(before[1], step[0])
        for part in found.parts[:1]
        for before, step in pairwise(part)
    )


def _is_undone(group: str, found: Found, stance: Stance) -> bool:
    """Tell whether a "no" turns a denial about: "no me concentro como antes"."""
    is_denial = group.endswith(_DENIAL) and not group.startswith(_OUTLASTING)
    firsts = [first for first, _ in found.parts[0]]
    return is_denial and any(_is_no_before(first, stance) for first in firsts)


def _is_no_before(place: int, stance: Stance) -> bool:
    """Tell whether a "no" or a "cannot" stands right before a place."""
    before, here = stance.label(place - 1), stance.label(place)
    return place > 0 and before in {"negator", "affirm"} and here != "negator"


def _is_denied(name: str, found: Found, stance: Stance) -> bool:
    """Tell whether a "no" stands before it; of what outlasts, at any of its steps."""
    steps = found.parts[0]
    if name == _OUTLASTING:
        return any(stance.label(step[0] - 1) == "negator" for step in steps)
    return stance.is_negated(steps[0][0], steps[-1][1])


def _draft(group: str, found: Found, stance: Stance) -> Draft:
    first, last = found.parts[0][0][0], found.parts[0][-1][1]
    name = group.removesuffix(_DENIAL)
    if name == group:
        return Draft(name, truth(not _is_denied(name, found, stance)), first, last)
    ends = name == _OUTLASTING and any(
        _is_no_before(step[0], stance) for step in found.parts[0][1:]
    )
    return Draft(name, truth(ends), first, last)
