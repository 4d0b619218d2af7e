"""Finding lexicon phrases in a message with spaCy's PhraseMatcher."""

from collections.abc import Iterable, Sequence
from functools import cache

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.lexicon import LANGS, Lang, groups
from bot.nlu.phrasebook import Mark

TOPICS = (
    "regions",
    "sides",
    "hypersensitivity",
    "comorbidity",
    "descriptors",
    "conditions",
    "distribution",
    "context",
)
_STRANGER = "·"


class Finder:
    """One language's phrases; words it does not know never enter spaCy's memory."""

    def __init__(self, lang: Lang) -> None:
        self._vocab = spacy.blank(lang).vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._known: set[str] = set()
        for topic in TOPICS:
            for group, phrases in groups(lang, topic).items():
                self._matcher.add(f"{topic}/{group}", self._docs(phrases))

    def find(self, words: Sequence[str]) -> list[Mark]:
        """Return the phrases found, the longest of each topic where they overlap."""
        found = self._matcher(self._doc(words)) if words else []
        strings = self._vocab.strings
        return _longest(Mark(strings[key], first, last) for key, first, last in found)

    def _docs(self, phrases: Iterable[Sequence[str]]) -> list[Doc]:
        phrases = list(phrases)
        self._known.update(*phrases)
        return [self._doc(phrase) for phrase in phrases]

    def _doc(self, words: Sequence[str]) -> Doc:
        known = [word if word in self._known else _STRANGER for word in words]
        return Doc(self._vocab, words=known)


@cache
def finder(lang: Lang) -> Finder:
    """Return the finder of a language, made once."""
    return Finder(lang)


def _longest(marks: Iterable[Mark]) -> list[Mark]:
    taken: dict[str, set[int]] = {}
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.first - mark.last):
        words = taken.setdefault(_rival(mark.label), set())
        places = range(mark.first, mark.last)
        if words.isdisjoint(places):
            words.update(places)
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.first)


def _rival(label: str) -> str:
    """Return what a mark competes with: its topic; its group for words of context."""
    topic, _, _ = label.partition("/")
    return label if topic == "context" else topic


for _lang in LANGS:
    finder(_lang)
