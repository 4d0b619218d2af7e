"""What the learned listener looks at in a message: its words, and pieces of them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_BEGINNING = 5
_LETTERS = (3, 4)
_EDGE = "^"
_KEPT = 10_000


def traits(words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words, pairs and beginnings of a message, and its runs of letters.

    Runs of letters make a misspelt or a new form of a word look like the known one.

    >>> sorted(traits(["se", "desmayó"])[0])
    ['=desma', '^ se', 'desmayó', 'desmayó ^', 'se', 'se desmayó']
    """
    plain = [word for word in words if word.isalnum()]
    pairs = (f"{one} {two}" for one, two in pairwise((_EDGE, *plain, _EDGE)))
    beginnings = (f"={word[:_BEGINNING]}" for word in plain if len(word) > _BEGINNING)
    return (
        frozenset((*plain, *pairs, *beginnings)),
        frozenset().union(*map(_runs, set(plain))),
    )


@lru_cache(maxsize=_KEPT)
def _runs(word: str) -> frozenset[str]:
    edged = f"<{word}>"
    return frozenset(
        edged[start : start + length]
        for length in _LETTERS
        for start in range(len(edged) - length + 1)
    )
