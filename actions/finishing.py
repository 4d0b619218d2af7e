"""What ends a list before all is told: "I'm done", or a yes that names nothing."""

from actions.questions import Question
from actions.settling import mark
from actions.talk import Talk
from criteria.record import Status


def ends_list(talk: Talk, question: Question) -> bool:
    """Take what adds nothing to a list; tell whether the message was such a thing."""
    if talk.message.is_done and question.words:
        mark(talk, question, Status.NOT_ASSESSED)
        talk.settle(talk.requested, "answered")
    elif talk.asks_more and _says_only_yes(talk):
        _ask_which(talk)
    else:
        return False
    return True


def takes_done(talk: Talk) -> bool:
    """Tell whether "I'm done" is for the open question to take, no wish to finish.

    Before consent it may mean "I am ready": the question is asked another way first.
    """
    asks_for_words = talk.question is not None and talk.question.words is not None
    is_last = talk.requested == "another" or talk.requested.startswith("read_back")
    is_ready = not talk.has_consent and talk.asking != "again"
    return talk.asks_more or asks_for_words or is_last or is_ready


def _says_only_yes(talk: Talk) -> bool:
    return talk.message.is_act("affirm", "yes") and not talk.message.mentions


def _ask_which(talk: Talk) -> None:
    """Ask once which one is meant; a second yes leaves the rest unknown."""
    if talk.asking == "which":
        talk.settle(talk.requested, "answered")
    else:
        talk.put("asking", "which")
