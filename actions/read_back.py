"""The read-back: what was understood, by section, said to the patient."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from actions.folding import fold
from actions.hearing import painful_regions
from actions.patients import patient_of
from actions.questions import questions
from actions.saying import quote, say_date, say_regions, say_value, wording
from actions.talk import Talk
from criteria.problems import Patient
from criteria.record import Record, Status

BULLET = "• {}: {}"
INTENSITY = ("now", "average", "worst")
OWN_WORDS = (
    "medicines",
    "allergies",
    "anaesthesia",
    "tried",
    "mood",
    "goals",
    "questions",
)
LEFT = {
    Status.DONT_KNOW: "dont_know",
    Status.DECLINED: "declined",
    Status.NOT_ASSESSED: "nurse",
}


class Section(NamedTuple):
    """A part of the read-back: its title and its lines."""

    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)


def sections(
    patient: Patient, lang: str, identity: Mapping[str, Any] | None = None
) -> tuple[Section, ...]:
    """Return all that was understood, in "es" or "en": each pain, symptoms, care."""
    several = len(patient.problems) > 1
    pains = (
        Section(_pain_title(number, lang, several=several), _pain(patient, place, lang))
        for place, number in enumerate(range(1, len(patient.problems) + 1))
    )
    person = patient.record(len(patient.problems) - 1)
    parts = (
        Section(_title("who", lang), _who(identity or {}, person, lang)),
        *pains,
        Section(_title("symptoms", lang), _symptoms(person, lang)),
        Section(_title("care", lang), _care(person, lang)),
    )
    return tuple(part for part in parts if part.lines)


def full_text(parts: Iterable[Section]) -> str:
    """Return sections as one text with their titles."""
    return "\n\n".join(f"{part.title}\n{part.text}" for part in parts)


def summary_of(talk: Talk, question: str) -> str:
    """Return what a question of the read-back asks to confirm, and what is new.

    What was told just now is listed too where it belongs to another part.
    """
    lines = PARTS[question](talk.record, talk.language)
    told_now = _all_lines(talk.record, talk.language) if _is_told_at(talk) else ()
    before = _all_lines(talk.before, talk.language)
    new = [one for one in told_now if one not in before and one not in lines]
    return "\n".join((*lines, *new))


def _is_told_at(talk: Talk) -> bool:
    """Tell whether the message answers a read-back."""
    return talk.requested in PARTS


def _all_lines(record: Record, lang: str) -> tuple[str, ...]:
    return tuple(line for part in PARTS.values() for line in part(record, lang))


def whole_summary(slots: Mapping[str, Any]) -> str:
    """Return everything understood in a conversation as one text."""
    record = Record.model_validate(slots.get("findings") or {})
    patient = patient_of(record, slots.get("earlier_problems") or [])
    lang = slots.get("language") or "es"
    return full_text(sections(patient, lang, slots.get("identity")))


def _title(name: str, lang: str) -> str:
    return str(wording()["sections"][name][lang])


def _pain_title(number: int, lang: str, *, several: bool) -> str:
    pattern = wording()["pain_number"][lang]
    return str(pattern.format(number)) if several else _title("pain", lang)


def _who(identity: Mapping[str, Any], person: Record, lang: str) -> tuple[str, ...]:
    """Say who the person with pain is, and who answers if it is somebody else."""
    name, born = identity.get("name"), identity.get("birth_date")
    said = [part for part in (name, born and say_date(born, lang)) if part]
    respondent = str(person.get("respondent").value)
    answers = wording()["respondents"].get(respondent, {}).get(lang, "")
    told = {"who": ", ".join(said), "respondent": answers}
    return _lines(told, (), lang)


def _pain(patient: Patient, place: int, lang: str) -> tuple[str, ...]:
    record = patient.record(place)
    return (*_pain_lines(record, lang), *_reactions(record, lang))


def _pain_lines(record: Record, lang: str) -> tuple[str, ...]:
    told = {
        "duration": _said_or_left(record, "duration_months", lang),
        "place": _place(record, lang),
        "intensity": _intensity(record, lang),
        "onset_event": _words(record, "onset_event", lang),
        "told_cause": _words(record, "told_cause", lang),
    }
    return _lines(told, ("duration", "place"), lang)


def _felt(record: Record, lang: str) -> tuple[str, ...]:
    return (*_reactions(record, lang), *_symptoms(record, lang))


def _reactions(record: Record, lang: str) -> tuple[str, ...]:
    told = {"hypersensitivity": _listed(record, "hypersensitivity", lang)}
    return _lines(told, told, lang)


def _symptoms(record: Record, lang: str) -> tuple[str, ...]:
    told = {
        name: _listed(record, name, lang)
        for name in ("comorbidity", "descriptors", "conditions")
    }
    return _lines(told, ("comorbidity",), lang)


def _care(record: Record, lang: str) -> tuple[str, ...]:
    told = {name: _words(record, name, lang) for name in OWN_WORDS}
    told["pregnant"] = _yes_or_no(record, "pregnant", lang)
    return _lines(told, (), lang)


def _lines(told: Mapping[str, str], asked: Iterable[str], lang: str) -> tuple[str, ...]:
    """Return a line for what was said, and for what was asked of everyone."""
    unanswered = wording()["unanswered"][lang]
    return tuple(
        _line(name, said or unanswered, lang)
        for name, said in told.items()
        if said or name in asked
    )


def _line(name: str, said: str, lang: str) -> str:
    return BULLET.format(wording()["lines"][name][lang], said)


def _said_or_left(record: Record, name: str, lang: str) -> str:
    finding = record.get(name)
    if finding.status is Status.CONFLICT:
        return str(wording()["contradictory"][lang])
    if finding.status is Status.ANSWERED:
        return say_value(name, finding.value, lang)
    left = LEFT.get(finding.status)
    return str(wording()["answers"][left][lang]) if left else ""


def _place(record: Record, lang: str) -> str:
    """Say where it hurts and how wide; an extent left open adds nothing to a place."""
    said = say_regions(painful_regions(record), lang)
    is_left = record.get("distribution").status in LEFT
    spread = "" if said and is_left else _said_or_left(record, "distribution", lang)
    return "; ".join(part for part in (said, spread) if part)


def _listed(record: Record, question: str, lang: str) -> str:
    """Say what of a list is true, and what of it is not."""
    present = list(_labels(record, question, "true", lang))
    absent = list(_labels(record, question, "false", lang))
    tapped = all(_is_tapped(record, name) for name in _family(question))
    if present and tapped:
        return ", ".join(present)
    if absent and not present and not questions()[question].open_in(record):
        return str(wording()["nothing"][lang])
    denied = f"{wording()['but_not'][lang]}: {', '.join(absent)}" if absent else ""
    said = "; ".join(part for part in (", ".join(present), denied) if part)
    return said or _left(record, questions()[question].asks_about, lang)


def _labels(record: Record, question: str, value: str, lang: str) -> Iterator[str]:
    """Yield the names of a question's findings that were answered so."""
    family = _family(question)
    for name in record.names():
        finding = record.get(name)
        is_so = finding.status is Status.ANSWERED and finding.value == value
        if is_so and name in family:
            yield family[name](lang)


