"""The language of a message: our own words first, then lingua with a margin."""

from collections.abc import Sequence
from functools import cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from bot.nlu.lexicon import LANGS, Lang, groups, phrases
from bot.nlu.words import Text

_MARGIN = 0.25
_SHORTEST_FOR_LINGUA = 3


def detect(text: Text, understood: Sequence[Lang | None]) -> Lang | None:
    """Return the language of a message, None where it cannot be told.

    `understood` holds the language of each finding or act recognised in the message.
    """
    votes = _votes(text.words)
    for lang in understood:
        if lang:
            votes[lang] += 1
    if votes["es"] != votes["en"]:
        return max(LANGS, key=votes.__getitem__)
    return _by_letters(text)


def _votes(words: Sequence[str]) -> dict[Lang, int]:
    known = {lang: _function_words(lang) for lang in LANGS}
    return {lang: sum(word in known[lang] for word in words) for lang in LANGS}


def _by_letters(text: Text) -> Lang | None:
    letters = [word for word in text.words if word.isalpha()]
    if sum(map(len, letters)) < _SHORTEST_FOR_LINGUA:
        return None
    ranked = _detector().compute_language_confidence_values(text.folded.raw[:2000])
    best, other = ranked[0], ranked[1]
    if best.value - other.value < _MARGIN:
        return None
    return "es" if best.language.iso_code_639_1 is IsoCode639_1.ES else "en"


@cache
def words_of(group: str) -> frozenset[str]:
    """Return the single words of a group of small words, of both languages."""
    return frozenset(word for phrase in phrases("language", group) for word in phrase)


@cache
def _function_words(lang: Lang) -> frozenset[str]:
    phrases = groups(lang, "language")["function"]
    return frozenset(word for phrase in phrases for word in phrase)


@cache
def _detector() -> LanguageDetector:
    languages = (Language.ENGLISH, Language.SPANISH)
    return LanguageDetectorBuilder.from_languages(*languages).build()
