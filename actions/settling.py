"""Settles an ordinary question of the interview, or asks it another way."""

import re

from actions.folding import fold
from actions.hearing import Message, hear_none, painful_regions
from actions.idioms import speaks_of_dying
from actions.questions import Question, questions
from actions.talk import Talk
from actions.typed_numbers import is_number
from criteria.record import Status

LOW = ("sad", "worried", "both_bad")
LOW_WORDS = re.compile(
    r"(?<!\bno )(?<!\bnot )(?<!\bsin )\b(triste|llor|preocup|miedo|ansi(edad|os)|nervi|"
    r"desesper|deprim|sad\b|feeling (down|low)|worri|anxi|depress|cry|hopeless|scared)"
)


def settle_question(talk: Talk, name: str, question: Question) -> None:
    """Settle a question by the message, or ask for more of it, or otherwise."""
    message = talk.message
    if _denies(talk, question):
        talk.record = hear_none(talk.record, message)
    if message.is_act("dont_know") or message.is_act("skip"):
        _leave_open(talk, name, question)
    elif _names_one(talk, question):
        _ask_more(talk, name, question)
    elif _is_settled(talk, question):
        talk.settle(name, "answered")
        _acknowledge(talk, question)
    else:
        _ask_differently(talk, name)


def try_again(talk: Talk, name: str) -> None:
    """Ask once in other words; after that leave the question to the nurse."""
    if _told_something(talk):
        talk.put("asking", talk.asking)
        return
    if talk.message.is_off_topic and not is_number(talk.message.words):
        talk.say("utter_out_of_scope")
    elif talk.message.is_foreign:
        talk.say("utter_not_understood_language")
    if talk.is_changing:
        talk.record = talk.before
    if talk.asking != "again":
        talk.put("asking", "again")
        return
    mark(talk, questions().get(name), Status.NOT_ASSESSED)
    talk.settle(name, "not_understood")
    talk.say("utter_left_to_nurse")


def _told_something(talk: Talk) -> bool:
    """Tell whether the message stated something, though not what was asked."""
    tells = bool(talk.message.mentions) or talk.message.intent == "correct"
    return tells and talk.record != talk.before


def _acknowledge(talk: Talk, question: Question) -> None:
    """Answer humanly what was confided, and say which words are kept for the team."""
    said_no = talk.message.is_act("deny") or talk.message.is_act("deny_all")
    typed = talk.message.choice is None
    if talk.requested == "questions" and typed and not said_no:
        drug = talk.message.intent == "ask_drug"
        talk.say("utter_drug" if drug else "utter_question_noted")
    if talk.requested == "mood" and _is_low(talk.message):
        talk.say("utter_emotional")
    unread = question.takes_any_words and not (question.words or talk.message.mentions)
    if typed and unread:
        talk.say(_noted(talk.message))


def _noted(message: Message) -> str:
    """Return what to say of words that are kept and were not understood."""
    if message.is_foreign:
        return "utter_not_understood_language"
    return "utter_out_of_scope" if message.is_off_topic else "utter_noted"


def _is_low(message: Message) -> bool:
    """Tell whether somebody says that they are sad, worried, afraid or in despair."""
    is_sad = message.choice in LOW or LOW_WORDS.search(fold(message.words)) is not None
    return is_sad or speaks_of_dying(message.words)


def _is_settled(talk: Talk, question: Question) -> bool:
    if question.decided_by == "message":
        return question.takes_any_words or _changed_what_is_asked(talk, question)
    return question.is_decided(talk.record)


def _changed_what_is_asked(talk: Talk, question: Question) -> bool:
    """Tell whether a question about what was known already brought anything new."""
    before = talk.before
    heard = any(talk.record.get(n) != before.get(n) for n in question.asks_about)
    offered = talk.message.choice or {"deny": "no"}.get(talk.message.intent or "")
    return heard or offered in question.choices


def _denies(talk: Talk, question: Question) -> bool:
    """Tell whether the message denies the whole list, or all that is left of it."""
    message = talk.message
    plain_no = message.is_act("deny", "none") and not message.mentions
    ends = plain_no or (message.is_done and talk.asks_more)
    return message.is_act("deny_all", "none") or (bool(question.none) and ends)


def _names_one(talk: Talk, question: Question) -> bool:
    """Tell whether the message names one thing of a list that may hold more.

    Whoever ticks has read the whole list, and is asked for more only where what is
    ticked does not settle the question.
    """
    if not question.more:
        return False
    if talk.message.ticked:
        return not _is_settled(talk, question)
    if talk.message.choice is not None:
        return talk.message.choice in question.choices.keys() - question.complete
    named = {mention["entity"] for mention in talk.message.mentions}
    listed = len(named & {*question.asks_about}) == 1 and question.decided_by == "any"
    return listed and not talk.asks_more and question.is_decided(talk.record)


def _leave_open(talk: Talk, name: str, question: Question) -> None:
    """Settle a question that stays unknown; a safety question is asked once more."""
    if name.startswith("safety") and talk.asking != "again":
        talk.put("asking", "again")
        return
    how = "declined" if talk.message.is_act("skip") else "dont_know"
    if talk.is_changing and how == "declined":
        talk.record = talk.before
    if name == "crisis_check":
        talk.record = talk.record.reopen(*question.asks_about)
    mark(talk, question, Status(how))
    decided = question.decided_by != "message" and question.is_decided(talk.record)
    talk.settle(name, "answered" if decided else how)


def _ask_more(talk: Talk, name: str, question: Question) -> None:
    if question.open_in(talk.record) or not question.none:
        talk.put("asking", "more")
    else:
        talk.settle(name, "answered")


def _ask_differently(talk: Talk, name: str) -> None:
    heard_place = name == "distribution" and painful_regions(talk.record)
    if heard_place and talk.asking == "first":
        talk.put("asking", "narrow")
    else:
        try_again(talk, name)


def mark(talk: Talk, question: Question | None, status: Status) -> None:
    """Mark what a question leaves without an answer."""
    if question is None:
        return
    words = (question.words,) if question.words else ()
    for finding in (*question.open_in(talk.record), *words):
        is_hinted = talk.record.get(finding).status is Status.NOT_ASSESSED
        if not (question.more and is_hinted):
            talk.record = talk.record.mark(finding, status)
