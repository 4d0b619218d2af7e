"""Applies the rules to what was found, and says all of it back."""

from datetime import date, datetime
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.hearing import last_message
from actions.patients import findings_of
from actions.read_back import whole_summary
from actions.talk import Talk
from actions.unasked import unasked_line
from criteria.catalogue import rule_versions
from criteria.evaluator import classify
from criteria.problems import Patient


class ActionAssess(Action):
    """Record what the rules in force make of the findings, and summarise them."""

    def name(self) -> str:
        return "action_assess"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        talk = Talk.of(tracker.slots, last_message(tracker))
        parts = (whole_summary(tracker.slots), unasked_line(talk))
        return [
            SlotSet("outcomes", assess(talk.patient, on=_day(tracker))),
            SlotSet("summary", "\n\n".join(part for part in parts if part)),
        ]


def assess(patient: Patient, *, on: date | None) -> dict[str, Any]:
    """Return the outcomes of a person and the versions of the rules that gave them.

    `on` picks the rules in force on a day; None the newest.
    """
    outcomes = classify(findings_of(patient), on=on)
    return {"outcomes": outcomes, "rules": rule_versions(on)}


def _day(tracker: Tracker) -> date | None:
    at = (tracker.latest_message.get("metadata") or {}).get("at")
    return datetime.fromisoformat(at).date() if at else None
