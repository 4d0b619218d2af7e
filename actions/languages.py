"""Which language the conversation is held in, and when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.hearing import Message

LANGUAGES = ("es", "en")
CLEAR_WORDS = 4
CLEAR_MESSAGES = 2


@dataclass(frozen=True, slots=True)
class Speaking:
    """The conversation's language (None before it is known) and signs of another.

    `streak` counts the messages in a row that were clearly in the other language.
    """

    language: str | None = None
    streak: int = 0

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> "Speaking":
        """Read the language from the conversation's slots."""
        streak = int(slots.get("other_language_streak") or 0)
        return cls(slots.get("language"), streak)

    def after(self, message: Message) -> "Speaking":
        """Return the language after a message.

        A request decides at once; then the first message's language; later only
        two clear messages in a row, so that a short answer never switches.
        """
        wanted = _wanted(message)
        if wanted or self.language is None:
            return Speaking(wanted or message.lang)
        if message.choice or message.lang == self.language:
            return Speaking(self.language)
        return self._after_other(message)

    def slots(self) -> dict[str, Any]:
        """Return the conversation's slots that hold the language."""
        return {"language": self.language, "other_language_streak": self.streak}

    def _after_other(self, message: Message) -> "Speaking":
        clear = message.lang is not None and len(message.words.split()) >= CLEAR_WORDS
        streak = self.streak + clear
        if streak >= CLEAR_MESSAGES:
            return Speaking(message.lang)
        return Speaking(self.language, streak)


def _wanted(message: Message) -> str | None:
    """Return the language asked for by a quick reply or in words."""
    tapped = (message.choice or "").removeprefix("language.")
    wanted = tapped if tapped in LANGUAGES else message.wanted_language
    return wanted if wanted in LANGUAGES else None
