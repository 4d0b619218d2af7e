"""What a story tells beside findings: how the pain began, its told cause, a death."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from actions.folding import fold
from actions.questions import is_answered
from actions.talk import Talk
from criteria.record import Record

FILE = Path(__file__).with_name("stories.yml")
OWN_WORDS = ("onset_event", "told_cause")
OPENING = frozenset({"who", "consent", "safety"})
UP_TO = r" (?:[\w']+ ){0,2}$"
REST = r"\b(?: (?!(?:y|pero|and|but|so)\b)[^\s,.;:!?«»\"()]+){0,8}"


class Telling(NamedTuple):
    """How something is told in a language: in which words, unless others say "no"."""

    patterns: tuple[re.Pattern[str], ...]
    before: re.Pattern[str]
    within: re.Pattern[str]

    def holds(self, match: re.Match[str], plain: str) -> bool:
        """Tell whether a match says so: it is not denied, worse of it, or asked."""
        is_asked = plain[match.end() :].lstrip().startswith("?")
        is_other = self.before.search(plain[: match.start()])
        return not (is_asked or is_other or self.within.search(match[0]))


def hear_story(talk: Talk, record: Record) -> Record:
    """Keep how the pain began and its told cause in the person's words, each once."""
    for name in OWN_WORDS if _tells(talk) else ():
        place = told(name, talk.message.words)
        if place and not is_answered(record, name):
            evidence = talk.message.evidence(*place, "story")
            record = record.hear(name, [evidence.words], evidence=evidence)
    return record


def mourn(talk: Talk) -> None:
    """Say once that one is sorry for the death of somebody dear."""
    is_typed = talk.message.choice is None
    if is_typed and not talk.get("mourned") and told("death", talk.message.words):
        talk.put("mourned", value=True)
        talk.say("utter_loss")


def told(name: str, text: str) -> tuple[int, int] | None:
    """Return where a text first tells such a thing, up to the end of the clause.

    >>> text = "Me duele desde que me caí de una escalera, y mucho."
    >>> start, end = told("onset_event", text)
    >>> text[start:end]
    'desde que me caí de una escalera'
    >>> told("death", "I lost my job")
    """
    letters = [(one, place) for place, one in enumerate(text) for one in _plain(one)]
    plain = "".join(letter for letter, _ in letters)
    found = min(_found(name, plain), default=None)
    if found is None:
        return None
    start, end = found
    return letters[start][1], letters[end - 1][1] + 1


def _tells(talk: Talk) -> bool:
    """Tell whether the message may hold a story: typed, and no answer in own words."""
    question = talk.question
    if question is None or talk.message.choice or talk.requested == "another":
        return False
    return question.topic not in OPENING and not question.words


def _found(name: str, plain: str) -> Iterator[tuple[int, int]]:
    for telling in (_telling(lang, name) for lang in _data()):
        matches = (one for each in telling.patterns for one in each.finditer(plain))
        yield from (one.span() for one in matches if telling.holds(one, plain))


@cache
def _telling(lang: str, name: str) -> Telling:
    data = _data()[lang]
    return Telling(
        tuple(_compiled(rf"\b(?:{one}){REST}", lang) for one in data[name]),
        re.compile(rf"\b(?:{data['unless_before']}){UP_TO}"),
        re.compile(rf"\b(?:{data['unless_within']})\b"),
    )


def _compiled(pattern: str, lang: str) -> re.Pattern[str]:
    """Return a pattern with the lists of a language filled in, and those in them."""
    words = _data()[lang]["words"]
    while re.search(r"\{[a-z]+\}", pattern):
        pattern = re.sub(r"\{([a-z]+)\}", lambda named: words[named[1]], pattern)
    return re.compile(pattern)


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    return fold(letter).replace("’", "'")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return data
