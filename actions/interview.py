"""Which question comes next: what is still unknown and still matters."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from actions.contradictions import open_contradiction
from actions.hearing import ANSWER_FOR_ANOTHER, painful_regions, unsided
from actions.questions import is_answered, questions
from actions.talk import Talk
from criteria.evaluator import classify
from criteria.record import Record, Status

ASKED_ON = ("again", "more", "which", "narrow")
ADULT_YEARS = 18
FERTILE_YEARS = range(12, 56)
MOST_PROBLEMS = 3
OF_THE_PERSON = ("patient_name", "birth_date")
OUTSIDE_LIMBS_AND_BACK = frozenset(
    {"head", "face", "jaw", "abdomen", "pelvis", "groin", "chest"}
)


def next_question(talk: Talk) -> str | None:
    """Return the question to ask next, None when nothing is left to ask."""
    if talk.get("language") is None:
        return "language"
    if talk.has_consent:
        contradiction = open_contradiction(talk)
        if contradiction:
            return contradiction
    if _is_asked_on(talk):
        return talk.requested
    return next((name for name in questions() if is_open(talk, name)), None)


def _is_asked_on(talk: Talk) -> bool:
    """Tell whether the open question is asked once more, in other words or for more."""
    question = talk.question
    again = talk.changed.get("asking") in ASKED_ON
    if question is None or not again or talk.get(talk.requested) is not None:
        return False
    return question.decisive or not talk.get("tired")


def is_open(talk: Talk, name: str) -> bool:
    """Tell whether a question is still to be asked."""
    question = questions()[name]
    if talk.get(name) is not None:
        return False
    if talk.get("changing") == name:
        return True
    if talk.get("tired") and not question.decisive:
        return False
    return not question.is_decided(talk.record) and CONDITIONS[question.asked](talk)


def asks_narrowly(talk: Talk, name: str | None) -> bool:
    """Tell whether a place is known already, so that only its extent is asked."""
    return name == "distribution" and bool(painful_regions(talk.record))


def asks_for_another(talk: Talk, name: str | None) -> bool:
    """Tell whether somebody who answers for another is asked who that person is."""
    answers = talk.record.get("respondent").value in ANSWER_FOR_ANOTHER
    return name in OF_THE_PERSON and answers


def outcomes(record: Record) -> dict[str, Any]:
    """Return what the newest rules make of a record."""
    return _outcomes(record.model_dump_json(exclude_defaults=True))


@lru_cache(maxsize=256)
def _outcomes(record: str) -> dict[str, Any]:
    return classify(Record.model_validate_json(record).findings())


def _is_unidentified(talk: Talk) -> bool:
    return not (talk.get("identity") or {}).get("name")


def _is_birth_unknown(talk: Talk) -> bool:
    return not (talk.get("identity") or {}).get("birth_date")


def _is_minor_alone(talk: Talk) -> bool:
    age = talk.record.get("age_years").value
    alone = talk.record.get("respondent").value not in ANSWER_FOR_ANOTHER
    return isinstance(age, int) and age < ADULT_YEARS and alone


def _are_three_months_unclear(talk: Talk) -> bool:
    """Tell whether the duration said lies on both sides of three months."""
    criteria = outcomes(talk.record)["iasp_2021"]["criteria"]
    borderline = "borderline_duration" in outcomes(talk.record)["flags"]
    is_unclear: bool = borderline or criteria["1a_chronic"] == "unknown"
    return is_unclear and talk.record.get("duration_months").status is Status.ANSWERED


def _is_dying_spoken_of(talk: Talk) -> bool:
    return bool(talk.get("dying_spoken_of"))


def _is_side_unsaid(talk: Talk) -> bool:
    return bool(unsided(talk.record))


def _is_bad_sleep_said(talk: Talk) -> bool:
    return talk.record.get("com_sleep").status is Status.NOT_ASSESSED


def _is_system_unclear(talk: Talk) -> bool:
    """Tell whether the pain may lie outside muscles, bones and joints."""
    named = {region.partition(":")[0] for region in painful_regions(talk.record)}
    return not named or not named.isdisjoint(OUTSIDE_LIMBS_AND_BACK)


def _does_spread_matter(talk: Talk) -> bool:
    return "diffuse" in outcomes(talk.record)["cs2014_seed"]["needs"]["patient"]


def _does_severity_matter(talk: Talk) -> bool:
    sets = outcomes(talk.record)["fm2016"]["need_sets"]["patient"]
    return any(name.startswith("sss.") for names in sets for name in names)


def _does_total_matter(talk: Talk) -> bool:
    needs = outcomes(talk.record)["cs2014_nijs"]["needs"]["patient"]
    return "csi_40" in needs and not is_answered(talk.record, "csi")


def _is_pregnancy_possible(talk: Talk) -> bool:
    age = talk.record.get("age_years").value
    unknown = not is_answered(talk.record, "pregnant")
    return unknown and (not isinstance(age, int) or age in FERTILE_YEARS)


def _are_problems_few(talk: Talk) -> bool:
    return len(talk.get("earlier_problems") or []) < MOST_PROBLEMS - 1


def _is_event_untold(talk: Talk) -> bool:
    return not is_answered(talk.record, "onset_event")


def _is_cause_untold(talk: Talk) -> bool:
    return not is_answered(talk.record, "told_cause")


def _is_care_said(talk: Talk) -> bool:
    said = ("medicines", "allergies", "tried", "goals", "questions")
    return any(is_answered(talk.record, name) for name in said)


CONDITIONS: dict[str, Callable[[Talk], bool]] = {
    "always": lambda _: True,
    "unidentified": _is_unidentified,
    "birth_unknown": _is_birth_unknown,
    "minor_alone": _is_minor_alone,
    "three_months_unclear": _are_three_months_unclear,
    "dying_spoken_of": _is_dying_spoken_of,
    "side_unsaid": _is_side_unsaid,
    "bad_sleep_said": _is_bad_sleep_said,
    "system_unclear": _is_system_unclear,
    "spread_matters": _does_spread_matter,
    "severity_matters": _does_severity_matter,
    "total_matters": _does_total_matter,
    "pregnancy_possible": _is_pregnancy_possible,
    "few_problems": _are_problems_few,
    "event_untold": _is_event_untold,
    "cause_untold": _is_cause_untold,
    "care_said": _is_care_said,
}
