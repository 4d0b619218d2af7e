"""The short hand of lexicon lines: `rodilla[s]` stands for two phrases."""

import re
from itertools import product

_TOKEN = re.compile(r"[()\[\]|]|[^()\[\]|]+")
_CLOSES = {"(": ")", "[": "]"}


def expand(line: str) -> tuple[str, ...]:
    """Return every phrase that a lexicon line stands for.

    `(a|b)` is a choice and `[a|b]` a choice that may be left out; both nest.

    Raises:
        ValueError: the brackets of the line do not match.

    >>> expand("rodilla[s] (mala|buena)")
    ('rodilla mala', 'rodilla buena', 'rodillas mala', 'rodillas buena')
    """
    tokens = _TOKEN.findall(line)[::-1]
    choices = _choices(tokens, None)
    return tuple(dict.fromkeys(" ".join(choice.split()) for choice in choices))


def _choices(tokens: list[str], closing: str | None) -> list[str]:
    """Read choices up to the closing bracket; tokens are taken from the end."""
    options: list[str] = []
    parts: list[list[str]] = []
    while tokens and tokens[-1] not in {")", "]"}:
        piece = tokens.pop()
        if piece == "|":
            options, parts = options + _joined(parts), []
        else:
            parts.append(_part(piece, tokens))
    if (tokens.pop() if tokens else None) != closing:
        message = (
            f"a bracket does not match, near '{''.join(tokens[::-1]) or 'the end'}'"
        )
        raise ValueError(message)
    return options + _joined(parts)


def _part(piece: str, tokens: list[str]) -> list[str]:
    if piece not in _CLOSES:
        return [piece]
    inner = _choices(tokens, _CLOSES[piece])
    return ["", *inner] if piece == "[" else inner


def _joined(parts: list[list[str]]) -> list[str]:
    return ["".join(pieces) for pieces in product(*parts)]
