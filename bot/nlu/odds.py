"""How likely a message tells of each warning sign, learnt from examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.nlu.learnt import load, weights_of
from bot.nlu.words import Text

TOPIC = "warning_signs"
_ENOUGH = 4
_WINDOW = 20
_MOST = 48
_OPENING = 120

MODEL = load(weights_of(TOPIC))


@dataclass(frozen=True)
class Odds:
    """The likeliest part of a message: its odds by code, and which words it is."""

    any: float
    codes: Mapping[str, float]
    first: int
    last: int

    @property
    def likeliest(self) -> str:
        """Return the code that is the most likely."""
        return max(self.codes, key=lambda code: self.codes[code])


def odds(message: Text) -> Odds:
    """Return the odds of the part of a message that most likely tells of a sign.

    A sign told in one sentence of many weighs as much as one told alone.
    """
    parts = _parts(message)
    told = MODEL.odds([message.words[first:last] for first, last in parts])
    any_sign = told.sum(axis=1)
    best = int(any_sign.argmax())
    codes = dict(zip(MODEL.told, told[best].tolist(), strict=True))
    return Odds(float(any_sign[best]), codes, *parts[best])


def _parts(message: Text) -> list[tuple[int, int]]:
    """Return the message and, of several sentences, each; long ones by windows.

    A flood of words is cut into wider windows instead: so many and no more.
    """
    whole = len(message.words)
    sentences = dict.fromkeys(message.bounds)
    parts = [part for each in sentences for part in _windows(*each, _WINDOW)]
    if len(parts) > _MOST:
        parts = list(_windows(0, whole, 2 * whole // _MOST))
    inner = [one for one in parts if _ENOUGH <= one[1] - one[0] < whole]
    return [(0, min(whole, _OPENING)), *inner]


def _windows(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield what is not much longer than a window, or the windows that overlap it."""
    if 2 * (last - first) <= 3 * size:
        yield first, last
        return
    for start in range(first, last - size // 2, size // 2):
        yield start, min(last, start + size)
