"""The Rasa graph component that puts what was understood into the message."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.acts import INTENTS
from bot.nlu.answers import understand_answer
from bot.nlu.reading import read
from bot.nlu.tellings import tells
from bot.nlu.understand import Understanding

EXTRACTOR = "alodia"
_LANGUAGE = {"speak_es": "es", "speak_en": "en"}


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class PainUnderstanding(GraphComponent, EntityExtractorMixin):
    """Adds findings as entities, the language, hints, and an intent that is certain.

    The message metadata may hold `asked` (the topic just asked), `at` (the time of
    the turn, ISO 8601) and `for_another` (somebody answers for the patient). A message
    that is a slash payload of the server is left alone.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PainUnderstanding:
        """Return a new component; it has no settings and no training."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Understand each message that was typed by a person."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                _understand_into(message, text)
        return messages


def _understand_into(message: Message, text: str) -> None:
    metadata = message.get(METADATA) or {}
    today = _day(metadata.get("at"))
    heard = understand_answer(
        text,
        asked=metadata.get("asked"),
        today=today,
        for_another=bool(metadata.get("for_another")),
    )
    entities = [_entity(mention) for mention in map(asdict, heard.findings)]
    message.set(ENTITIES, entities + _wanted(heard, text), add_to_output=True)
    message.set("language", heard.lang, add_to_output=True)
    message.set("hints", list(heard.hints), add_to_output=True)
    message.set("doubts", list(heard.doubts), add_to_output=True)
    intent = _intent(heard, text)
    if intent:
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)


def _entity(mention: dict[str, Any]) -> dict[str, Any]:
    return {"entity": mention.pop("name"), **mention, "extractor": EXTRACTOR}


def _wanted(heard: Understanding, text: str) -> list[dict[str, Any]]:
    """Return the language that the message asks for, as an entity."""
    if heard.act not in _LANGUAGE:
        return []
    place = {"start": 0, "end": len(text), "extractor": EXTRACTOR}
    return [{"entity": "language", "value": _LANGUAGE[heard.act], **place}]


def _intent(heard: Understanding, text: str) -> str | None:
    if heard.act:
        return INTENTS.get(heard.act)
    informs = heard.findings or heard.hints or tells(read(text))
    return "inform" if informs else None


def _day(at: str | None) -> date:
    """Return the day of the turn; Rasa's own shell and tests send no time."""
    return (datetime.fromisoformat(at) if at else datetime.now(UTC)).date()
