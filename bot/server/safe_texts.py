"""The fixed texts a patient reads when the dialogue must not or cannot answer."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.settings import Settings
from criteria.catalogue import emergency, endings, red_flag

FILE = Path(__file__).with_name("safe_texts.yml")
LANGUAGES = ("es", "en")


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return the fixed texts by language and name."""
    loaded: dict[str, dict[str, str]] = YAML(typ="safe", pure=True).load(FILE)
    return loaded


def safe_text(name: str, lang: str | None, settings: Settings) -> str:
    """Return a fixed text in "es" or "en", or in both when the language is unknown."""
    said = [
        texts()[each][name].format(
            numbers=numbers(each, settings),
            clinic_phone=settings.clinic_phone or texts()[each]["clinic_phone"],
        )
        for each in _spoken(lang)
    ]
    return "\n\n".join(said)


def advice(
    codes: Iterable[str],
    lang: str | None,
    settings: Settings,
    *,
    is_alerted: bool = False,
) -> list[str]:
    """Return what to say about red flags: what to do, who reads this, whom to call.

    `is_alerted` says that an alert reached somebody who is there now.
    """
    flags = [red_flag(code) for code in codes]
    if not flags:
        return []
    ending = endings().staffed if is_alerted else endings().not_staffed
    said: list[str] = []
    for each in _spoken(lang):
        said += dict.fromkeys(flag.advice[each] for flag in flags)
        said += [f"{ending[each]}\n{numbers(each, settings)}"]
    return said


def all_numbers(lang: str | None, settings: Settings) -> str:
    """Return the emergency numbers, in both languages when the language is unknown."""
    return "\n\n".join(numbers(each, settings) for each in _spoken(lang))


def numbers(lang: str, settings: Settings) -> str:
    """Return the emergency numbers of the clinic's country, or of all, labelled."""
    said = texts()[lang]
    lines = [
        said["number"].format(
            country=each.name[lang],
            emergency=each.emergency,
            crisis=each.crisis,
            crisis_label=each.crisis_label[lang],
        )
        for each in emergency(settings.country)
    ]
    return "\n".join([said["numbers"], *lines])


def _spoken(lang: str | None) -> tuple[str, ...]:
    return (lang,) if lang in LANGUAGES else LANGUAGES
