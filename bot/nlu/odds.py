"""How likely a message tells of each warning sign, learnt from examples.

The weights are made from `nlu_data/warning_signs/*.jsonl` by `bot.nlu.odds_learning`
and kept beside them; they are read when this module is imported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.traits import traits
from bot.nlu.words import Text

FOLDER = Path(__file__).parents[2] / "nlu_data" / "warning_signs"
WEIGHTS = FOLDER / "weights.npz"
NONE = "none"
_ENOUGH = 4
_WINDOW = 20
_MOST = 48
_OPENING = 120

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Layer:
    """One kind of traits: the place of each, its rarity, and its weight per code."""

    places: Mapping[str, int]
    rarity: Floats
    weights: Floats

    def evidence(self, found: frozenset[str]) -> Floats:
        """Return what the traits found say for each code, whatever their number."""
        known = [self.places[one] for one in found if one in self.places]
        rarity = self.rarity[known]
        length = float(np.sqrt(rarity @ rarity)) or 1.0
        evidence: Floats = rarity @ self.weights[known] / length
        return evidence


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


@dataclass(frozen=True)
class Model:
    """What was learnt: the codes, how common each is, and the layers of traits."""

    codes: tuple[str, ...]
    common: Floats
    layers: tuple[Layer, ...]

    def odds(self, words: Sequence[str]) -> dict[str, float]:
        """Return the probability (0 to 1) of each code, and of "none"."""
        found = traits(words)
        score = self.common + sum(
            layer.evidence(each) for layer, each in zip(self.layers, found, strict=True)
        )
        likely = np.exp(score - score.max())
        return dict(zip(self.codes, (likely / likely.sum()).tolist(), strict=True))


def odds(message: Text) -> Odds:
    """Return the odds of the part of a message that most likely tells of a sign.

    A sign told in one sentence of many weighs as much as one told alone.
    """
    return max(_each(message), key=lambda one: one.any)


def _each(message: Text) -> Iterator[Odds]:
    for first, last in _parts(message):
        codes = MODEL.odds(message.words[first:last])
        rest = 1 - codes.pop(NONE)
        yield Odds(rest, codes, first, last)


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


def load(path: Path = WEIGHTS) -> Model:
    """Return the model that a file holds.

    Raises:
        OSError: the file is missing.
        ValueError: it holds no weights; `python -m bot.nlu.odds_learning` makes it.
    """
    with np.load(path, allow_pickle=False) as held:
        layers = tuple(
            Layer(
                {name: place for place, name in enumerate(held[f"names_{n}"].tolist())},
                held[f"rarity_{n}"].astype(np.float32),
                held[f"weights_{n}"].astype(np.float32) * held[f"step_{n}"],
            )
            for n in (0, 1)
        )
        return Model(tuple(held["codes"].tolist()), held["common"], layers)


MODEL = load()
