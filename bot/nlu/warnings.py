"""The warning signs that a message tells in wordings known of old."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.nlu.flags import Meaning, patterns
from bot.nlu.pasts import Pasts
from bot.nlu.patterns import Found, Place
from bot.nlu.polarity import Reading, Stance
from bot.nlu.words import Text

WHOEVER = frozenset({"RF_SAFEGUARD", "RF_VIOLENCE"})
_PAST_COUNTS = WHOEVER | {"RF_MALIG", "RF_SUICIDE_IDEATION", "RF_SUICIDE_IMMINENT"}

_OF_AN_ILLNESS = frozenset({"RF_MALIG", "RF_SPINE_INF"})


@dataclass(frozen=True)
class Heard:
    """A red flag spoken of, at words first to last, and how it is meant.

    Of a sign in a setting (fever with back pain), `negated` means that either is
    denied; `denied` that the setting stands and the sign does not.
    """

    code: str
    first: int
    last: int
    negated: bool
    denied: bool
    hedged: bool
    whose: str
    past: bool
    overcome: bool

    @property
    def stated(self) -> bool:
        """Whether it is to be raised: a present danger of somebody in our care."""
        past = self.overcome or (self.past and self.code not in _PAST_COUNTS)
        return self.whose == "patient" and not self.negated and not past

    @property
    def tells(self) -> bool:
        """Whether it says anything of the flag, rather than of its setting alone."""
        return self.denied or not self.negated


def hear(
    message: Text, stance: Stance | None = None, today: date | None = None
) -> tuple[Heard, ...]:
    """Return every red flag that a message speaks of, stated or denied, once each."""
    stance = stance or Stance(message)
    pasts = Pasts(message, today)
    best: dict[str, Heard] = {}
    spoken = list(_places(message))
    harmless = _harmless(spoken)
    for meaning, places in spoken:
        if meaning.innocent:
            continue
        code = meaning.code
        known = best.get(code)
        if known is None or not known.stated:
            innocent = harmless.get(code, ())
            live = (
                at
                for at in places
                if not _is_covered(at, innocent) and not _is_old(meaning, at, pasts)
            )
            said = _said(code, live, stance)
            best.update({code: said} if said and (said.stated or not known) else {})
    _subsume(best)
    return tuple(sorted(best.values(), key=lambda heard: heard.first))


def _harmless(spoken: list[tuple[Meaning, Iterator[Found]]]) -> dict[str, list[Place]]:
    """Return by code the places where something harmless is told in its words."""
    harmless: dict[str, list[Place]] = {}
    for meaning, places in spoken:
        if meaning.innocent:
            spans = [(at.parts[0][0][0], at.parts[0][-1][1]) for at in places]
            harmless.setdefault(meaning.code, []).extend(spans)
    return harmless


def _is_covered(found: Found, innocent: Iterable[Place]) -> bool:
    """Tell whether a step of a flag's wording shares words with a harmless one."""
    steps = [step for part in found.parts for step in part]
    return any(
        low < end and start < high for low, high in innocent for start, end in steps
    )


def _subsume(best: dict[str, Heard]) -> None:
    """Let the sign with lost sight stand for the same sign without it."""
    vision = best.get("RF_GCA_VISION")
    if vision and vision.stated:
        best.pop("RF_GCA", None)


def _places(message: Text) -> Iterator[tuple[Meaning, Iterator[Found]]]:
    """Yield for each pattern its meaning and the places, found when asked for."""
    matcher, meanings = patterns()
    for pattern, places in matcher.find(message.words):
        yield meanings[id(pattern)], places


def _is_old(meaning: Meaning, found: Found, pasts: Pasts) -> bool:
    """Tell whether a place tells of what is long over, or of an old injury."""
    first, last = found.extent
    if len(found.parts) > 1 and any(
        pasts.is_finished(part[0][0], part[-1][1])
        or pasts.is_of_a_past(part[0][0], part[-1][1])
        for part in found.parts
    ):
        return meaning.code not in _PAST_COUNTS
    if meaning.recent:
        what = found.parts[0]
        return pasts.is_old(first, last) or pasts.is_old(what[0][0], what[-1][1])
    return meaning.code not in _PAST_COUNTS and (
        pasts.is_over(first, last) or pasts.is_of_a_past(first, last)
    )


def _said(code: str, places: Iterator[Found], stance: Stance) -> Heard | None:
    """Return the first place that states the flag, or else that tells of it."""
    told: Heard | None = None
    for found in places:
        heard = _read(code, found, stance)
        if heard.stated:
            return heard
        told = told or (heard if heard.tells else None)
    return told


def _read(code: str, found: Found, stance: Stance) -> Heard:
    readings = [_read_part(part, stance) for part in found.parts]
    owners = {reading.whose for reading in readings}
    first, last = found.parts[0][0][0], found.parts[0][-1][1]
    *setting, sign = (reading.negated for reading in readings)
    return Heard(
        code,
        first,
        last,
        negated=sign or any(setting),
        denied=sign and not any(setting),
        hedged=any(reading.hedged for reading in readings),
        whose="other" if _is_others(code, owners) else "patient",
        past=stance.is_past(first, last),
        overcome=stance.is_overcome(first, last),
    )


def _is_others(code: str, owners: set[str]) -> bool:
    """Tell whether a flag, or a part of it, is told of another person."""
    return "other" in owners and code not in WHOEVER


def _read_part(part: tuple[tuple[int, int], ...], stance: Stance) -> Reading:
    """Read the whole run; a denial between two of its steps denies it as well."""
    whole = stance.reading(part[0][0], part[-1][1])
    between = any(
        stance.is_denied_between(before[1], step[0]) for before, step in pairwise(part)
    )
    return Reading(whole.negated or between, whole.hedged, whole.whose)
