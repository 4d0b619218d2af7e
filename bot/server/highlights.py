"""The patient's words beside what was understood from them.

A turn's text is cut where evidence begins or ends; a piece that some finding rests on
is marked. Characters that cannot be seen are spelled out, after the cutting, so that
spans stay true.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Cs"}
JOINERS = {"\u200d", "\ufe0f", "\n", "\t"}


@dataclass(frozen=True)
class Span:
    """The stretch of a turn's text a finding rests on, end exclusive."""

    seq: int
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """Return the name by which a link finds the words."""
        return f"words-{self.seq}-{self.start}-{self.end}"


@dataclass(frozen=True)
class Piece:
    """A piece of a turn's text; `anchors` are the spans that begin with it."""

    text: str
    marked: bool
    anchors: tuple[str, ...]


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Cut a text at the ends of spans.

    >>> [(p.text, p.marked) for p in pieces("me duele todo", [Span(3, 3, 8)])]
    [('me ', False), ('duele', True), (' todo', False)]
    """
    spans = sorted(set(spans), key=lambda span: (span.start, -span.end))
    cuts = {0, len(text)} | {cut for s in spans for cut in (s.start, s.end)}
    ends = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    return [_piece(text, start, end, spans) for start, end in pairwise(ends)]


def visible(text: str) -> str:
    r"""Spell out the characters of a text that change it without being seen.

    >>> visible("a\u202eb")
    'a[U+202E]b'
    """
    return "".join(_spelled(character) for character in text)


def _piece(text: str, start: int, end: int, spans: list[Span]) -> Piece:
    return Piece(
        text=visible(text[start:end]),
        marked=any(s.start <= start and end <= s.end for s in spans),
        anchors=tuple(s.anchor for s in spans if s.start == start),
    )


def _spelled(character: str) -> str:
    if character in JOINERS or unicodedata.category(character) not in INVISIBLE:
        return character
    return f"[U+{ord(character):04X}]"
