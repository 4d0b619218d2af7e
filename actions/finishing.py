"""What ends a list before all is told: "I'm done", or a yes that names nothing."""

from actions.questions import Question
from actions.settling import mark
from actions.talk import Talk
from actions.typed_numbers import is_number
from criteria.record import Status


def ends_list(talk: Talk, question: Question) -> bool:
    """Take what adds nothing to a list; tell whether the message was such a thing."""
    if _says_enough(talk, question) or _says_no_more_than_yes(talk, question):
        mark(talk, question, Status.NOT_ASSESSED)
        talk.settle(talk.requested, "answered")
    elif question.which and _names_nothing(talk):
        _ask_for_words(talk)
    elif (talk.asks_more or question.more) and _says_only_yes(talk):
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
    ends = talk.asks_more or _is_list_begun(talk)
    return ends or asks_for_words or is_last or is_ready


def is_left(talk: Talk) -> bool:
    """Tell whether the question is left open: not known, or rather not said."""
    return talk.message.is_act("skip") or talk.message.is_act("dont_know")


def _says_enough(talk: Talk, question: Question) -> bool:
    """Tell whether "I'm done" ends a question in own words, or a list begun before."""
    begun = not talk.asks_more and _is_list_begun(talk)
    return talk.message.is_done and (question.words is not None or begun)


def _says_no_more_than_yes(talk: Talk, question: Question) -> bool:
    """Tell whether a yes to a list is all that was said: no "no" takes it back."""
    message = talk.message
    is_open = talk.asking == "which" and question.more and not _is_list_begun(talk)
    acts = (("affirm", "yes"), ("deny", "none"), ("deny_all", "none"))
    is_bare = any(message.is_act(*act) for act in acts) and not message.mentions
    return is_open and is_bare


def _is_list_begun(talk: Talk) -> bool:
    """Tell whether something of the list that is asked about is known already."""
    question = talk.question
    if question is None or not question.more:
        return False
    touched = (talk.record.get(name) for name in question.asks_about)
    return any(one.is_said or one.status is Status.NOT_ASSESSED for one in touched)


def _names_nothing(talk: Talk) -> bool:
    """Tell whether an answer is a bare yes or number, or none to "which one?"."""
    if talk.asking == "which":
        return is_left(talk)
    is_bare = _says_only_yes(talk) or is_number(talk.message.words)
    return talk.message.choice is None and is_bare


def _ask_for_words(talk: Talk) -> None:
    """Ask which one; whoever cannot say it has still said yes."""
    if talk.asking == "which":
        talk.record = talk.before
        talk.settle(talk.requested, "answered")
    else:
        talk.reopen(talk.requested)
        talk.put("asking", "which")


def _says_only_yes(talk: Talk) -> bool:
    return talk.message.is_act("affirm", "yes") and not talk.message.mentions


def _ask_which(talk: Talk) -> None:
    """Ask once which one is meant; a second yes leaves the rest unknown."""
    if talk.asking == "which":
        talk.settle(talk.requested, "answered")
    else:
        talk.put("asking", "which")
