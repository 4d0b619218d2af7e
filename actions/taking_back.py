"""What a read-back lists and a message denies by another meaning of the same word."""

import re

from actions.folding import fold_words
from actions.saying import wording
from actions.talk import Talk

DENIED = (
    r"\b(?:no|ni|sin|nunca|not|never|without|\w+n't|dont|doesnt|isnt) "
    r"(?:[\w']+ ){0,3}?"
)


def deny_listed(talk: Talk) -> None:
    """Take back each finding that was listed by a word that the message denies."""
    evidence = talk.message.as_evidence()
    for name, said in wording()["denied_by"].items():
        is_listed = talk.record.get(name).value == "true"
        if is_listed and any(denies(talk.message.words, one) for one in said.values()):
            talk.record = talk.record.hear(
                name, "false", evidence=evidence, correction=True
            )


def denies(text: str, word: str) -> bool:
    """Tell whether a "no" stands shortly before a word.

    >>> denies("No siento frío", "frio"), denies("no, es un frío que duele", "frio")
    (True, False)
    """
    return re.search(rf"{DENIED}{word}\b", fold_words(text)) is not None
