"""Findings said to the patient, in their language and in plain words."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from criteria.findings import Kind, fact

FILE = Path(__file__).with_name("read_back.yml")
WHOLE_WITHIN = 0.02
NARROW = 0.35


@cache
def wording() -> dict[str, Any]:
    """Return the read-back's wording, in both languages."""
    wording: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return wording


def say_value(name: str, value: Any, lang: str) -> str:
    """Say the value of a finding; "" for one whose words alone say it.

    >>> say_value("duration_months", 24, "en"), say_value("hx_touch", "true", "es")
    ('2 years', '')
    """
    if name == "duration_months":
        return say_duration(value, lang)
    if name == "pain_regions":
        return say_regions(value, lang)
    if name == "distribution":
        return str(wording()["distribution"].get(value, {}).get(lang, ""))
    kind = fact(name).kind
    return str(value) if kind in (Kind.NUMBER, Kind.WORDS) else ""


def say_denied(name: str, lang: str) -> str:
    """Say that a symptom, a quality of the pain or a told illness was denied.

    >>> say_denied("com_fatigue", "es")
    'no: mucho cansancio'
    """
    family, _, key = name.partition(".")
    lists = {"dn4i": "descriptors", "conditions": "conditions"}
    named = wording()[lists.get(family, "symptoms")].get(key or name, {})
    return f"{wording()['answers']['no'][lang]}: {named.get(lang, '')}"


def say_regions(regions: Any, lang: str) -> str:
    """Say body regions with their sides, one after another."""
    return ", ".join(say_region(region, lang) for region in regions or ())


def say_duration(months: Any, lang: str) -> str:
    """Say a number of months, or an interval of them, in the largest fitting unit.

    >>> say_duration(18, "en"), say_duration(24, "es")
    ('18 months', '2 años')
    >>> say_duration({"low": 3, "high": None, "low_open": True}, "es")
    'más de 3 meses'
    >>> say_duration({"low": 20.4, "high": 27.6}, "es")
    'unos 2 años'
    >>> say_duration(0, "en"), say_duration({"low": 0, "high": None}, "en")
    ('less than 1 day', '')
    """
    low, high = (
        (months["low"], months["high"])
        if isinstance(months, dict)
        else (months, months)
    )
    if not low:
        if high is None:
            return ""
        high = high or _shortest()
    bound = _bound(low, high)
    if bound == "about":
        low = high = _rounded((low + high) / 2)
    pattern = wording()["bounds"][bound][lang]
    ends = [end for end in (low, high) if end]
    size, (one, several) = _unit(ends, lang)
    said = [_number(end / size) for end in ends]
    unit = one if said[-1] == "1" else several
    return str(pattern.format(low=said[0], high=said[-1], unit=unit))


def say_region(region: str, lang: str) -> str:
    """Say a body region with its side.

    >>> say_region("knee:left", "es"), say_region("foot:both", "en")
    ('rodilla izquierda', 'both feet')
    """
    name, _, side = region.partition(":")
    one, several, *gender = wording()["regions"][name][lang]
    if not side:
        return str(one)
    pattern = wording()["sides"][side][lang]
    pattern = pattern[gender[0]] if gender else pattern
    return str(pattern.format(several if side == "both" else one))


def say_date(iso: str, lang: str) -> str:
    """Say a day with the month in words.

    >>> say_date("1970-05-03", "es"), say_date("1970-05-03", "en")
    ('3 de mayo de 1970', 'May 3, 1970')
    """
    year, month, day = (int(part) for part in iso.split("-"))
    name = wording()["months"][lang][month - 1]
    return str(wording()["date"][lang].format(day=day, month=name, year=year))


def quote(words: str, lang: str) -> str:
    """Quote a person's own words."""
    return str(wording()["quote"][lang].format(words))


def _bound(low: float, high: float | None) -> str:
    if high is None:
        return "more"
    if low == 0:
        return "less"
    if low == high:
        return "exact"
    is_narrow = high - low <= NARROW * (low + high) / 2
    return "about" if is_narrow and low >= 1 else "between"


def _rounded(months: float) -> int:
    """Return about as many months: whole years from two years on."""
    unit = 12 if months >= 24 else 1
    return round(months / unit) * unit


def _shortest() -> float:
    """Return the months of the smallest unit: a pain of today has lasted less."""
    return float(min(unit["months"] for unit in wording()["units"]))


def _unit(ends: list[float], lang: str) -> tuple[float, list[str]]:
    """Return the largest unit that makes the ends whole, or else that they fill."""
    units = [(unit["months"], unit[lang]) for unit in wording()["units"]]
    filled = [unit for unit in units if min(ends) >= unit[0]] or units[-1:]
    whole = (u for u in filled if all(_is_whole(end / u[0]) for end in ends))
    return next(whole, filled[0])


def _number(count: float) -> str:
    return f"{count:.1f}".removesuffix(".0")


def _is_whole(count: float) -> bool:
    return abs(count - round(count)) < WHOLE_WITHIN
