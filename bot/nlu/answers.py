"""Understands short answers by the question they answer."""

from dataclasses import replace
from datetime import date
from functools import cache, partial

from bot.nlu.lexicon import LANGS, Phrase, groups
from bot.nlu.mentions import Mention
from bot.nlu.reading import read
from bot.nlu.understand import Understanding, understand

FILLERS = (("well",), ("bueno",), ("pues",), ("yeah",), ("no",))
SINCE = {"es": "desde ", "en": "since "}


def understand_answer(
    text: str, *, asked: str | None, today: date, for_another: bool = False
) -> Understanding:
    """Understand a message as the answer to a topic.

    To "since when?" a bare day or month ("el 2 de agosto") is the beginning of the
    pain. For the arguments see `understand`.

    >>> heard = understand_answer(
    ...     "en agosto", asked="duration", today=date(2026, 11, 1)
    ... )
    >>> heard.findings[0].words
    'en agosto'
    """
    said = partial(understand, text, today=today, for_another=for_another)
    heard = _as_place(said(asked=asked), asked)
    if corrects(text) and heard.act in {None, "no"}:
        again = heard if heard.findings else said(asked="read_back")
        if again.findings or not heard.act:
            return replace(again, act="correct")
    if asked != "duration" or heard.findings or heard.act:
        return heard
    onset = _as_onset(text, heard.lang or "es", today)
    return replace(heard, findings=onset)


def _as_place(heard: Understanding, asked: str | None) -> Understanding:
    """Return a "back" that answers "where?" as the place, not as a wish to go back."""
    is_place = asked == "regions" and bool(heard.findings)
    return replace(heard, act=None) if is_place and heard.act == "go_back" else heard


def corrects(text: str) -> bool:
    """Tell whether a message begins by taking something back.

    >>> corrects("no, perdón, son ocho meses"), corrects("no son ocho meses")
    (True, False)
    """
    words = tuple(word for word in read(text).words if word.isalnum())
    return any(
        words[at : at + len(one)] == one for at in range(2) for one in _takebacks()
    )


@cache
def _takebacks() -> tuple[Phrase, ...]:
    said = (
        tuple(word for word in phrase if word.isalnum())
        for lang in LANGS
        for phrase in groups(lang, "durations")["correction"]
    )
    return tuple(one for one in said if one not in FILLERS)


def _as_onset(text: str, lang: str, today: date) -> tuple[Mention, ...]:
    """Return the duration that a text states as the day the pain began."""
    before = SINCE[lang]
    told = understand(before + text, asked="duration", today=today).findings
    return tuple(
        _moved(one, text, len(before)) for one in told if one.name == "duration_months"
    )


def _moved(mention: Mention, text: str, by: int) -> Mention:
    """Return a mention with its place in the text as it was received."""
    start, end = max(0, mention.start - by), mention.end - by
    return replace(mention, start=start, end=end, words=text[start:end])
