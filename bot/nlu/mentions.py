"""What understanding hands on: findings with their polarity, owner and words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.nlu.clauses import Clauses
from bot.nlu.lexicon import Lang
from bot.nlu.phrasebook import Mark
from bot.nlu.polarity import Stance
from bot.nlu.words import Text


@dataclass(frozen=True)
class Mention:
    """A finding spoken of in a message.

    `value` is "true", "false", an id, or an interval of months; `negated` is used by
    pain_regions and red_flags only; `whose` is "patient" or "other"; `start` and `end`
    count code points of the raw text; `lang` is the language of the words matched.
    """

    name: str
    value: Any
    negated: bool
    hedged: bool
    whose: str
    start: int
    end: int
    words: str
    lang: Lang | None


@dataclass(frozen=True)
class Draft:
    """A finding at words first to last (exclusive), before its owner is known.

    `own`: the patient's own, whoever the sentence is about.
    """

    name: str
    value: Any
    first: int
    last: int
    negated: bool = False
    own: bool = False


@dataclass(frozen=True)
class Scene:
    """One message with everything marked in it by one language's lexicon."""

    text: Text
    stance: Stance
    marks: dict[str, tuple[Mark, ...]]
    asked: str | None
    lang: Lang

    def of(self, topic: str) -> tuple[Mark, ...]:
        """Return the marks of a topic, or of one group ("context/pain")."""
        return self.marks.get(topic, ())

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the message."""
        return Clauses(self.stance)

    @cached_property
    def _starts(self) -> dict[str, dict[int, Mark]]:
        return {
            topic: {mark.first: mark for mark in marks}
            for topic, marks in self.marks.items()
        }

    def within(self, topic: str, places: range) -> list[Mark]:
        """Return the marks of a topic that start at some places, from left to right."""
        starts = self._starts.get(topic)
        return [starts[place] for place in places if place in starts] if starts else []

    def same_sentence(self, one: Mark, other: Mark) -> bool:
        """Tell whether two marks stand in one sentence."""
        sentences = self.text.sentences
        return sentences[one.first] == sentences[other.first]

    def is_masked(self, mark: Mark) -> bool:
        """Tell whether a mark is part of an idiom that means something else."""
        return any(
            mask.first < mark.last and mark.first < mask.last
            for mask in self.of("context/mask")
            if mask.last - mask.first >= mark.last - mark.first
        )


def truth(value: bool) -> str:  # noqa: FBT001
    """Return "true" or "false"."""
    return "true" if value else "false"
