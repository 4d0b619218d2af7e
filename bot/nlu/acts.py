"""What a message does: it answers yes or no, skips, greets, or asks for something."""

from functools import cache

from bot.nlu.lexicon import LANGS, Lang, Phrase, groups
from bot.nlu.requests import REQUESTS, request
from bot.nlu.words import Text

INTENTS = {
    "yes": "affirm",
    "no": "deny",
    "none": "deny_all",
    "dont_know": "dont_know",
    "skip": "skip",
    "speak_es": "switch_language",
    "speak_en": "switch_language",
    "greet": "greet",
    "correct": "correct",
} | {name: name for name in REQUESTS}
"""The intent of each act; "done" has none."""

_LONGEST = 12


def act(text: Text) -> tuple[str | None, Lang | None]:
    """Return the act of a message, and the language it is said in.

    The whole message is the act, or holds an unmistakable request. The language is
    None for words that both languages share ("no", "ok").
    """
    words = tuple(word for word in text.words if word.isalnum())
    known = _acts().get(words) if len(words) <= _LONGEST else None
    return known or request(text)


@cache
def _acts() -> dict[Phrase, tuple[str, Lang | None]]:
    acts: dict[Phrase, tuple[str, Lang | None]] = {}
    for lang in LANGS:
        for name, phrases in groups(lang, "acts").items():
            for phrase in phrases:
                shared = phrase in acts and acts[phrase][1] != lang
                acts[phrase] = (name, None if shared else lang)
    return acts
