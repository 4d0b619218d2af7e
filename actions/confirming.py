"""What is answered to a read-back: it is right, this is to change, or a new fact."""

from actions.finishing import is_left
from actions.questions import questions
from actions.taking_back import deny_listed
from actions.talk import Talk
from actions.typed_numbers import is_number

READ_BACKS = ("read_back", "read_back_symptoms", "read_back_care")


def take_read_back(talk: Talk) -> None:
    """Take a confirmation, a wish to change an answer, or something else to note."""
    name, message = talk.requested, talk.message
    target = (message.choice or "").removeprefix("change.")
    deny_listed(talk)
    if target in questions():
        talk.reopen(target)
    elif message.is_act("affirm", "yes") or message.is_done:
        talk.settle(name, "answered")
    elif is_left(talk):
        talk.settle(name, "declined" if message.is_act("skip") else "dont_know")
    elif talk.record.findings() != talk.before.findings():
        talk.say("utter_fact_noted")
    else:
        _ask_once_more(talk, name)


def _ask_once_more(talk: Talk, name: str) -> None:
    """Ask once what is to be changed; after that the team goes through it."""
    message = talk.message
    if message.is_foreign:
        talk.say("utter_not_understood_language")
    elif message.is_off_topic and not is_number(message.words):
        talk.say("utter_out_of_scope")
    if talk.asking != "again":
        talk.put("asking", "again")
        return
    talk.settle(name, "not_understood")
    talk.say("utter_read_back_left")
