"""Text without case and accents, to be compared."""

import unicodedata


def fold(text: str) -> str:
    """Return a text in lower case, without accents.

    >>> fold("Sí, en la PIERNA")
    'si, en la pierna'
    """
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fold_words(text: str) -> str:
    """Return a text folded, its apostrophes straight, its words one space apart.

    >>> fold_words("I’m  TIRED")
    "i'm tired"
    """
    return " ".join(fold(text).replace("’", "'").split())
