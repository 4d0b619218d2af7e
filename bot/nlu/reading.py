"""Reading a message: folded, cut into words, its typos and shorthand mended."""

import re
from collections.abc import Iterable
from functools import cache

from bot.nlu import flags, requests, signs, tellings
from bot.nlu.folding import fold
from bot.nlu.lexicon import FOLDER, LANGS, LexiconError, Phrase, groups
from bot.nlu.spelling import Speller
from bot.nlu.words import Text

_PATTERNS = frozenset({flags.TOPIC, requests.TOPIC, signs.TOPIC})
_SHORTHAND = "shorthand"
_PAIR = 3
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_POSSESSIVE = re.compile(r"([A-Za-z]{3,20})['’]s\b")
_PRONOUNS = frozenset(
    ["that", "what", "she", "there", "here", "let", "who", "where", "how", "when"]
)
_REAL = ("everyday", "language")


def read(raw: str) -> Text:
    """Cut a message into folded words, typos mended; any str is accepted.

    >>> read("Me duele la rodila, doctor.").words
    ('me', 'duele', 'la', 'rodilla', ',', 'doctor', '.')
    """
    text = Text(fold(raw))
    short = {word: _shorthand()[word] for word in text.words if word in _shorthand()}
    plain = {**_drawn_out(text.words), **_possessives(raw)}
    return Text(text.folded, {**plain, **_speller().mended(text.words), **short})


def _drawn_out(words: Iterable[str]) -> dict[str, str]:
    """Return the plain form of words such as "siii" and "muuucho"."""
    found = {word: _DRAWN_OUT.sub(r"\1", word) for word in words}
    return {word: plain for word, plain in found.items() if word != plain}


def _possessives(raw: str) -> dict[str, str]:
    """Return the noun of "memory's", whose apostrophe is folded away."""
    nouns = (fold(noun).text for noun in _POSSESSIVE.findall(raw))
    return {f"{noun}s": noun for noun in nouns if noun not in _PRONOUNS}


@cache
def _shorthand() -> dict[str, str]:
    """Return the word that is meant by each spelling of text messages.

    Raises:
        LexiconError: a line is not one spelling and one word.
    """
    return {
        phrase[0]: _meant(lang, phrase)
        for lang in LANGS
        for phrase in groups(lang, _SHORTHAND)["spelling"]
    }


def _meant(lang: str, phrase: Phrase) -> str:
    if len(phrase) != _PAIR or phrase[1] != "=":
        message = (
            f"{lang}/{_SHORTHAND}.yml: '{' '.join(phrase)}' is not 'kiero = quiero'"
        )
        raise LexiconError(message)
    return phrase[2]


@cache
def _speller() -> Speller:
    """Return a speller that means the words of the lexicon and leaves real ones be."""
    matcher, _ = flags.patterns()
    files = {path.stem for path in (FOLDER / LANGS[0]).glob("*.yml")}
    meant = _words(files - {*_PATTERNS, _SHORTHAND, *_REAL})
    meant |= matcher.vocabulary | requests.vocabulary() | signs.vocabulary()
    meant |= tellings.vocabulary()
    known = meant | _words(_REAL)
    return Speller(meant, lambda word: word in known or matcher.knows(word))


def _words(topics: Iterable[str]) -> frozenset[str]:
    return frozenset(
        word
        for topic in topics
        for lang in LANGS
        for phrases in groups(lang, topic).values()
        for phrase in phrases
        for word in phrase
    )


_speller()
_shorthand()
