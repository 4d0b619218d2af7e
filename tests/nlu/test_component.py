"""The component as Rasa's graph runs it: messages in, entities and intents out."""

from datetime import date
from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

import bot.dialogue  # noqa: F401
from bot.nlu.acts import INTENTS
from bot.nlu.component import EXTRACTOR, PainUnderstanding
from bot.nlu.requests import REQUESTS
from bot.nlu.understand import understand

AT = "2026-11-22T10:00:00-06:00"
INTENTS_OF = (
    ("sí", "affirm"),
    ("nope", "deny"),
    ("nada de esto", "deny_all"),
    ("I don't know", "dont_know"),
    ("saltar", "skip"),
    ("ya terminé", "done"),
    ("I'm done", "done"),
    ("hola", "greet"),
    ("me equivoqué", "correct"),
    ("in English please", "switch_language"),
    ("me duele la rodilla", "inform"),
    ("casi no duermo", "inform"),
    ("no sleep", "inform"),
    ("no tengo hambre", "inform"),
    ("no appetite", "inform"),
    ("dice mi papá que un tequila se lo quita", "inform"),
    ("are you a doctor?", "ask_person"),
)
ODD = ("", " ", "\x00", "\x00me duele la rodilla\x00", "😀😀", "\ud800", "\u200b" * 9)


def process(text: str, **metadata: Any) -> Message:
    message = Message({TEXT: text, METADATA: {"at": AT} | metadata})
    component = PainUnderstanding.create({}, None, None, None)
    assert component.process([message]) == [message]
    return message


@pytest.mark.parametrize("text", ["me duele la rodilla izquierda y no aguanto la luz"])
def test_every_finding_becomes_an_entity_with_its_place_and_polarity(text: str):
    entities = process(text).get(ENTITIES)

    heard = understand(text, today=date(2026, 11, 22)).findings
    assert [(e["entity"], e["value"]) for e in entities] == [
        (one.name, one.value) for one in heard
    ]
    assert [text[e["start"] : e["end"]] for e in entities] == [
        one.words for one in heard
    ]
    assert {e["extractor"] for e in entities} == {EXTRACTOR}
    assert {e["whose"] for e in entities} == {"patient"}


def test_the_topic_asked_gives_a_bare_word_its_meaning():
    assert process("el frío").get(ENTITIES) == []
    (entity,) = process("el frío", asked="hypersensitivity").get(ENTITIES)
    assert (entity["entity"], entity["value"]) == ("hx_cold", "true")


def test_dates_count_from_the_time_of_the_turn():
    (early,) = process("desde enero", asked="duration").get(ENTITIES)
    (late,) = process("desde enero", asked="duration", at="2027-01-31T10:00:00Z").get(
        ENTITIES
    )

    assert early["value"]["low"] > 9
    assert late["value"]["low"] == 0


@pytest.mark.parametrize(("text", "intent"), INTENTS_OF)
def test_a_message_that_is_an_act_or_holds_findings_has_its_intent(text, intent):
    assert process(text).get(INTENT) == {"name": intent, "confidence": 1.0}


def test_an_intent_is_left_to_the_classifier_where_nothing_is_certain():
    message = Message({TEXT: "qué frase tan rara", INTENT: {"name": "inform"}})

    PainUnderstanding.create({}, None, None, None).process([message])

    assert message.get(INTENT) == {"name": "inform"}


@pytest.mark.parametrize(
    ("text", "lang"), [("me duele mucho", "es"), ("it hurts a lot", "en"), ("no", None)]
)
def test_the_language_goes_with_the_message(text: str, lang: str | None):
    assert process(text).get("language") == lang


@pytest.mark.parametrize(("text", "hints"), [("duermo mal", ["com_sleep"]), ("no", [])])
def test_hints_go_with_the_message(text: str, hints: list[str]):
    assert process(text).get("hints") == hints


@pytest.mark.parametrize(
    ("text", "lang"), [("en español por favor", "es"), ("English please", "en")]
)
def test_a_wish_for_a_language_is_an_entity(text: str, lang: str):
    (entity,) = process(text).get(ENTITIES)

    assert (entity["entity"], entity["value"]) == ("language", lang)


def test_a_payload_of_the_server_is_left_alone():
    message = process('/choose{"choice":"none"}')

    assert message.get(ENTITIES) is None
    assert message.get(INTENT) is None


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_understood_or_left_alone_but_never_fails(text: str):
    entities = process(text).get(ENTITIES)

    assert {e["entity"] for e in entities} <= {"pain_regions"}
    assert all(text[e["start"] : e["end"]] == e["words"] for e in entities)


def test_every_act_has_an_intent():
    assert set(INTENTS) == {
        "yes", "no", "none", "dont_know", "skip", "done",
        "speak_es", "speak_en", "greet", "correct", *REQUESTS,
    }  # fmt: skip
