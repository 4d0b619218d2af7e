"""Turns of phrase: of dying, after which one asks calmly; of going on after a rest."""

import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from actions.folding import fold

FILE = Path(__file__).with_name("idioms.yml")
GOING_ON = re.compile(r"\b(seguir|sigo|sigamos|seguimos|continu|go on|carry on|resume)")
BACK = re.compile(
    r"(?:hola|hi|hello|ok|okay)?,? ?(?:ya )?(?:volvi|regrese|estoy (?:aqui|de vuelta)|"
    r"(?:i am|i'm|im) (?:back|here)(?: again| now)?|back again)[ .!]*"
)
WEARY = re.compile(
    r"(?:ya )?(?:estoy (?:muy |ya )?cansad[oa]|me canse)[ .!]*|"
    r"(?:i am|i'm|im) (?:so |very |too |getting )?tired(?: now)?[ .!]*"
)
NOT = re.compile(r"\b(no|nunca|not|never|don't|dont|stop)\b")


def speaks_of_dying(text: str) -> bool:
    """Tell whether a text holds an idiom that should not be passed over.

    >>> speaks_of_dying("¡Me MUERO de dolor!"), speaks_of_dying("me duele mucho")
    (True, False)
    """
    plain = _plain(text)
    return any(idiom in plain for idiom in _idioms())


def is_back(text: str) -> bool:
    """Tell whether somebody says no more than that they are back.

    >>> is_back("Ya volví."), is_back("I am back"), is_back("my back hurts")
    (True, True, False)
    """
    return BACK.fullmatch(_plain(text)) is not None


def is_weary(text: str) -> bool:
    """Tell whether somebody says no more than that they are tired.

    >>> is_weary("I'm tired"), is_weary("ya me cansé"), is_weary("I'm tired all day")
    (True, True, False)
    """
    return WEARY.fullmatch(_plain(text)) is not None


def wants_to_go_on(text: str) -> bool:
    """Tell whether somebody who rests says that they go on.

    >>> wants_to_go_on("mejor sí le sigo"), wants_to_go_on("ya no quiero seguir")
    (True, False)
    """
    plain = _plain(text)
    return GOING_ON.search(plain) is not None and NOT.search(plain) is None


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split())


@cache
def _idioms() -> tuple[str, ...]:
    data: dict[str, list[str]] = YAML(typ="safe", pure=True).load(FILE)
    return tuple(idiom for idioms in data.values() for idiom in idioms)
