"""What was learnt from examples: the odds of what words may tell, by their traits.

`bot.nlu.learning` makes the weights of a folder of `nlu_data/` from its examples.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.traits import traits

DATA = Path(__file__).parents[2] / "nlu_data"
NONE = "none"
_WEIGHTS = "weights.npz"
_LEAST = 1e-6

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Layer:
    """One kind of traits: the place of each, its rarity, and its weight per label.

    The last place is that of no trait, which weighs nothing.
    """

    places: Mapping[str, int]
    rarity: Floats
    weights: Floats

    def evidence(self, parts: Iterable[frozenset[str]]) -> Floats:
        """Return what the traits of each part say, whatever their number."""
        nothing = len(self.places)
        known = [[*map(self.places.get, part), nothing] for part in parts]
        held = [[one for one in part if one is not None] for part in known]
        starts = np.cumsum([0, *map(len, held)])[:-1]
        places = np.fromiter(chain.from_iterable(held), dtype=np.intp)
        rarity = self.rarity[places]
        weighed = np.add.reduceat(rarity[:, None] * self.weights[places], starts)
        lengths = np.sqrt(np.add.reduceat(rarity * rarity, starts))
        evidence: Floats = weighed / np.maximum(lengths, _LEAST)[:, None]
        return evidence


@dataclass(frozen=True)
class Model:
    """The labels of each question, how common each is, and the layers of traits.

    Of the labels of one question exactly one is true; the last one is "none".
    """

    labels: tuple[tuple[str, ...], ...]
    common: Floats
    layers: tuple[Layer, ...]

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The labels, "none" left out, in the order of the odds."""
        return tuple(label for each in self.labels for label in each[:-1])

    def odds(self, parts: Sequence[Sequence[str]]) -> Floats:
        """Return for each part, a row, the probability (0 to 1) of each label told."""
        found = [traits(words) for words in parts]
        score = self.common + sum(
            layer.evidence(one[n] for one in found)
            for n, layer in enumerate(self.layers)
        )
        likely = np.exp(score.reshape(len(parts), len(self.labels), -1))
        likely /= likely.sum(axis=2, keepdims=True)
        odds: Floats = likely[:, :, :-1].reshape(len(parts), -1)
        return odds


def load(path: Path) -> Model:
    """Return the model that a file holds.

    Raises:
        OSError: the file is missing; `make odds` makes it.
        KeyError: it holds no weights.
    """
    with np.load(path, allow_pickle=False) as held:
        layers = tuple(
            Layer(
                {name: place for place, name in enumerate(held[f"names_{n}"].tolist())},
                np.append(held[f"rarity_{n}"], np.float32(0)),
                _with_nothing(held[f"weights_{n}"] * held[f"step_{n}"]),
            )
            for n in (0, 1)
        )
        labels = tuple(tuple(one) for one in held["labels"].tolist())
        return Model(labels, held["common"], layers)


def _with_nothing(weights: Floats) -> Floats:
    return np.vstack([weights, np.zeros(weights.shape[1], dtype=np.float32)])


def weights_of(topic: str) -> Path:
    """Return the file of what was learnt of a topic: a folder of `nlu_data/`."""
    return DATA / topic / _WEIGHTS
