"""The fixed texts a patient reads when the dialogue must not or cannot answer."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.settings import Settings
from criteria.catalogue import emergency, red_flag, staffing

FILE = Path(__file__).with_name("safe_texts.yml")
LANGUAGES = ("es", "en")


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return the fixed texts by language and name."""
    loaded: dict[str, dict[str, str]] = YAML(typ="safe", pure=True).load(FILE)
    return loaded


def safe_text(name: str, lang: str | None, settings: Settings) -> str:
    """Return a fixed text in "es" or "en", or in both when the language is unknown."""
    said = [_fill(name, each, settings) for each in _spoken(lang)]
    return "\n\n".join(said)


def advice(codes: Iterable[str], lang: str | None, settings: Settings) -> list[str]:
    """Return what to say about red flags: each one's sentence, who reads, the numbers."""
    codes = list(codes)
    if not codes:
        return []
    said = [red_flag(code).advice[each] for each in _spoken(lang) for code in codes]
    unique = list(dict.fromkeys(said))
    for each in _spoken(lang):
        unique.append(staffing(staffed=settings.staffed)[each])
        unique.append(numbers(each, settings))
    return unique


def numbers(lang: str, settings: Settings) -> str:
    """Return the emergency numbers of the clinic's country, or of all, labelled."""
    lines = [
        texts()[lang]["number"].format(
            country=each.label[lang], emergency=each.emergency, crisis=each.crisis[lang]
        )
        for each in emergency(settings.country)
    ]
    return "\n".join([texts()[lang]["numbers"], *lines])


def _fill(name: str, lang: str, settings: Settings) -> str:
    return texts()[lang][name].format(numbers=numbers(lang, settings))


def _spoken(lang: str | None) -> tuple[str, ...]:
    return (lang,) if lang in LANGUAGES else LANGUAGES
