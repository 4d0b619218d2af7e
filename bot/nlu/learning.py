"""Learns from the examples in `nlu_data/`: `python -m bot.nlu.learning`."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from bot.nlu.carers import of_patient
from bot.nlu.learnt import DATA, NONE, weights_of
from bot.nlu.reading import read
from bot.nlu.traits import traits
from criteria.findings import RED_FLAGS, known

TOPICS = ("warning_signs", "findings")
_SEEN = 3
_TRUST = 30.0
_ROUNDS = 400
_STEPS = 127
_VALUES = ("true", "false", NONE)


class Example(BaseModel):
    """A message with what it states: warning signs, or the findings of a list.

    `for_another` says that somebody answers for the patient.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    red_flags: tuple[str, ...] = ()
    findings: dict[str, Literal["true", "false"]] = Field(default_factory=dict)
    for_another: bool = False


def main() -> None:
    """Make the weights of each topic anew and say of what."""
    for topic in TOPICS:
        found = list(examples(DATA / topic))
        held = learn(found, source=fingerprint(DATA / topic))
        np.savez_compressed(weights_of(topic), **held)
        sys.stdout.write(f"{topic}: learnt from {len(found)} messages.\n")


def examples(folder: Path) -> Iterable[Example]:
    """Yield the examples of a folder.

    Raises:
        ValueError: a line is no example; the message names file, line and fault.
    """
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            yield _example(line, f"{file.name}:{number}")


def fingerprint(folder: Path) -> str:
    """Return a hash of the examples, which says whether weights are up to date."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def learn(found: Sequence[Example], source: str = "") -> Mapping[str, Any]:
    """Return what a logistic regression learns, as `bot.nlu.learnt.load` reads it."""
    seen_in = [traits(_words(one)) for one in found]
    layers = [_layer([message[n] for message in seen_in]) for n in (0, 1)]
    seen = hstack([matrix for _, _, matrix in layers]).tocsr()
    asked = _questions(found)
    models = [_fitted(seen, told) for _, told in asked]
    weights = np.concatenate([one.coef_ for one in models]).T
    kept: dict[str, Any] = {
        "labels": np.array([labels for labels, _ in asked]),
        "common": np.concatenate([one.intercept_ for one in models]).astype(np.float32),
        "source": np.array(source),
    }
    first = 0
    for n, (names, rarity, _) in enumerate(layers):
        kept |= _stored(n, names, rarity, weights[first : first + len(names)])
        first += len(names)
    return kept


def _questions(found: Sequence[Example]) -> list[tuple[list[str], list[int]]]:
    """Return the labels of each question, and the place of the one that each tells."""
    codes = sorted({one.red_flags[0] for one in found if one.red_flags})
    if codes:
        labels = [*codes, NONE]
        told = [one.red_flags[0] if one.red_flags else NONE for one in found]
        return [(labels, [labels.index(one) for one in told])]
    names = sorted({name for one in found for name in one.findings})
    return [
        (
            [f"{name}=true", f"{name}=false", NONE],
            [_VALUES.index(one.findings.get(name, NONE)) for one in found],
        )
        for name in names
    ]


def _fitted(seen: Any, told: list[int]) -> LogisticRegression:
    return LogisticRegression(C=_TRUST, max_iter=_ROUNDS).fit(seen, told)


def _words(one: Example) -> tuple[str, ...]:
    return of_patient(read(one.text), for_another=one.for_another).words


def _example(line: str, place: str) -> Example:
    try:
        example = Example.model_validate(json.loads(line))
    except (ValidationError, json.JSONDecodeError) as error:
        message = f"{place}: not a message with what it states: {error}"
        raise ValueError(message) from error
    unknown = {*example.red_flags} - {*RED_FLAGS}
    unknown |= {name for name in example.findings if not known(name)}
    if unknown:
        message = f"{place}: {', '.join(sorted(unknown))} is no finding of criteria."
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
