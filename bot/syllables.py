"""Counts the syllables of Spanish and English words, as reading ease needs them."""

import re

# Spanish: letters that are not heard, and what makes one syllable: a strong vowel with
# the weak ones leaning on it, an accented weak vowel, or weak vowels among themselves.
ES_SILENT = re.compile(r"(?<=[qg])u(?=[eiéí])|h")
ES_FINAL_Y = re.compile(r"y$")
ES_SYLLABLE = re.compile(r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéó]))?|[iuü]?[íú]|[iuü]+")

# English: endings that are not heard, groups of vowels, and vowels heard apart.
EN_ENDING = re.compile(r"['’](?:s|m|re|ll|ve|d)$")
EN_NOT = re.compile(r"(?<=[ds])n['’]t$")
EN_SILENT = re.compile(
    r"(?:(?<=[^aeiouyl])|(?<=[aeiouy]l))e$"
    r"|(?<=[^aeiouytd])e(?=d$)"
    r"|(?:(?<=[^aeiouycgsxzhl])|(?<=[aeiouy]l)|(?<=th))e(?=s$)"
    r"|(?<=[^aeiouy])e(?=(?:ly|ful|ment|less|where|thing|one|times|ty)$)"
)
EN_SYLLABLE = re.compile(r"[aeiouy]+")
EN_APART = re.compile(
    r"(?<![cgt])i[ao](?!u|n|us)|ia(?=n)|eo|[aeiouy]ing|ism$|ua(?=[^r])"
)


def syllables(word: str, lang: str) -> int:
    """Return how many syllables a word has in "es" or "en": at least one.

    A number counts a syllable for each digit: digits are read faster than said.

    >>> syllables("siguiente", "es"), syllables("sometimes", "en")
    (3, 2)
    """
    if word.isdigit():
        return len(word)
    count = _spanish if lang == "es" else _english
    return max(1, count(word.lower()))


def _spanish(word: str) -> int:
    heard = ES_FINAL_Y.sub("i", ES_SILENT.sub("", word))
    return len(ES_SYLLABLE.findall(heard))


def _english(word: str) -> int:
    bare = EN_NOT.sub("nit", EN_ENDING.sub("", word))
    heard = EN_SILENT.sub("", bare)
    return len(EN_SYLLABLE.findall(heard)) + len(EN_APART.findall(bare))
