"""The matching copy of a message: plain letters, mapped back to the raw text."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = {"⁄": "/", "–": "-", "—": "-", "−": "-"} | dict.fromkeys("'’‘´`", "")
_LOOK_ALIKES = {
    "a": "АаΑα",
    "b": "ВвΒβ",
    "c": "Сс",
    "d": "ԁ",
    "e": "ЕеΕε",
    "h": "НнҺһΗ",
    "i": "ІіΙιı",
    "j": "Јј",
    "k": "КкΚκ",
    "m": "МмΜ",
    "n": "Νη",
    "o": "ОоΟο",
    "p": "РрΡρ",
    "q": "ԛ",
    "s": "Ѕѕ",
    "t": "ТтΤτ",
    "u": "υ",
    "v": "ν",
    "x": "ХхΧχ",
    "y": "УуΥ",
}
_PLAIN |= {alike: letter for letter, row in _LOOK_ALIKES.items() for alike in row}
_SPELT_OUT = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-]){3,}[^\W\d_](?!\w)")
_GLUED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z]{3})(?=\d)")


@dataclass(frozen=True)
class Folded:
    """A matching copy and, for each of its characters, its place in the raw text."""

    raw: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span (code points, end exclusive) of a span of the copy."""
        return self.places[start], self.places[end - 1] + 1


def fold(raw: str) -> Folded:
    """Fold case, accents, width, look-alike letters and the invisible; any str will do.

    >>> fold("¡Dolió ＭＵＣＨＯ!").text
    '¡dolio mucho!'
    """
    folded = [_fold_char(char) for char in raw]
    text = "".join(folded)
    places = [place for place, letters in enumerate(folded) for _ in letters]
    return _join_spelt_out(raw, text, places)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char))
    plain = "".join(_PLAIN.get(letter, letter.casefold()) for letter in bare)
    apart = " " if unicodedata.category(char) == "No" else ""
    return apart + "".join(_visible(letter) for letter in plain)


def _visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter.isspace() or category in {"So", "Sk", "Cs", "Co", "Cn"}:
        return "\n" if letter == "\n" else " "
    return "" if category in {"Mn", "Me", "Cf", "Cc"} else _PLAIN.get(letter, letter)


def _join_spelt_out(raw: str, text: str, places: list[int]) -> Folded:
    """Join words written letter by letter and part digits from words."""
    drop = {
        index
        for match in _SPELT_OUT.finditer(text)
        for index in range(match.start(), match.end())
        if not text[index].isalpha()
    }
    breaks = [match.start() for match in _GLUED.finditer(text)]
    if not drop and not breaks:
        return Folded(raw, text, tuple(places))
    return _rebuilt(raw, text, places, (drop, breaks))


def _rebuilt(
    raw: str, text: str, places: list[int], edits: tuple[set[int], list[int]]
) -> Folded:
    drop, breaks = edits
    pairs: list[tuple[str, int]] = []
    for index, (letter, place) in enumerate(zip(text, places, strict=True)):
        if _is_in(breaks, index):
            pairs.append((" ", place))
        if index not in drop:
            pairs.append((letter, place))
    return Folded(raw, "".join(p[0] for p in pairs), tuple(p[1] for p in pairs))


def _is_in(ordered: list[int], item: int) -> bool:
    at = bisect_left(ordered, item)
    return at < len(ordered) and ordered[at] == item
