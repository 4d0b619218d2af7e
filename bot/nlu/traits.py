"""What the learned listener looks at in a message: its words, and pieces of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

_BEGINNING = 5
_LETTERS = (3, 4)
_EDGE = "^"


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
        frozenset(run for word in set(plain) for run in _runs(f"<{word}>")),
    )


def _runs(word: str) -> Iterator[str]:
    for length in _LETTERS:
        for start in range(len(word) - length + 1):
            yield word[start : start + length]
