"""A conversation that rests: what ends the rest, and what only interrupts it."""

from actions.asides import ANSWERS, RESTS, answer_wish, wish_of
from actions.idioms import wants_to_go_on
from actions.talk import Talk

ANSWERED = frozenset({*ANSWERS, *RESTS, "ask_glossary"})
RESUMES = frozenset({"go_back", "tired"})
NO_ANSWER = frozenset({"affirm", "deny", "deny_all", "skip", "dont_know"})


def stay_at_rest(talk: Talk) -> bool:
    """Stay at rest, with an answer to what was asked; False if the talk goes on.

    Whoever wants all deleted is asked again only where they say so.
    """
    if talk.requested not in RESTS.values() or _goes_on(talk):
        return False
    wish = wish_of(talk)
    if wish in ANSWERED:
        answer_wish(talk, wish)
    talk.rest = talk.rest or talk.requested
    talk.put("asking", "again")
    return True


def _goes_on(talk: Talk) -> bool:
    message = talk.message
    if message.choice == "go_on" or wants_to_go_on(message.words):
        return True
    if talk.requested == RESTS["delete_data"]:
        return False
    wish = wish_of(talk)
    return wish in RESUMES or (wish is None and message.intent not in NO_ANSWER)
