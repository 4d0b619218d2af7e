"""The words of the pages, in Spanish and English, checked when they are loaded."""

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from starlette.requests import Request

from actions.log_rows import Choice

Lang = Literal["es", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
FOLDER = Path(__file__).resolve().parent.parent / "web" / "texts"


T = TypeVar("T", bound="Texts")


class TextsError(ValueError):
    """A file of page texts lacks an entry, has one too many, or a wrong one."""

    def __init__(self, file: Path, error: ValidationError) -> None:
        first = error.errors(include_url=False)[0]
        entry = ".".join(str(part) for part in first["loc"])
        super().__init__(f"{file.name}: entry '{entry}': {first['msg']}.")


class Texts(BaseModel):
    """A set of texts: frozen, and nothing in it that no page uses."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ControlTexts(Texts):
    """The titles of what a patient may ask of the interview at any question."""

    why: str
    help: str
    back: str
    tired: str
    pause: str
    stop: str
    delete: str


class PaperPartTexts(Texts):
    """The titles of the parts of the paper form."""

    opening: str
    pain: str
    scores: str
    care: str


class PatientTexts(Texts):
    """What the patient's page says around the conversation."""

    language: str
    title: str
    what: str
    unread: str
    staffed: str
    emergency: str
    crisis: str
    start: str
    switch: str
    conversation: str
    you: str
    bot: str
    choices: str
    ticks: str
    send_ticked: str
    unticked: str
    mixed: str
    ticked: str
    controls: ControlTexts
    message: str
    send: str
    sending: str
    offline: str
    too_long: str
    unsaved: str
    answered: str
    urgent: str
    done: str
    refused: str
    stopped: str
    alerted: str
    more: str
    progress: str
    resume: str
    resume_code: str
    resume_yes: str
    resume_refused: str
    code: str
    code_hint: str
    paused: str
    paused_about: str
    left: str
    left_about: str
    withdrawn: str
    withdrawn_about: str
    closed: str
    closed_about: str
    erase_about: str
    refused_about: str
    told: str
    next_title: str
    next: str
    download: str
    print: str
    clinic_phone: str
    paper: str
    paper_title: str
    paper_how: str
    paper_who_reads: str
    paper_urgent: str
    paper_date: str
    paper_parts: PaperPartTexts
    appointment_unknown: str
    other_session: str
    number: str
    new_person: str
    new_person_question: str
    new_person_warning: str
    new_person_yes: str
    new_person_no: str
    no_session: str
    not_understood: str
    not_found: str
    failed: str
    back: str


class DeskTexts(Texts):
    """What the nurse's desk says: its own words, and labels for the vocabulary."""

    words: dict[str, str]
    findings: dict[str, str]
    conditions: dict[str, str]
    descriptors: dict[str, str]
    scores: dict[str, str]
    regions: dict[str, str]
    sides: dict[str, str]
    values: dict[str, str]
    statuses: dict[str, str]
    sources: dict[str, str]
    states: dict[str, str]
    channels: dict[str, str]
    levels: dict[str, str]
    screen: dict[str, str]
    flags: dict[str, str]


@cache
def patient_texts(lang: Lang) -> PatientTexts:
    """Return the texts of the patient's page in a language.

    Raises:
        TextsError: the file is not what the page needs.
    """
    return load_texts(PatientTexts, FOLDER / f"{lang}.yml")


def control_choices(lang: str | None) -> tuple[Choice, ...]:
    """Return what a patient may ask at any question, none before a language is known.

    >>> [choice.id for choice in control_choices("en")][:3]
    ['do.why', 'do.help', 'do.back']
    """
    if lang not in LANGS:
        return ()
    titles = patient_texts(lang).controls.model_dump()
    return tuple(Choice(f"do.{name}", title) for name, title in titles.items())


@cache
def desk_texts(lang: Lang) -> DeskTexts:
    """Return the texts of the nurse's desk in a language.

    Raises:
        TextsError: the file is not what the desk needs.
    """
    return load_texts(DeskTexts, FOLDER / f"desk_{lang}.yml")


def preferred_lang(request: Request) -> Lang:
    """Return the first of our languages the browser asks for, Spanish without any."""
    wishes = request.headers.get("accept-language", "").lower().split(",")
    for wish in wishes:
        for lang in LANGS:
            if wish.strip().startswith(lang):
                return lang
    return "es"


def as_lang(code: str | None, default: Lang) -> Lang:
    """Return a language code as one of ours, or the default."""
    return next((lang for lang in LANGS if lang == code), default)


def load_texts(kind: type[T], file: Path) -> T:
    """Read one file of texts.

    Raises:
        TextsError: an entry is missing, unknown, or no text.
    """
    entries = YAML(typ="safe", pure=True).load(file)
    try:
        return kind.model_validate(entries)
    except ValidationError as error:
        raise TextsError(file, error) from error
