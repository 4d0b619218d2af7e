"""Questions settled by more than their findings: consent, who it is, the read-back."""

from collections.abc import Callable

from actions.asides import RESTS
from actions.birth_dates import age_on, birth_date_in
from actions.confirming import READ_BACKS, take_read_back
from actions.contradictions import QUESTION as CLARIFY
from actions.contradictions import answer_contradiction
from actions.finishing import is_left
from actions.hearing import ANSWER_FOR_ANOTHER, unsided
from actions.idioms import is_back
from actions.interview import next_question
from actions.patients import of_person, of_problem
from actions.questions import questions
from actions.settling import settle_question, try_again
from actions.sides import SIDES, side_in
from actions.talk import Talk

REFUSALS = (("deny", "no"), ("deny_all", "no"), ("skip", "skip"), ("stop", "skip"))


def _take_consent(talk: Talk) -> None:
    message = talk.message
    if message.is_act("affirm", "yes"):
        talk.settle("consent", "accepted")
        talk.put("trail", [])
        talk.say("utter_what_happens")
    elif any(message.is_act(act, tap) for act, tap in REFUSALS):
        talk.put("consent", "refused")
    else:
        talk.put("asking", "again")


def _take_name(talk: Talk) -> None:
    _identify(talk, name=None if is_left(talk) else talk.message.words.strip())
    talk.settle("patient_name", "declined" if is_left(talk) else "answered")


def _take_birth_date(talk: Talk) -> None:
    if is_left(talk):
        talk.settle("birth_date", "declined")
        return
    born = talk.today and birth_date_in(talk.message.words, talk.language, talk.today)
    if not born or not talk.today:
        try_again(talk, "birth_date")
        return
    _identify(talk, birth_date=born.isoformat())
    age = age_on(born, talk.today)
    words = talk.message.as_evidence()
    talk.record = talk.record.hear("age_years", age, evidence=words, correction=True)
    talk.settle("birth_date", "answered")


def _take_guardian(talk: Talk) -> None:
    """Go on only if an adult answers with a minor."""
    if talk.message.is_act("affirm", "yes"):
        words = talk.message.as_evidence()
        talk.record = talk.record.hear(
            "respondent", "carer", evidence=words, correction=True
        )
        talk.settle("guardian", "answered")
        talk.say("utter_carer")
    elif talk.message.is_act("deny", "no") or talk.asking == "again" or is_left(talk):
        talk.put("guardian", "declined")
        talk.put("consent", "refused")
        talk.say("utter_minor")
    else:
        talk.put("asking", "again")


def _take_who(talk: Talk) -> None:
    settle_question(talk, "who", questions()["who"])
    if talk.record.get("respondent").value in ANSWER_FOR_ANOTHER:
        talk.say("utter_carer")


def _take_side(talk: Talk) -> None:
    """Give a side to the painful parts that were named without one."""
    side = talk.message.choice or side_in(talk.message.words)
    if side in SIDES:
        sided = [f"{region}:{side}" for region in unsided(talk.record)]
        words = talk.message.as_evidence()
        talk.record = talk.record.hear("pain_regions", sided, evidence=words)
    if side in SIDES or talk.message.mentions or is_left(talk):
        talk.settle("side", "answered")
    else:
        try_again(talk, "side")


def _take_another(talk: Talk) -> None:
    """Begin with the next pain, or go on with the person."""
    if not talk.message.is_act("affirm", "yes"):
        talk.settle("another", "answered")
        return
    told = of_problem(talk.record).model_dump(mode="json", exclude_defaults=True)
    kept = {"label": str(len(_earlier(talk)) + 1), "record": told}
    talk.put("earlier_problems", [*_earlier(talk), kept])
    talk.record = of_person(talk.record)
    for name, question in questions().items():
        if question.per_problem:
            talk.put(name, None)
    talk.put("asking", "another")
    talk.say("utter_next_pain")


def _go_on(talk: Talk) -> None:
    """Go on; what is told of the pain on coming back is its story."""
    talk.say("utter_resumed")
    tells = talk.message.mentions and not is_back(talk.message.words)
    if tells and next_question(talk) == "story":
        talk.settle("story", "answered")


def _identify(talk: Talk, **known: str | None) -> None:
    talk.put("identity", {**(talk.get("identity") or {}), **known})


def _earlier(talk: Talk) -> list[dict[str, object]]:
    return list(talk.get("earlier_problems") or [])


SPECIAL: dict[str, Callable[[Talk], None]] = {
    "who": _take_who,
    "consent": _take_consent,
    "patient_name": _take_name,
    "birth_date": _take_birth_date,
    "guardian": _take_guardian,
    "side": _take_side,
    "another": _take_another,
    CLARIFY: answer_contradiction,
    **dict.fromkeys(READ_BACKS, take_read_back),
    **dict.fromkeys(RESTS.values(), _go_on),
}
