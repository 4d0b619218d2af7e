"""Several quick replies in one message, the words of each on a line of their own."""

import re
from collections.abc import Iterable

PIECE = re.compile(r"[^\s;][^\n;]*")


def joined(titles: Iterable[str]) -> str:
    """Return the words of several quick replies as one message."""
    return "\n".join(titles)


def pieces(text: str) -> list[tuple[int, int]]:
    """Return where each line or part after a semicolon stands in a message.

    >>> [" Neck; knee"[start:end] for start, end in pieces(" Neck; knee")]
    ['Neck', 'knee']
    """
    found = PIECE.finditer(text)
    return [(one.start(), one.start() + len(one[0].rstrip())) for one in found]
