"""Finds a number that was asked for, in digits or in words of either language."""

import re

from actions.folding import fold

WORDS = (
    ("cero", "zero", "nada", "none"),
    ("uno", "one"),
    ("dos", "two"),
    ("tres", "three"),
    ("cuatro", "four"),
    ("cinco", "five"),
    ("seis", "six"),
    ("siete", "seven"),
    ("ocho", "eight"),
    ("nueve", "nine"),
    ("diez", "ten"),
)
SCALE = re.compile(r"(/|\bde|\bout of|\bsobre)\s*(10|diez|ten|100)\b")
WORD = re.compile(r"-?\d+(?:[.,]\d+)?|[^\W\d_]+")
BARE = re.compile(r"\d{1,3}(?: ?/ ?10)?[.!]*")
VALUE_OF = {word: value for value, words in enumerate(WORDS) for word in words}


def number_in(text: str, between: tuple[int, int] | None) -> int | None:
    """Return the only number of a text that lies within bounds, both included.

    Two different numbers ("a 7 or an 8") are no answer; "out of 10" is not counted.

    >>> number_in("como un siete de 10", (0, 10)), number_in("7 or 8", (0, 10))
    (7, None)
    """
    if between is None:
        return None
    said = {_value(word) for word in WORD.findall(SCALE.sub(" ", fold(text)))}
    numbers = {one for one in said if one is not None}
    exact = numbers.pop() if len(numbers) == 1 else None
    return exact if exact is not None and between[0] <= exact <= between[1] else None


def is_number(text: str) -> bool:
    """Tell whether a text is a number and nothing else.

    >>> is_number("7"), is_number("8/10"), is_number("7 pills")
    (True, True, False)
    """
    return BARE.fullmatch(text.strip()) is not None


def _value(word: str) -> int | None:
    return int(word) if word.isdecimal() else VALUE_OF.get(word)
