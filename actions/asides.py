"""What patients say to the interview itself: questions, wishes, feelings."""

from collections.abc import Callable

from actions.finishing import takes_done
from actions.folding import fold
from actions.idioms import is_back, is_weary, is_weary_of_this
from actions.plain_acts import asks_what_this_is
from actions.talk import Talk

RESTS = {"pause": "pause", "stop": "leave", "delete_data": "withdraw"}
"""The question that is open while nothing more is asked, by the wish that led to it."""

ANSWERS = {
    "ask_privacy": "utter_privacy",
    "ask_how_long": "utter_how_long",
    "ask_who_reads": "utter_who_reads",
    "ask_drug": "utter_drug",
    "ask_diagnosis": "utter_diagnosis",
    "ask_person": "utter_person",
    "abuse": "utter_abuse",
    "emotional": "utter_emotional",
    "thanks": "utter_thanks",
    "ask_what_this_is": "utter_what_this_is",
}
FEELINGS = frozenset({"abuse", "emotional", "thanks"})
FOR_THE_TEAM = frozenset({"ask_drug", "ask_diagnosis", "ask_person"})
TERMS = {
    "nociplastic": ("nociplas",),
    "allodynia": ("alodinia", "allodynia"),
    "hyperalgesia": ("hiperalgesia", "hyperalgesia"),
    "central_sensitisation": ("sensibilizacion central", "central sensiti"),
}


def answer_aside(talk: Talk) -> bool:
    """Answer what is said to the interview itself; tell whether it was such a thing.

    To a question that takes any words only a certain intent is an aside: there a guess
    would swallow an answer.
    """
    wish = wish_of(talk)
    if wish is None:
        return False
    answer_wish(talk, wish)
    return True


def answer_wish(talk: Talk, wish: str) -> None:
    """Do what the message wishes of the interview."""
    WISHES[wish](talk)


def wish_of(talk: Talk) -> str | None:
    """Return what the message wishes of the interview, None for an answer."""
    message, plain = talk.message, _plain_wish(talk)
    if plain:
        return plain
    if talk.requested in RESTS.values() and is_back(message.words):
        return None
    if message.intent == "done":
        return "done" if message.is_done and not takes_done(talk) else None
    if (message.choice or "").startswith("do."):
        return CONTROLS[(message.choice or "").removeprefix("do.")]
    if message.choice or (_takes_words(talk) and not _is_plainly_asked(talk)):
        return None
    return message.intent if message.intent in WISHES else None


def _plain_wish(talk: Talk) -> str | None:
    """Return a wish that the words alone show, whatever their intent is taken for."""
    if talk.message.asks_diagnosis:
        return "ask_diagnosis"
    if _asks_before_consent(talk):
        return "ask_what_this_is"
    return "tired" if grows_weary(talk) else None


def grows_weary(talk: Talk) -> bool:
    """Tell whether "I am tired" is said of the interview, not as a symptom."""
    if talk.question is None or _takes_words(talk):
        return False
    is_symptom = talk.question.topic == "comorbidity"
    words = talk.message.words
    return is_weary_of_this(words) or (is_weary(words) and not is_symptom)


def _asks_before_consent(talk: Talk) -> bool:
    """Tell whether somebody who has not agreed yet asks what they would agree to."""
    message = talk.message
    if talk.has_consent or message.choice or talk.get("language") is None:
        return False
    is_question = message.is_off_topic and message.words.rstrip().endswith("?")
    is_known = message.intent in WISHES and message.is_sure
    return asks_what_this_is(message.words) or (is_question and not is_known)


def _takes_words(talk: Talk) -> bool:
    return talk.question is not None and talk.question.takes_any_words


def _is_plainly_asked(talk: Talk) -> bool:
    """Tell whether words that could be an answer are a question to the interview."""
    asks_for_words = talk.question is not None and talk.question.words is not None
    if talk.requested == "questions" or (
        asks_for_words and talk.message.intent in FEELINGS
    ):
        return False
    return talk.message.is_sure or talk.message.words.rstrip().endswith("?")


def _answer(talk: Talk) -> None:
    intent = wish_of(talk) or ""
    talk.say(ANSWERS[intent])
    if intent in FOR_THE_TEAM:
        note_question(talk)


def note_question(talk: Talk) -> None:
    """Keep the message among the person's questions to the team, once they agreed."""
    if not talk.has_consent:
        return
    said = [talk.message.words.strip()]
    evidence = talk.message.as_evidence()
    talk.record = talk.record.hear("questions", said, evidence=evidence)


def _explain_why(talk: Talk) -> None:
    topic = talk.question.topic if talk.question else talk.requested
    talk.say(f"utter_why_{topic}")


def _explain_question(talk: Talk) -> None:
    talk.say(f"utter_help_{talk.requested}")


def _explain_term(talk: Talk) -> None:
    plain = fold(talk.message.words)
    terms = [t for t, stems in TERMS.items() if any(stem in plain for stem in stems)]
    for term in terms:
        talk.say(f"utter_glossary_{term}")
    if not terms:
        talk.say("utter_diagnosis")
        note_question(talk)


def _go_back(talk: Talk) -> None:
    trail = talk.get("trail") or []
    if not trail:
        talk.say("utter_cannot_go_back")
        return
    talk.put("trail", trail[:-1])
    talk.reopen(trail[-1])
    talk.say("utter_went_back")


def _shorten(talk: Talk) -> None:
    """Ask only what decides; what was told of an open list is enough."""
    talk.put("tired", value=True)
    talk.say("utter_shorter")
    if talk.asks_more:
        talk.settle(talk.requested, "answered")


def _finish(talk: Talk) -> None:
    """Shorten for somebody who is done, and offer to stop when they say so again."""
    if talk.get("tired") or not talk.has_consent:
        talk.rest = RESTS["stop"]
    else:
        _shorten(talk)


def _rest(talk: Talk) -> None:
    choice = (talk.message.choice or "").removeprefix("do.")
    talk.rest = RESTS[CONTROLS.get(choice, talk.message.intent or "")]


WISHES: dict[str, Callable[[Talk], None]] = {
    **dict.fromkeys(ANSWERS, _answer),
    **dict.fromkeys(RESTS, _rest),
    "ask_why": _explain_why,
    "ask_meaning": _explain_question,
    "ask_glossary": _explain_term,
    "go_back": _go_back,
    "tired": _shorten,
    "done": _finish,
}
CONTROLS = {
    "why": "ask_why",
    "help": "ask_meaning",
    "back": "go_back",
    "tired": "tired",
    "pause": "pause",
    "stop": "stop",
    "delete": "delete_data",
}
