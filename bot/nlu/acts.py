"""What a message does: it answers yes or no, skips, greets, or asks for something."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from bot.nlu.lexicon import LANGS, Lang, Phrase, groups
from bot.nlu.requests import ACTS, REQUESTS, YIELDING, request
from bot.nlu.words import Text

INTENTS = {
    "yes": "affirm",
    "no": "deny",
    "none": "deny_all",
    "dont_know": "dont_know",
    "skip": "skip",
    "done": "done",
    "speak_es": "switch_language",
    "speak_en": "switch_language",
    "greet": "greet",
    "correct": "correct",
} | {name: name for name in REQUESTS}
"""The intent of each act."""

Act = tuple[str, Lang | None]
_LONGEST = 16
_LONGEST_PHRASE = 9
_FILLER = "filler"
_OPPOSED = {"yes", "no"}


def act(text: Text, *, states: bool) -> tuple[str | None, Lang | None]:
    """Return the act of a message, and the language it is said in.

    The whole message is the act, small talk around it aside, or holds an unmistakable
    request. The language is None for words that both languages share ("no", "ok").

    Args:
        text: the message.
        states: whether the message states a finding, or might, as where a warning
            sign was asked about: then an answer must be all that it says.
    """
    words = tuple(word for word in text.words if word.isalnum())
    if words in _acts():
        return _acts()[words]
    asked = request(text, states=states)
    if len(words) > _LONGEST or (asked[0] and asked[0] not in YIELDING):
        return asked
    opening = None if states or asked[0] or "?" in text.words else _opening(text)
    return _weightiest(_reading(words)) or opening or asked


def _opening(text: Text) -> Act | None:
    """Return the act that a message opens with, up to a comma: "no, never in my life".

    What follows counts only where it is an act too.
    """
    parts = [
        tuple(words)
        for is_word, words in groupby(text.words, key=str.isalnum)
        if is_word
    ]
    first = _reading(parts[0]) if len(parts) > 1 else ()
    more = (one for part in parts[1:] for one in _reading(part))
    return _weightiest((*first, *more)) if first else None


def _weightiest(done: tuple[Act, ...]) -> Act | None:
    heard = min(done, key=lambda one: ACTS.index(one[0]), default=None)
    is_torn = heard and heard[0] in _OPPOSED and {name for name, _ in done} >= _OPPOSED
    return None if is_torn else heard


def _reading(words: Phrase) -> tuple[Act, ...]:
    """Return the acts that words are made of, with as little small talk as can be."""
    best: dict[int, tuple[int, tuple[Act, ...]]] = {0: (0, ())}
    for start in range(len(words)):
        if start not in best:
            continue
        small, done = best[start]
        for end, one in _phrases_at(words, start):
            longer = (small, (*done, one)) if one else (small + end - start, done)
            if end not in best or _rank(longer) < _rank(best[end]):
                best[end] = longer
    return best[len(words)][1] if len(words) in best else ()


def _rank(reading: tuple[int, tuple[Act, ...]]) -> tuple[int, int]:
    return reading[0], len(reading[1])


def _phrases_at(words: Phrase, start: int) -> Iterator[tuple[int, Act | None]]:
    """Yield where each phrase that starts at a word ends; small talk is no act."""
    for end in range(start + 1, min(start + _LONGEST_PHRASE, len(words)) + 1):
        phrase = words[start:end]
        if phrase in _small_talk():
            yield end, None
        elif phrase in _acts():
            yield end, _acts()[phrase]


@cache
def _small_talk() -> frozenset[Phrase]:
    return frozenset(
        phrase for lang in LANGS for phrase in groups(lang, "acts")[_FILLER]
    )


@cache
def _acts() -> dict[Phrase, Act]:
    acts: dict[Phrase, Act] = {}
    for lang in LANGS:
        for name, phrases in groups(lang, "acts").items():
            for phrase in phrases if name != _FILLER else ():
                shared = phrase in acts and acts[phrase][1] != lang
                acts[phrase] = (name, None if shared else lang)
    return acts
