"""The short hand of lexicon lines: `rodilla[s]` and `me (duele|arde)` stand for several phrases."""

import re
from itertools import product

_PIECE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]|([^()\[\]]+)")


def expand(line: str) -> tuple[str, ...]:
    """Return every phrase that a lexicon line stands for.

    `(a|b)` is a choice, `[a|b]` a choice that may be left out; neither nests.

    Raises:
        ValueError: the brackets of the line do not match.

    >>> expand("rodilla[s] (mala|buena)")
    ('rodilla mala', 'rodilla buena', 'rodillas mala', 'rodillas buena')
    """
    pieces = list(_PIECE.finditer(line))
    if "".join(piece[0] for piece in pieces) != line:
        message = f"unmatched or nested brackets in '{line}'"
        raise ValueError(message)
    phrases = product(*(_choices(piece) for piece in pieces))
    return tuple(dict.fromkeys(" ".join("".join(p).split()) for p in phrases))


def _choices(piece: re.Match[str]) -> list[str]:
    choice, option, plain = piece.groups()
    if choice is not None:
        return choice.split("|")
    return ["", *option.split("|")] if option is not None else [plain]
