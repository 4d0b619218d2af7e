"""The read-back: what was understood, said to the patient in their language."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.topics import topics
from criteria.record import Record, Status

FILE = Path(__file__).with_name("read_back.yml")
BULLET = "• {}: {}"


@cache
def wording() -> dict[str, Any]:
    """Return the read-back's wording, in both languages."""
    wording: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return wording


def summarise(record: Record, lang: str) -> str:
    """Say each topic's findings on a line of its own, in "es" or "en"."""
    lines = {
        "duration": _duration(record, lang),
        "place": _place(record, lang),
        "hypersensitivity": _symptoms(record, "hypersensitivity", lang),
        "comorbidity": _symptoms(record, "comorbidity", lang),
    }
    leads = wording()["lines"]
    return "\n".join(
        BULLET.format(leads[line][lang], said or wording()["unanswered"][lang])
        for line, said in lines.items()
    )


def say_duration(months: Any, lang: str) -> str:
    """Say a number of months, or an interval of them, in the largest fitting unit.

    >>> say_duration(18, "en"), say_duration(24, "es")
    ('18 months', '2 años')
    >>> say_duration({"low": 3, "high": None, "low_open": True}, "es")
    'más de 3 meses'
    """
    low, high = (
        (months["low"], months["high"])
        if isinstance(months, dict)
        else (months, months)
    )
    pattern = wording()["bounds"][_bound(low, high)][lang]
    said = [_amount(end, lang) if end is not None else "" for end in (low, high)]
    return str(pattern.format(*said))


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


def _duration(record: Record, lang: str) -> str:
    finding = record.get("duration_months")
    if finding.status is Status.CONFLICT:
        return str(wording()["contradictory"][lang])
    answered = finding.status is Status.ANSWERED
    return say_duration(finding.value, lang) if answered else ""


def _place(record: Record, lang: str) -> str:
    regions = record.get("pain_regions").value or []
    said = [say_region(region, lang) for region in regions]
    spread = wording()["distribution"].get(record.get("distribution").value, {})
    return "; ".join(part for part in (", ".join(said), spread.get(lang, "")) if part)


def _symptoms(record: Record, topic: str, lang: str) -> str:
    names = topics()[topic].asks_about
    present = list(_said(record, names, "true", lang))
    absent = list(_said(record, names, "false", lang))
    if len(absent) == len(names):
        return str(wording()["nothing"][lang])
    denied = f"{wording()['but_not'][lang]}: {', '.join(absent)}" if absent else ""
    return "; ".join(part for part in (", ".join(present), denied) if part)


def _said(record: Record, names: Iterable[str], value: str, lang: str) -> Iterator[str]:
    for name in names:
        finding = record.get(name)
        if finding.status is Status.ANSWERED and finding.value == value:
            yield wording()["symptoms"][name][lang]


def _bound(low: float, high: float | None) -> str:
    if high is None:
        return "more"
    if low == 0:
        return "less"
    return "exact" if low == high else "between"


def _amount(months: float, lang: str) -> str:
    unit = next(
        (unit for unit in wording()["units"] if _fits(months, unit["months"])),
        wording()["units"][-1],
    )
    number = round(months / unit["months"], 1)
    one, several = unit[lang]
    return f"{number:g} {one if number == 1 else several}"


def _fits(months: float, unit: float) -> bool:
    """Tell whether a number of months is a whole or half number of units."""
    count = months / unit
    return count >= 1 and abs(count * 2 - round(count * 2)) < 0.02  # noqa: PLR2004
