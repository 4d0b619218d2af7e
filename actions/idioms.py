"""Turns of phrase: of dying, after which one asks calmly; of going on after a rest."""

import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from actions.folding import fold

FILE = Path(__file__).with_name("idioms.yml")
GOING_ON = re.compile(r"\b(seguir|sigo|sigamos|seguimos|continu|go on|carry on|resume)")
NOT = re.compile(r"\b(no|nunca|not|never|don't|dont|stop)\b")


def speaks_of_dying(text: str) -> bool:
    """Tell whether a text holds an idiom that should not be passed over.

    >>> speaks_of_dying("¡Me MUERO de dolor!"), speaks_of_dying("me duele mucho")
    (True, False)
    """
    plain = " ".join(fold(text).replace("’", "'").split())
    return any(idiom in plain for idiom in _idioms())


def wants_to_go_on(text: str) -> bool:
    """Tell whether somebody who rests says that they go on.

    >>> wants_to_go_on("mejor sí le sigo"), wants_to_go_on("ya no quiero seguir")
    (True, False)
    """
    plain = " ".join(fold(text).replace("’", "'").split())
    return GOING_ON.search(plain) is not None and NOT.search(plain) is None


@cache
def _idioms() -> tuple[str, ...]:
    data: dict[str, list[str]] = YAML(typ="safe", pure=True).load(FILE)
    return tuple(idiom for idioms in data.values() for idiom in idioms)
