"""Learns the odds of warning signs from examples: `python -m bot.nlu.odds_learning`."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from bot.nlu.carers import of_patient
from bot.nlu.reading import read
from bot.nlu.traits import traits
from criteria.findings import RED_FLAGS

FOLDER = Path(__file__).parents[2] / "nlu_data" / "warning_signs"
WEIGHTS = FOLDER / "weights.npz"
NONE = "none"
_SEEN = 3
_TRUST = 30.0
_ROUNDS = 400
_STEPS = 127


class Example(BaseModel):
    """A message, and the warning signs that it states, none for an ordinary one.

    `for_another` says that somebody answers for the patient.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    red_flags: tuple[str, ...] = ()
    for_another: bool = False


def main() -> None:
    """Make the weights anew and say of what."""
    found = list(examples())
    np.savez_compressed(WEIGHTS, **learn(found), source=np.array(fingerprint()))
    sys.stdout.write(f"{WEIGHTS.name}: learnt from {len(found)} messages.\n")


def examples(folder: Path = FOLDER) -> Iterable[Example]:
    """Yield the examples of a folder.

    Raises:
        ValueError: a line is no example; the message names file, line and fault.
    """
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            yield _example(line, f"{file.name}:{number}")


def fingerprint(folder: Path = FOLDER) -> str:
    """Return a hash of the examples, which says whether weights are up to date."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def learn(found: Sequence[Example]) -> Mapping[str, Any]:
    """Return the weights of a logistic regression, in the layers of `odds.Model`."""
    read_all = [
        traits(of_patient(read(one.text), for_another=False).words) for one in found
    ]
    layers = [_layer([message[n] for message in read_all]) for n in (0, 1)]
    seen = hstack([matrix for _, _, matrix in layers]).tocsr()
    told = [one.red_flags[0] if one.red_flags else NONE for one in found]
    model = LogisticRegression(C=_TRUST, max_iter=_ROUNDS).fit(seen, told)
    kept = {"codes": model.classes_.astype(str), "common": model.intercept_}
    first = 0
    for n, (names, rarity, _) in enumerate(layers):
        weights = model.coef_[:, first : first + len(names)].T
        kept |= _stored(n, names, rarity, weights)
        first += len(names)
    return kept


def _words(one: Example) -> tuple[str, ...]:
    return of_patient(read(one.text), for_another=one.for_another).words


def _example(line: str, place: str) -> Example:
    try:
        example = Example.model_validate(json.loads(line))
    except (ValidationError, json.JSONDecodeError) as error:
        message = f"{place}: not a message with its red_flags: {error}"
        raise ValueError(message) from error
    unknown = set(example.red_flags) - set(RED_FLAGS)
    if unknown:
        message = f"{place}: {', '.join(sorted(unknown))} is no red flag of criteria."
        raise ValueError(message)
    return example


def _layer(messages: list[frozenset[str]]) -> tuple[list[str], Any, Any]:
    """Return the traits seen often enough, their rarity, and who has which."""
    counts = Counter(trait for message in messages for trait in message)
    names = sorted(name for name, count in counts.items() if count >= _SEEN)
    places = {name: place for place, name in enumerate(names)}
    rows = [sorted(places[t] for t in message if t in places) for message in messages]
    ends = np.cumsum([0, *map(len, rows)])
    held = [place for row in rows for place in row]
    shape = len(rows), len(names)
    matrix = csr_matrix((np.ones(len(held)), held, ends), shape=shape)
    rarity = TfidfTransformer(norm="l2").fit(matrix)
    return names, rarity.idf_, rarity.transform(matrix)


def _stored(n: int, names: list[str], rarity: Any, weights: Any) -> dict[str, Any]:
    """Return a layer as it is kept: weights as whole steps of one size."""
    step = np.abs(weights).max() / _STEPS
    return {
        f"names_{n}": np.array(names),
        f"rarity_{n}": rarity.astype(np.float32),
        f"weights_{n}": np.round(weights / step).astype(np.int8),
        f"step_{n}": np.float32(step),
    }


if __name__ == "__main__":
    main()
