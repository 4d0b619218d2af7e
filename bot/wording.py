"""The lint of what patients read: how easy a text is, and what it must never say."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.server.texts import Texts, load_texts
from bot.syllables import syllables

FOLDER = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{\w*\}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE = re.compile(r"[^.!?…;\n]*\w[^.!?…;\n]*[.!?…;]?")


class Formula(NamedTuple):
    """A readability formula: a start, less so much a word and a syllable."""

    start: float
    per_word: float
    per_syllable: float


# Flesch (1948) for English and its Spanish counterpart by Fernández Huerta (1959):
# words per sentence and syllables per word, on a scale where 100 is very easy.
FORMULAS = {
    "es": Formula(206.84, 1.02, 60.0),
    "en": Formula(206.835, 1.015, 84.6),
}


class Pattern(Texts):
    """Words that break a rule, and a text in which they must be found."""

    match: str
    caught: str


class Rule(Texts):
    """Something never said to patients: its patterns, and texts that come close.

    `in_questions` says that a question may name it; `said_when_true` names the texts
    that are shown only when what they promise is so.
    """

    id: str
    reason: str
    patterns: tuple[Pattern, ...]
    fine: tuple[str, ...] = ()
    in_questions: bool = False
    said_when_true: tuple[str, ...] = ()


class Wording(Texts):
    """The lint's knowledge of one language."""

    syllables: dict[str, int]
    words: dict[str, tuple[str, ...]]
    rules: tuple[Rule, ...]


@cache
def wording(lang: str) -> Wording:
    """Return the rules of "es" or "en".

    Raises:
        TextsError: the file is not what the lint needs.
    """
    return load_texts(Wording, FOLDER / f"wording_{lang}.yml")


def reading_ease(text: str, lang: str) -> float:
    """Return how easy a text is to read: 80 and more is easy, 60 plain, 30 hard.

    >>> round(reading_ease("¿Dónde le duele?", "es"))
    104
    """
    words = WORD.findall(PLACEHOLDER.sub("", text))
    if not words:
        return 100.0
    formula = FORMULAS[lang]
    heard = sum(_heard(word, lang) for word in words) / len(words)
    length = len(words) / len(sentences(text))
    return formula.start - formula.per_word * length - formula.per_syllable * heard


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line and a semicolon end one too."""
    found = SENTENCE.findall(PLACEHOLDER.sub("", text))
    return [sentence.strip() for sentence in found]


def hardest(text: str, count: int = 2) -> list[str]:
    """Return the longest sentences of a text, the longest first."""
    return sorted(sentences(text), key=len, reverse=True)[:count]


def too_hard(name: str, text: str, lang: str, least: float) -> list[str]:
    """Say that a text is harder than `least`, with its score and longest sentences."""
    score = reading_ease(text, lang)
    if score >= least:
        return []
    longest = " | ".join(hardest(text))
    return [f"{name} ({lang}): reading ease {score:.1f}, not {least:.0f}: {longest}"]


def breaches(name: str, text: str, lang: str) -> list[str]:
    """Say what a text holds that no patient may be told: the words, and why."""
    return [
        f"{name} ({lang}): '{words}' is {rule.id}. {rule.reason}"
        for rule in wording(lang).rules
        if name not in rule.said_when_true
        for words in _found(rule, text, lang)
    ]


def _found(rule: Rule, text: str, lang: str) -> list[str]:
    return [
        match.group().strip()
        for sentence in sentences(text)
        if not (rule.in_questions and sentence.endswith("?"))
        for pattern in rule.patterns
        for match in _compiled(pattern, lang).finditer(sentence)
    ]


@cache
def _compiled(pattern: Pattern, lang: str) -> re.Pattern[str]:
    """Return a pattern with the language's word lists filled in."""
    match = pattern.match
    for name, words in wording(lang).words.items():
        match = match.replace(f"{{{name}}}", "|".join(words))
    return re.compile(rf"\b(?:{match})", re.IGNORECASE)


def _heard(word: str, lang: str) -> int:
    irregular = wording(lang).syllables
    return irregular.get(word.lower()) or syllables(word, lang)
