"""Figures of speech about dying, after which one calm question is asked."""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from actions.folding import fold

FILE = Path(__file__).with_name("idioms.yml")


def speaks_of_dying(text: str) -> bool:
    """Tell whether a text holds an idiom that should not be passed over.

    >>> speaks_of_dying("¡Me MUERO de dolor!"), speaks_of_dying("me duele mucho")
    (True, False)
    """
    plain = " ".join(fold(text).replace("’", "'").split())
    return any(idiom in plain for idiom in _idioms())


@cache
def _idioms() -> tuple[str, ...]:
    data: dict[str, list[str]] = YAML(typ="safe", pure=True).load(FILE)
    return tuple(idiom for idioms in data.values() for idiom in idioms)