def _is_tapped(record: Record, name: str) -> bool:
    """Tell whether a denial only follows from "none of these"."""
    finding = record.get(name)
    denied = finding.value == "false"
    return not denied or all(one.extractor == "choice" for one in finding.evidence)


def _family(question: str) -> dict[str, Callable[[str], str]]:
    """Return how to say each finding that belongs to a question's list."""
    lists = {"descriptors": "dn4i", "conditions": "conditions"}
    prefix = lists.get(question)
    if prefix:
        named = wording()[question]
        return {f"{prefix}.{key}": _in(named[key]) for key in named}
    extra = {"hypersensitivity": ("hx_aftersensation",)}.get(question, ())
    named = wording()["symptoms"]
    return {n: _in(named[n]) for n in (*questions()[question].asks_about, *extra)}


def _in(said: Mapping[str, str]) -> Callable[[str], str]:
    return lambda lang: str(said[lang])


def _left(record: Record, names: Iterable[str], lang: str) -> str:
    how = {LEFT.get(record.get(name).status) for name in names} - {None}
    return str(wording()["answers"][how.pop()][lang]) if len(how) == 1 else ""


def _intensity(record: Record, lang: str) -> str:
    said = (
        str(wording()["intensity"][when][lang].format(record.get(f"nrs_{when}").value))
        for when in INTENSITY
        if record.get(f"nrs_{when}").value is not None
    )
    return ", ".join(said)


def _words(record: Record, name: str, lang: str) -> str:
    value = record.get(name).value
    if isinstance(value, list):
        return ", ".join(_quoted(name, str(one), lang) for one in value)
    return _said_or_left(record, name, lang) if record.get(name).is_said else ""


def _quoted(name: str, words: str, lang: str) -> str:
    """Quote a person's own words; a plain "none" is said as one, without quotes."""
    none = wording()["none"]
    plain = fold(words).strip(" .,!")
    if name == "questions" or not any(
        re.fullmatch(one, plain) for one in none["typed"].values()
    ):
        return quote(words, lang)
    return str(none["said"].get(name, none["said"]["other"])[lang])


def _yes_or_no(record: Record, name: str, lang: str) -> str:
    answer = {"true": "yes", "false": "no"}.get(str(record.get(name).value))
    return str(wording()["answers"][answer][lang]) if answer else ""


PARTS: dict[str, Callable[[Record, str], tuple[str, ...]]] = {
    "read_back": _pain_lines,
    "read_back_symptoms": _felt,
    "read_back_care": _care,
}
