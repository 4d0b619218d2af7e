"""What conversations must reach in each language, and what the dialogues reached."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bot.server.texts import control_choices
from bot.settings import ROOT
from criteria.catalogue import red_flags
from criteria.findings import TOPICS
from tests.conversations import domain
from tests.conversations.exchanges import Exchange
from tests.conversations.transcripts import Transcript

UNASKED_TOPICS = {"done"}
Reached = tuple[str, str]


def demanded(lang: str) -> set[Reached]:
    """Return everything that some dialogue must reach in a language."""
    return {
        *(("rule", name) for name in rules()),
        *(("red flag", flag.code) for flag in red_flags()),
        *(("topic", topic) for topic in TOPICS if topic not in UNASKED_TOPICS),
        *(("control", name) for name in controls()),
        *_demanded_of_domain(lang),
    }


def reached(transcripts: Iterable[Transcript], lang: str) -> set[Reached]:
    """Return everything that the dialogues reached in a language."""
    return {thing for each in transcripts for thing in _reached_in(each, lang)}


@cache
def controls() -> tuple[str, ...]:
    """Return the ids of the controls that the page offers at every question."""
    return tuple(control.id for control in control_choices("en"))


@cache
def rules() -> dict[str, tuple[Reached, ...]]:
    """Return the moves of each rule of Rasa's, by the rule's name."""
    files = sorted((ROOT / "bot/rules").glob("*.yml"))
    data = [YAML(typ="safe", pure=True).load(file) for file in files]
    return {rule["rule"]: _moves_of(rule) for part in data for rule in part["rules"]}


def _demanded_of_domain(lang: str) -> Iterator[Reached]:
    for wording in domain.wordings():
        if wording.lang in (lang, None):
            yield "response", wording.response
            yield "wording", _wording_name(wording)
            choices = (c for c in wording.choices if c not in _other_languages(lang))
            yield from (("reply", f"{wording.slot}:{choice}") for choice in choices)


def _other_languages(lang: str) -> set[str]:
    """Return the quick replies that choose another language."""
    return {f"language.{each}" for each in domain.LANGUAGES if each != lang}


def _wording_name(wording: domain.Wording) -> str:
    return f"{wording.response} ({wording.asking or 'only'})"


def _reached_in(transcript: Transcript, lang: str) -> Iterator[Reached]:
    spoken = [e for e in transcript.exchanges if e.reply.lang == lang]
    for exchange in spoken:
        yield from _reached_by(exchange)
    if spoken:
        yield from _greeting(transcript)
        yield from (("red flag", code) for code in transcript.flags)
        turns = [transcript.greeting, *(e.events for e in transcript.exchanges)]
        moves = [move for events in turns for move in _moves(events)]
        yield from (("rule", n) for n, steps in rules().items() if _holds(moves, steps))


def _reached_by(exchange: Exchange) -> Iterator[Reached]:
    yield "topic", exchange.reply.topic or ""
    yield from (("reply", choice) for choice in exchange.ticked)
    if exchange.tapped:
        kind = "control" if exchange.tapped.startswith("do.") else "reply"
        yield kind, _tapped(exchange)
    for name, said in exchange.uttered:
        wording = domain.wording_of(name, said)
        if wording:
            yield "response", name
            yield "wording", _wording_name(wording)


def _greeting(transcript: Transcript) -> Iterator[Reached]:
    """Yield the first question, which is asked in both languages at once."""
    for wording in domain.wordings():
        if wording.slot == "language" and wording.lang is None:
            yield "topic", "language"
            yield "response", wording.response
            yield "wording", _wording_name(wording)
            for exchange in transcript.exchanges:
                yield "reply", _tapped(exchange)


def _tapped(exchange: Exchange) -> str:
    tapped = exchange.tapped or ""
    return f"language:{tapped}" if tapped.startswith("language.") else tapped


def _moves_of(rule: dict[str, Any]) -> tuple[Reached, ...]:
    """Return the intents, actions and loop changes of a rule, in order."""
    kinds = ("intent", "action", "active_loop")
    return tuple(
        (kind, str(step[kind]))
        for step in rule["steps"]
        for kind in kinds
        if kind in step and step != {"action": "..."}
    )


def _moves(events: list[dict[str, Any]]) -> Iterator[Reached]:
    for event in events:
        if event["event"] == "user":
            yield "intent", event["parse_data"]["intent"]["name"]
        elif event["event"] == "action" and event["name"] != "action_listen":
            yield "action", event["name"]
        elif event["event"] == "active_loop":
            yield "active_loop", str(event["name"])


def _holds(moves: list[Reached], wanted: tuple[Reached, ...]) -> bool:
    """Tell whether some moves stand in a row within others."""
    width = len(wanted)
    starts = range(len(moves) - width + 1)
    return any(tuple(moves[start : start + width]) == wanted for start in starts)
