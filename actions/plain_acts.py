"""What a few words plainly do, whatever is asked: change language, pass on a yes."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.folding import fold_words
from actions.hearing import ANSWER_FOR_ANOTHER, Message

FILE = Path(__file__).with_name("plain_acts.yml")
MOST_WORDS = 14
PASSED_ON = {"yes": "affirm", "no": "deny"}
DENIED_BEFORE = re.compile(r"\b(no|nunca|ni|not|never|don't|dont|can't|cant) $")


def made_plain(message: Message, respondent: Any) -> Message:
    """Return a message as the act that its words plainly are, if they are one."""
    if message.choice is not None:
        return message
    wanted = language_asked_for(message.words)
    if wanted:
        return replace(_sure(message, "switch_language"), wanted_language=wanted)
    answer = passed_on(message.words) if respondent in ANSWER_FOR_ANOTHER else None
    return _sure(message, PASSED_ON[answer]) if answer else message


def language_asked_for(text: str) -> str | None:
    """Return the language that a short text asks to go on in.

    >>> language_asked_for("mejor sigo en español, me cuesta menos")
    'es'
    >>> language_asked_for("no puedo seguir en inglés")
    """
    plain = fold_words(text)
    if len(plain.split()) > MOST_WORDS:
        return None
    return next((lang for lang in ("es", "en") if _asks_for(lang, plain)), None)


def passed_on(text: str) -> str | None:
    """Return the yes or no that somebody passes on from the person with pain.

    >>> passed_on("dice mi papá que sí"), passed_on("he says no"), passed_on("he says")
    ('yes', 'no', None)
    """
    plain = fold_words(text).strip(" .,!")
    said = _acts()["passed_on"]
    return next(
        (
            one
            for one in PASSED_ON
            if any(re.fullmatch(each, plain) for each in said[one].values())
        ),
        None,
    )


def asks_what_this_is(text: str) -> bool:
    """Tell whether a short text asks what this is, or what the answers are for.

    >>> asks_what_this_is("¿Y para qué son estos datos?"), asks_what_this_is("what?")
    (True, False)
    """
    plain = fold_words(text).strip(" ¿?.,!")
    return any(re.match(each, plain) for each in _acts()["what_this_is"].values())


def _asks_for(lang: str, plain: str) -> bool:
    found = re.search(rf"\b(?:{_acts()['speak'][lang]})\b", plain)
    return found is not None and not DENIED_BEFORE.search(plain[: found.start()])


def _sure(message: Message, intent: str) -> Message:
    return replace(message, intent=intent, confidence=1.0)


@cache
def _acts() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return data
