"""Reads what somebody says of the patient as the patient would say it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.lexicon import phrases
from bot.nlu.phrasebook import Phrasebook
from bot.nlu.words import Text

FILE = Path(__file__).with_name("carers.yml")
PATIENT = "yo"


def of_patient(text: Text, *, for_another: bool) -> Text:
    """Return a message as the patient would say it, where somebody else says it.

    Args:
        text: The message.
        for_another: Whether somebody is known to answer for the patient; a message may
            also say so itself.
    """
    return as_patient(text) if for_another or is_for_another(text) else text


def as_patient(text: Text) -> Text:
    """Return a carer's message in the patient's own person, its places unchanged.

    >>> from bot.nlu.reading import read
    >>> as_patient(read("My mum can't feel her legs")).words[:5]
    ('my', 'yo', 'cant', 'feel', 'my')
    """
    return Text(text.folded, {**text.mended, **dict(_said(text))})


def is_for_another(text: Text) -> bool:
    """Tell whether a message says itself that it is written for the patient.

    >>> from bot.nlu.reading import read
    >>> is_for_another(read("Escribo por mi papá, el paciente es él"))
    True
    """
    return next(_proxies().marks(text.words), None) is not None


@cache
def _proxies() -> Phrasebook:
    return Phrasebook({"proxy": phrases("polarity", "proxy")})


def _said(text: Text) -> Iterator[tuple[str, str]]:
    """Yield each word as it stands that is said otherwise by the patient."""
    data, words = _data(), _words()
    relatives = {word for each in data["patient"].values() for word in each}
    before = ""
    for (start, end), word in zip(text.spans, text.words, strict=True):
        stems = {word, word.removesuffix("s")}
        is_named = before in data["mine"] and not stems.isdisjoint(relatives)
        if is_named or word in words:
            yield text.folded.text[start:end], PATIENT if is_named else words[word]
        before = word


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
_proxies()
