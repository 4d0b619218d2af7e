"""The intake form: settles each topic from what was said, or asks it another way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.hearing import (
    Message,
    hear,
    hear_none,
    last_message,
    painful_regions,
    suggest_place,
)
from actions.languages import Speaking
from actions.read_back import summarise
from actions.topics import Topic, topics
from criteria.record import Record, Status

PAIN_TOPICS = ("duration", "distribution", "hypersensitivity", "comorbidity")


class ValidateIntakeForm(Action):
    """Turn an answer into findings and say which topics it settles."""

    def name(self) -> str:
        return "validate_intake_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        message = last_message(tracker)
        intake = Intake(tracker.slots, message)
        if message.intent != "start":
            intake.take()
        return intake.events()


@dataclass
class Intake:
    """The state of the form while one message is taken."""

    slots: Mapping[str, Any]
    message: Message
    changed: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.record = Record.model_validate(self.slots.get("findings") or {})
        self._before = self.record

    def take(self) -> None:
        """Take the message: the language first, then what it says."""
        speaking = Speaking.of(self.slots).after(self.message)
        self.changed.update(speaking.slots())
        self.record = suggest_place(hear(self._record_to_fill(), self.message))
        if self.message.is_act("switch_language", self._language_choice()):
            self.changed["asking"] = self.slots.get("asking") or "first"
        else:
            self._answer()
        self._settle_volunteered()

    def events(self) -> list[EventType]:
        """Return the slots that changed, and the wording to ask with."""
        language = self._slot("language") or "es"
        slots = {
            "findings": self.record.model_dump(mode="json", exclude_defaults=True),
            "summary": summarise(self.record, language),
            **self.changed,
        }
        asking = SlotSet("asking", slots.pop("asking", self._first_wording()))
        changed = (name for name in slots if slots[name] != self.slots.get(name))
        return [asking, *(SlotSet(name, slots[name]) for name in changed)]

    def _answer(self) -> None:
        requested = self.message.requested
        if requested == "consent":
            self._answer_consent()
        elif requested == "read_back":
            self._answer_read_back()
        elif requested in topics():
            self._answer_topic(requested, topics()[requested])

    def _answer_consent(self) -> None:
        message = self.message
        if message.is_act("affirm", "yes"):
            self.changed["consent"] = "accepted"
        elif any(message.is_act(act, tap) for act, tap in REFUSALS):
            self.changed |= {"consent": "refused", "requested_slot": None}
        else:
            self.changed["asking"] = "again"

    def _answer_read_back(self) -> None:
        message = self.message
        topic = (message.choice or "").removeprefix("change.")
        if topic in PAIN_TOPICS:
            self._reopen(topic)
        elif message.is_act("affirm", "yes"):
            self._settle("read_back", "answered")
        elif message.is_act("dont_know") or message.is_act("skip"):
            self._settle("read_back", _status_of(message))
        elif not message.mentions:
            self._try_again("read_back")

    def _reopen(self, name: str) -> None:
        """Ask a topic anew; its old answer stays until there is another."""
        self.changed |= {name: None, "changing": name, "asking": "first"}

    def _is_changing(self) -> bool:
        requested = self.message.requested
        return requested is not None and self.slots.get("changing") == requested

    def _record_to_fill(self) -> Record:
        """Return the record, without the answer that is about to be changed.

        A follow-up ("anything else?", "how wide?") adds to the new answer instead.
        """
        if not self._is_changing() or self._slot("asking") in FOLLOW_UPS:
            return self.record
        topic, record = topics()[self.message.requested or ""], self.record
        for finding in (*topic.asks_about, *topic.together_with):
            record = record.reopen(finding)
        return record

    def _answer_topic(self, name: str, topic: Topic) -> None:
        message = self.message
        if self._denies(topic):
            self.record = hear_none(self.record, message)
        if message.is_act("dont_know") or message.is_act("skip"):
            self._leave_open(name, topic)
        elif self._names_one(name, topic):
            self._ask_more(name, topic)
        elif topic.is_decided(self.record):
            self._settle(name, "answered")
        else:
            self._ask_differently(name)

    def _denies(self, topic: Topic) -> bool:
        """Tell whether the message denies the whole list."""
        message = self.message
        plain_no = message.is_act("deny", "none") and not message.mentions
        return message.is_act("deny_all", "none") or (bool(topic.none) and plain_no)

    def _names_one(self, name: str, topic: Topic) -> bool:
        """Tell whether the message names one thing of a list that may hold more."""
        if not topic.more or not topic.is_decided(self.record):
            return False
        if self.message.choice is not None:
            return self.message.choice in topic.choices
        named = {mention["entity"] for mention in self.message.mentions}
        return self._slot("asking") != "more" and len(named & {*topic.asks_about}) == 1

    def _leave_open(self, name: str, topic: Topic) -> None:
        """Settle a topic that stays unknown; a safety question is asked once more."""
        if name.startswith("safety") and self._slot("asking") != "again":
            self.changed["asking"] = "again"
            return
        answer = _status_of(self.message)
        if self._is_changing() and answer == "declined":
            self.record = self._before
        self._mark(topic, Status(answer))
        decided = topic.is_decided(self.record)
        self._settle(name, "answered" if decided else answer)

    def _ask_more(self, name: str, topic: Topic) -> None:
        if topic.open_in(self.record):
            self.changed["asking"] = "more"
        else:
            self._settle(name, "answered")

    def _ask_differently(self, name: str) -> None:
        heard_place = name == "distribution" and painful_regions(self.record)
        if heard_place and self._slot("asking") != "narrow":
            self.changed["asking"] = "narrow"
        else:
            self._try_again(name)

    def _try_again(self, name: str) -> None:
        """Ask once in other words; after that leave the question to the nurse."""
        if self._is_changing():
            self.record = self._before
        if self._slot("asking") == "first" or name == "read_back":
            self.changed["asking"] = "again"
            return
        if name in topics():
            self._mark(topics()[name], Status.NOT_ASSESSED)
        self._settle(name, "not_understood")

    def _settle_volunteered(self) -> None:
        """Settle the topics that were answered before they were asked."""
        for name in PAIN_TOPICS:
            unasked = self._slot(name) is None and name != self.message.requested
            if unasked and topics()[name].is_decided(self.record):
                self.changed.setdefault(name, "answered")

    def _mark(self, topic: Topic, status: Status) -> None:
        for finding in topic.open_in(self.record):
            self.record = self.record.mark(finding, status)

    def _settle(self, name: str, how: str) -> None:
        self.changed[name] = how
        self.changed["changing"] = None

    def _first_wording(self) -> str:
        """Return how to ask a question first: of a place already named, how wide."""
        asked = (name for name in QUESTIONS if self._slot(name) is None)
        is_place_known = next(asked, None) == "distribution" and painful_regions(
            self.record
        )
        return "narrow" if is_place_known else "first"

    def _slot(self, name: str) -> Any:
        return self.changed.get(name, self.slots.get(name))

    def _language_choice(self) -> str | None:
        choice = self.message.choice or ""
        return choice if choice.startswith("language.") else None


FOLLOW_UPS = ("more", "narrow")
QUESTIONS = ("language", "consent", "safety", "safety_personal", *PAIN_TOPICS)
REFUSALS = (("deny", "no"), ("deny_all", "no"), ("skip", "skip"))


def _status_of(message: Message) -> str:
    return "declined" if message.is_act("skip") else "dont_know"
