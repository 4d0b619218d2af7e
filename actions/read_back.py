"""The read-back: what was understood, said to the patient in their language."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.hearing import painful_regions
from actions.topics import topics
from criteria.record import Record, Status

FILE = Path(__file__).with_name("read_back.yml")
BULLET = "• {}: {}"
WHOLE_WITHIN = 0.02


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
    >>> say_duration({"low": 20.4, "high": 27.6}, "es")
    'entre 1.7 y 2.3 años'
    """
    low, high = (
        (months["low"], months["high"])
        if isinstance(months, dict)
        else (months, months)
    )
    pattern = wording()["bounds"][_bound(low, high)][lang]
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


def _duration(record: Record, lang: str) -> str:
    finding = record.get("duration_months")
    if finding.status is Status.CONFLICT:
        return str(wording()["contradictory"][lang])
    answered = finding.status is Status.ANSWERED
    return say_duration(finding.value, lang) if answered else ""


def _place(record: Record, lang: str) -> str:
    said = [say_region(region, lang) for region in painful_regions(record)]
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
