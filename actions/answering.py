"""Takes a message as the answer to the open question."""

from actions.finishing import ends_list
from actions.hearing import corrects_another
from actions.settling import settle_question
from actions.special_answers import SPECIAL
from actions.talk import Talk
from criteria.record import Record

FOLLOW_UPS = ("more", "which", "narrow")


def answer(talk: Talk) -> None:
    """Take the message as an answer to the open question, or to one before it."""
    special = SPECIAL.get(talk.requested)
    if corrects_another(talk.before, talk.record, talk.message):
        talk.say("utter_changed")
        talk.put("asking", talk.asking)
    elif special is not None:
        special(talk)
    elif talk.question is not None and not ends_list(talk, talk.question):
        settle_question(talk, talk.requested, talk.question)


def record_to_fill(talk: Talk) -> Record:
    """Return the record, without the answer that is about to be changed.

    A follow-up ("anything else?", "how wide?") adds to the new answer instead.
    """
    record = talk.record
    if not talk.is_changing or talk.question is None:
        return record
    if talk.asking in FOLLOW_UPS and not talk.question.which:
        return record
    for finding in talk.question.holds:
        record = record.reopen(finding)
    return record
