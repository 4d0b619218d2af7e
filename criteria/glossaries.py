"""The shape of a glossary: terms with their meaning, for one kind of reader."""

from criteria.shapes import Sentence, Sourced, Text
from criteria.values import Strict


class Term(Strict):
    """One term with its meaning."""

    id: Sentence
    term: Text
    meaning: Text


class Glossary(Strict):
    """Terms for one kind of reader."""

    id: Sentence
    version: Sentence
    source: Sentence
    provenance: Sourced
    entries: tuple[Term, ...]
