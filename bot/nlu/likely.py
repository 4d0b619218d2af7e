"""Findings weighed by odds learnt from examples: some are dropped, some are added."""

from collections.abc import Iterator

from bot.nlu.clauses import Clauses
from bot.nlu.learnt import load, weights_of
from bot.nlu.mentions import Mention
from bot.nlu.polarity import Stance

TOPIC = "findings"
ADDED = 0.7
"""The odds from which a finding is heard that no wording states."""
DROPPED = 0.02
"""The odds under which a wording is taken to be about something else."""
BRIEF = 10
"""The words up to which a wording is plain, whatever the odds."""
_ENOUGH = 4
_MOST = 40
_ASKED = {"hypersensitivity": "hx_", "comorbidity": "com_", "descriptors": "dn4i."}

MODEL = load(weights_of(TOPIC))
NAMES = frozenset(label.partition("=")[0] for label in MODEL.told)

Part = tuple[int, int]


def weigh(
    stance: Stance, heard: tuple[Mention, ...], asked: str | None
) -> tuple[Mention, ...]:
    """Return the findings heard but the unlikeliest, and the likeliest not heard.

    What answers a question is not dropped, and a finding heard is not contradicted.
    """
    best, is_brief = _best(stance), len(stance.text.words) <= BRIEF
    kept = tuple(one for one in heard if is_brief or _is_kept(one, best, asked))
    known = {one.name for one in heard}
    added = tuple(one for one in _added(stance, best) if one.name not in known)
    return tuple(sorted((*kept, *added), key=lambda one: (one.start, one.name)))


def _is_kept(
    one: Mention, best: dict[str, tuple[float, Part]], asked: str | None
) -> bool:
    is_judged = one.name in NAMES and one.whose == "patient"
    is_answer = one.name.startswith(_ASKED.get(asked or "", "\0"))
    return not is_judged or is_answer or best[f"{one.name}={one.value}"][0] >= DROPPED


def _best(stance: Stance) -> dict[str, tuple[float, Part]]:
    """Return the odds of each finding where they are best, and where that is."""
    parts, words = _parts(stance), stance.text.words
    told = MODEL.odds([words[first:last] for first, last in parts])
    places = told.argmax(axis=0).tolist()
    odds = told.max(axis=0).tolist()
    each = zip(MODEL.told, odds, places, strict=True)
    return {label: (odd, parts[place]) for label, odd, place in each}


def _parts(stance: Stance) -> list[Part]:
    """Return the message, its sentences and its clauses, of a flood the first."""
    clauses = ((one.start, one.stop) for one in Clauses(stance).ranges)
    parts = [(0, len(stance.text.words)), *stance.text.bounds, *clauses]
    return list(dict.fromkeys(parts))[:_MOST]


def _added(stance: Stance, best: dict[str, tuple[float, Part]]) -> Iterator[Mention]:
    for label, (odd, (first, last)) in best.items():
        is_told = odd >= ADDED and last - first >= _ENOUGH
        reading = stance.reading(first, last) if is_told else None
        if reading and reading.whose == "patient":
            name, _, value = label.partition("=")
            start, end = stance.text.raw_span(first, last)
            yield Mention(
                name=name,
                value=value,
                negated=False,
                hedged=reading.hedged,
                whose="patient",
                start=start,
                end=end,
                words=stance.text.folded.raw[start:end],
                lang=None,
            )
