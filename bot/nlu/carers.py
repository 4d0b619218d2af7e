"""Reads what somebody says of the patient as the patient would say it."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.words import Text

FILE = Path(__file__).with_name("carers.yml")
PATIENT = "yo"


def as_patient(text: Text) -> Text:
    """Return a carer's message in the patient's own person, its places unchanged.

    >>> from bot.nlu.reading import read
    >>> as_patient(read("My mum can't feel her legs")).words[:5]
    ('my', 'yo', 'cant', 'feel', 'my')
    """
    said = {word: meant for word, meant in _words().items() if word in text.words}
    return Text(text.folded, {**text.mended, **said, **dict(_named(text))})


def _named(text: Text) -> Iterator[tuple[str, str]]:
    """Yield the words that name the patient: somebody "of mine"."""
    data = _data()
    relatives = {word for words in data["patient"].values() for word in words}
    for before, word in pairwise(text.words):
        if before in data["mine"] and {word, word.removesuffix("s")} & relatives:
            yield word, PATIENT


@cache
def _words() -> dict[str, str]:
    return {
        word: meant
        for each in _data()["words"].values()
        for word, meant in each.items()
    }


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return data


_data()
