"""The intake form: hears a message, answers it, and picks what to ask next."""

from datetime import date
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import answer, record_to_fill
from actions.asides import RESTS, answer_aside, grows_weary
from actions.birth_dates import age_on
from actions.confirming import READ_BACKS
from actions.doubts import ask_about_doubts
from actions.hearing import hear, last_message, suggest_place, unsided
from actions.idioms import is_back, speaks_of_dying
from actions.interview import asks_for_another, asks_narrowly, next_question
from actions.languages import LANGUAGES, Speaking
from actions.plain_acts import made_plain
from actions.questions import topic_of
from actions.read_back import summary_of
from actions.resting import stay_at_rest
from actions.saying import say_regions
from actions.stories import hear_story, mourn
from actions.talk import Talk
from criteria.record import Source


class ValidateIntakeForm(Action):
    """Turn a message into findings, and choose the next question."""

    def name(self) -> str:
        return "validate_intake_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        talk = _begun(tracker)
        if talk.message.intent == "start":
            begin(talk)
        else:
            take(talk)
        for response in talk.said:
            dispatcher.utter_message(response=response, **_told(talk))
        return events(talk)


def _begun(tracker: Tracker) -> Talk:
    """Return the talk of the last message, whose plain acts are known for sure."""
    talk = Talk.of(tracker.slots, last_message(tracker))
    respondent = talk.record.get("respondent").value
    talk.message = made_plain(talk.message, respondent)
    return talk


def begin(talk: Talk) -> None:
    """Begin an interview with what the server knows of the person."""
    identity = talk.message.told.get("identity") or {}
    talk.put("identity", identity or None)
    born = identity.get("birth_date")
    if born and talk.today:
        age = age_on(date.fromisoformat(born), talk.today)
        talk.record = talk.record.hear("age_years", age, source=Source.RECORD)


def take(talk: Talk) -> None:
    """Take a message: the language first, then what it says, then what it answers."""
    talk.changed |= Speaking.of(talk.slots).after(talk.message).slots()
    _give_up_on_language(talk)
    talk.record = _heard(talk)
    if speaks_of_dying(talk.message.words):
        talk.put("dying_spoken_of", value=True)
    mourn(talk)
    if talk.message.is_act("switch_language", _language_choice(talk)):
        _switch_language(talk)
    elif not stay_at_rest(talk):
        _go_on(talk)
        ask_about_doubts(talk)
    _keep_language(talk)


def events(talk: Talk) -> list[EventType]:
    """Return the slots that changed, and what to ask next with which wording."""
    asked = _question_slots(talk)
    slots = {**talk.changed, **asked, **_told_slots(talk)}
    slots["findings"] = talk.record.model_dump(mode="json", exclude_defaults=True)
    always = {name: slots.pop(name) for name in ("asking", "requested_slot")}
    changed = {n: value for n, value in slots.items() if value != talk.slots.get(n)}
    return [SlotSet(name, value) for name, value in (changed | always).items()]


def _go_on(talk: Talk) -> None:
    if answer_aside(talk):
        _keep_question(talk)
    else:
        answer(talk)


def _switch_language(talk: Talk) -> None:
    talk.put("asking", talk.asking)
    if talk.requested in RESTS.values():
        talk.rest = talk.requested


def _heard(talk: Talk) -> Any:
    """Hear what a message states, but of somebody who wants it all deleted.

    "I am back" after a rest names no part of the body, "I am tired" of the questions
    no symptom, and "eso es todo" not all of a list.
    """
    is_return = talk.requested in RESTS.values() and is_back(talk.message.words)
    says_nothing = is_return or talk.message.is_done or grows_weary(talk)
    if says_nothing or talk.requested == RESTS["delete_data"]:
        return talk.record
    return hear_story(talk, suggest_place(hear(record_to_fill(talk), talk.message)))


def _give_up_on_language(talk: Talk) -> None:
    """Ask twice which language is spoken; after that go on in the first one."""
    if talk.get("language") is not None or talk.requested != "language":
        return
    if talk.asking == "again":
        talk.put("language", LANGUAGES[0])
    else:
        talk.put("asking", "again")


def _keep_question(talk: Talk) -> None:
    """Leave the open question as it was asked."""
    talk.changed.setdefault("asking", talk.asking)


def _keep_language(talk: Talk) -> None:
    """Put off a change of language by a reply that begins in the present one.

    Rasa utters what an action says before the action's slots are set.
    """
    spoken = talk.slots.get("language")
    if talk.said and spoken and talk.get("language") != spoken:
        talk.changed |= {"language": spoken, "other_language_streak": 1}


def _question_slots(talk: Talk) -> dict[str, Any]:
    """Return which question is asked next, how, and what its text tells."""
    question = _next(talk)
    return {
        "requested_slot": question,
        "topic": topic_of(question),
        "asking": _wording(talk, question),
        "unsided": say_regions(unsided(talk.record), talk.language),
        **({"consent_version": CONSENT_VERSION} if question == "consent" else {}),
        **({"summary": summary_of(talk, question)} if question in READ_BACKS else {}),
    }


def _wording(talk: Talk, question: str | None) -> str:
    """Return how to ask: another way only what was asked before or begins anew."""
    wanted = talk.changed.get("asking", "first")
    begins = (question, wanted) == ("story", "another") or wanted == "doubt"
    if (question == talk.requested or begins) and wanted != "first":
        return str(wanted)
    if asks_for_another(talk, question):
        return "carer"
    is_new = question != talk.requested
    return "narrow" if is_new and asks_narrowly(talk, question) else "first"


def _next(talk: Talk) -> str | None:
    if talk.get("consent") == "refused":
        return None
    return talk.rest or next_question(talk)


def _told_slots(talk: Talk) -> dict[str, Any]:
    """Return what the server tells that texts may name."""
    told, names = _told(talk), ("resume_code", "clinic_phone")
    return {name: told[name] for name in names if name in told}


def _told(talk: Talk) -> dict[str, Any]:
    """Return what the server tells, in the language that is spoken from now on."""
    phones = talk.message.told.get("clinic_phone")
    phone = {"clinic_phone": phones[talk.language]} if phones else {}
    return {**talk.message.told, **phone}


def _language_choice(talk: Talk) -> str | None:
    choice = talk.message.choice or ""
    return choice if choice.startswith("language.") else None


CONSENT_VERSION = "2"
