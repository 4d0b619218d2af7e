"""What the desk shows of red flags: raised, taken back, denied, never answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.log_rows import RaisedFlag, Turn
from bot.server.highlights import visible
from bot.server.labels import Labels
from criteria.catalogue import red_flag, red_flags, stopping_levels, urgency_rank
from criteria.record import Record

RED_FLAG = "red_flags."


@dataclass(frozen=True)
class ShownFlag:
    """A red flag with the patient's words and the turn they are in."""

    level: str
    name: str
    trigger: str
    words: str
    anchor: str


@dataclass(frozen=True)
class AskedFlags:
    """The red flags that were denied, and those never answered: silence is no "no"."""

    denied: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class LaterWords:
    """What a patient wrote after a red flag had ended the interview."""

    words: str
    anchor: str


def shown_flags(flags: Iterable[RaisedFlag], labels: Labels) -> list[ShownFlag]:
    """Return the red flags of a session, the most urgent first."""
    shown = [_flag(flag, labels) for flag in flags]
    return sorted(shown, key=lambda flag: -urgency_rank(flag.level))


def asked_flags(record: Record, labels: Labels) -> AskedFlags:
    """Return the red flags that are not raised, by whether they were denied."""
    values = {flag: record.get(RED_FLAG + flag.code).value for flag in red_flags()}
    return AskedFlags(
        denied=tuple(labels.red_flag(f) for f, v in values.items() if v == "false"),
        unanswered=tuple(labels.red_flag(f) for f, v in values.items() if v is None),
    )


def said_after(flags: Iterable[RaisedFlag], turns: Iterable[Turn]) -> list[LaterWords]:
    """Return what was written after the interview was stopped, in order.

    Whoever takes a red flag back does it there: the flag stays, the nurse reads both.
    """
    stops = [flag.seq for flag in flags if flag.level in stopping_levels()]
    return [
        LaterWords(visible(turn.text), f"turn-{turn.seq}")
        for turn in turns
        if stops and turn.author == "patient" and turn.seq > min(stops)
    ]


def _flag(flag: RaisedFlag, labels: Labels) -> ShownFlag:
    known = red_flag(flag.code)
    return ShownFlag(
        level=flag.level,
        name=labels.red_flag(known),
        trigger=known.trigger,
        words=visible(flag.words),
        anchor=f"turn-{flag.seq}",
    )
