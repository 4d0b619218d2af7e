"""Turns of phrase: of dying, of being back after a rest, of being tired of this."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.folding import fold_words

FILE = Path(__file__).with_name("idioms.yml")
GOING_ON = re.compile(r"\b(seguir|sigo|sigamos|seguimos|continu|go on|carry on|resume)")
BACK = re.compile(
    r"(?:hola|hi|hello|ok|okay)?,? ?(?:ya )?(?:volvi|regrese|estoy (?:aqui|de vuelta)|"
    r"(?:i am|i'm|im) (?:back|here)(?: again| now)?|back again)[ .!]*"
)
NOT = re.compile(r"\b(no|nunca|not|never|don't|dont|stop)\b")


def speaks_of_dying(text: str) -> bool:
    """Tell whether a text holds an idiom that should not be passed over.

    >>> speaks_of_dying("¡Me MUERO de dolor!"), speaks_of_dying("me duele mucho")
    (True, False)
    """
    plain = fold_words(text)
    return any(idiom in plain for some in _idioms()["dying"].values() for idiom in some)


def is_back(text: str) -> bool:
    """Tell whether somebody says no more than that they are back.

    >>> is_back("Ya volví."), is_back("I am back"), is_back("my back hurts")
    (True, True, False)
    """
    return BACK.fullmatch(fold_words(text)) is not None


def is_weary(text: str) -> bool:
    """Tell whether somebody says no more than that they are tired.

    >>> is_weary("I'm tired"), is_weary("ya me cansé"), is_weary("I'm tired all day")
    (True, True, False)
    """
    return _is_all("weary", text)


def is_weary_of_this(text: str) -> bool:
    """Tell whether somebody says no more than that they are tired of the questions.

    >>> is_weary_of_this("Ya me cansé de esto."), is_weary_of_this("I'm tired")
    (True, False)
    """
    return _is_all("weary_of_this", text)


def wants_to_go_on(text: str) -> bool:
    """Tell whether somebody who rests says that they go on.

    >>> wants_to_go_on("mejor sí le sigo"), wants_to_go_on("ya no quiero seguir")
    (True, False)
    """
    plain = fold_words(text)
    return GOING_ON.search(plain) is not None and NOT.search(plain) is None


def _is_all(kind: str, text: str) -> bool:
    """Tell whether a turn of phrase is all that somebody says, in either language."""
    plain = fold_words(text).rstrip(" .!")
    return any(re.fullmatch(one, plain) for one in _idioms()[kind].values())


@cache
def _idioms() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return data
