"""Mending typos: a word nobody knows becomes the known word it was meant to be."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations, islice

_SHORTEST = 5
_SHORTEST_FOR_TWO = 9
_LONGEST = 20
_MOST = 300
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = ("bv", "sc", "sz", "cz", "sx", "gj", "ck", "qk", "iy", "mn", "dt", "pb")
_CONFUSED = frozenset(
    frozenset(pair)
    for pair in (*_SOUNDS, *(row[i : i + 2] for row in _ROWS for i in range(len(row))))
)
_TOO_MANY = 9


class Speller:
    """Known words, found again from words that are one or two slips away.

    A slip is a letter left out or doubled, two neighbours swapped, or a letter for one
    that sounds alike or is the next key. Words of fewer than 5 letters are never
    mended; one slip is allowed, two from 9 letters on. A word that could be more than
    one known word is left alone.
    """

    def __init__(self, meant: Iterable[str], is_known: Callable[[str], bool]) -> None:
        """Take the words that may have been meant, and a test of words to leave be."""
        self._is_known = is_known
        self._shortened: dict[str, set[str]] = {}
        for word in meant:
            if word.isalpha() and _SHORTEST <= len(word) <= _LONGEST:
                for short in _shortened(word):
                    self._shortened.setdefault(short, set()).add(word)
        self.meant = lru_cache(maxsize=8192)(self._meant)

    def mended(self, words: Iterable[str]) -> Mapping[str, str]:
        """Return the known word for each mistyped one, of the first few hundred."""
        strange = (word for word in dict.fromkeys(words) if self._is_strange(word))
        meant = ((word, self.meant(word)) for word in islice(strange, _MOST))
        return {word: known for word, known in meant if known}

    def _is_strange(self, word: str) -> bool:
        right_length = _SHORTEST <= len(word) <= _LONGEST
        return right_length and word.isalpha() and not self._is_known(word)

    def _meant(self, word: str) -> str | None:
        near = {w for short in _shortened(word) for w in self._shortened.get(short, ())}
        slips = {known: _slips(word, known) for known in near}
        slips = {known: n for known, n in slips.items() if _start_alike(word, known)}
        fewest = min(slips.values(), default=_TOO_MANY)
        best = [known for known, count in slips.items() if count == fewest]
        is_sure = len(best) == 1 and fewest <= _allowed(min(word, best[0], key=len))
        return best[0] if is_sure else None


def _allowed(word: str) -> int:
    return 2 if len(word) >= _SHORTEST_FOR_TWO else 1


def _shortened(word: str) -> Iterator[str]:
    """Yield a word, and what is left of it without one letter, or two of a long one."""
    yield word
    for count in range(1, _allowed(word) + 1):
        for kept in combinations(word, len(word) - count):
            yield "".join(kept)


def _start_alike(typed: str, meant: str) -> bool:
    """Tell whether the first letters agree, sound alike or are swapped."""
    return typed[:2] == meant[1::-1] or _changed(typed[0], meant[0]) <= 1


def _slips(typed: str, meant: str) -> int:
    """Count the slips that made one word of another, 9 or more if others were needed.

    >>> _slips("rodilal", "rodilla"), _slips("espakda", "espalda")
    (1, 1)
    >>> _slips("hombre", "hombro") > 2
    True
    """
    above, before, row = [0], [0], list(range(len(meant) + 1))
    for i, letter in enumerate(typed, start=1):
        doubled = letter in {typed[i - 2 : i - 1], typed[i : i + 1]}
        above, before, row = before, row, [row[0] + (1 if doubled else _TOO_MANY)]
        for j, right in enumerate(meant, start=1):
            cost = min(
                before[j] + (1 if doubled else _TOO_MANY),
                row[j - 1] + 1,
                before[j - 1] + _changed(letter, right),
            )
            if i > 1 < j and typed[i - 2 : i] == right + meant[j - 2]:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _changed(letter: str, right: str) -> int:
    """Count the slips that turn one letter into another."""
    if letter == right:
        return 0
    return 1 if frozenset((letter, right)) in _CONFUSED else _TOO_MANY
