"""The conversation while one message is taken: what it was, and what changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from actions.hearing import Message
from actions.patients import patient_of
from actions.questions import Question, questions
from criteria.problems import Patient
from criteria.record import Record

BEFORE_CONSENT = {
    "utter_out_of_scope": "utter_what_this_is",
    "utter_drug": "utter_what_this_is",
    "utter_diagnosis": "utter_what_this_is",
    "utter_person": "utter_what_this_is",
    "utter_emotional": "utter_what_you_feel",
    "utter_not_understood_language": "utter_two_languages",
    "utter_left_to_nurse": None,
}
"""What is said instead of a text that tells of words being kept."""


@dataclass
class Talk:
    """The slots as they were, the message, and everything that it changes.

    `record` holds the current pain problem together with its person; `said` the
    responses to say before the next question; `rest` the question to rest at.
    """

    slots: Mapping[str, Any]
    message: Message
    record: Record
    changed: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    rest: str | None = None

    @classmethod
    def of(cls, slots: Mapping[str, Any], message: Message) -> "Talk":
        """Begin to take a message."""
        return cls(slots, message, Record.model_validate(slots.get("findings") or {}))

    def get(self, slot: str) -> Any:
        """Return a slot as it will be after this message."""
        return self.changed.get(slot, self.slots.get(slot))

    def put(self, slot: str, value: Any) -> None:
        """Change a slot."""
        self.changed[slot] = value

    def say(self, response: str) -> None:
        """Say something before the next question, once.

        Nothing is said to be kept of somebody who has not agreed to that yet.
        """
        instead = {} if self.has_consent else BEFORE_CONSENT
        saying = instead.get(response, response)
        if saying and saying not in self.said:
            self.said.append(saying)

    @property
    def requested(self) -> str:
        """Return the question that the message answers, "" where none is open."""
        return self.message.requested or ""

    @property
    def question(self) -> Question | None:
        """Return what is known of the question that the message answers."""
        return questions().get(self.requested)

    @property
    def is_changing(self) -> bool:
        """Tell whether the open question is asked anew to change its answer."""
        return bool(self.requested) and self.slots.get("changing") == self.requested

    @property
    def has_consent(self) -> bool:
        """Tell whether the person agreed to be asked."""
        return bool(self.get("consent") == "accepted")

    @property
    def before(self) -> Record:
        """Return the record as it was before the message."""
        return Record.model_validate(self.slots.get("findings") or {})

    @property
    def asking(self) -> str:
        """Return the wording that the open question was asked with."""
        return self.slots.get("asking") or "first"

    @property
    def asks_more(self) -> bool:
        """Tell whether "anything else?" is open, or "which one?" after a yes to it."""
        return self.asking in ("more", "which")

    @property
    def language(self) -> str:
        """Return the language to speak."""
        return self.get("language") or self.message.lang or "es"

    @property
    def today(self) -> date | None:
        """Return the day of the message, None where the channel tells no time."""
        at = self.message.at
        return datetime.fromisoformat(at).date() if at else None

    @property
    def patient(self) -> Patient:
        """Return everything known of the person, each pain problem apart."""
        return patient_of(self.record, self.get("earlier_problems") or [])

    def settle(self, question: str, how: str) -> None:
        """Settle a question: answered, dont_know, declined or not_understood."""
        trail = [one for one in self.get("trail") or [] if one != question]
        self.changed |= {question: how, "changing": None, "trail": [*trail, question]}

    def reopen(self, question: str) -> None:
        """Ask a question anew; its old answer stays until there is another."""
        self.changed |= {question: None, "changing": question, "asking": "first"}
