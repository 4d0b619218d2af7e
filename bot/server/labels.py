"""The vocabulary in a nurse's language: findings, values, regions, criteria, grades."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import JsonValue

from bot.server.texts import Lang, desk_texts
from criteria.catalogue import catalogue, editions, red_flags
from criteria.record import Finding, Source, Status
from criteria.rule_sets import GradedEdition
from criteria.safety import RedFlag


class Labels:
    """Says every name of the vocabulary in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.texts = desk_texts(lang)
        self._entries = {
            "conditions": self.texts.conditions,
            "dn4i": self.texts.descriptors,
            "sss": self.texts.scores,
            "red_flags": {flag.code: flag.name[lang] for flag in red_flags()},
        }

    def finding(self, name: str) -> str:
        """Return the label of a finding, also of an entry of a map ("sss.fatigue").

        Raises:
            KeyError: the vocabulary has no such finding.
        """
        field, _, entry = name.partition(".")
        label = self.texts.findings[field]
        return f"{label}: {self._entry(field, entry)}" if entry else label

    def red_flag(self, flag: RedFlag) -> str:
        """Return the short clinical name of a red flag."""
        return flag.name[self.lang]

    def region(self, region: str) -> str:
        """Return a region with its side ("knee:left"), or a WPI area ("hip_l")."""
        place, _, side = region.partition(":")
        if not side and place[-2:] in ("_l", "_r"):
            place, side = place[:-2], {"l": "left", "r": "right"}[place[-1]]
        label = self.texts.regions[place]
        return f"{label} ({self.texts.sides[side]})" if side else label

    def value(self, name: str, value: JsonValue) -> str:
        """Return the value of a finding in words."""
        if value is None:
            return self.texts.words["nothing"]
        if name == "duration_months":
            return self._months(value)
        if isinstance(value, Mapping):
            return self._csi(value)
        if isinstance(value, list):
            return ", ".join(self._item(name, item) for item in value)
        return self._item(name, value)

    def status(self, finding: Finding) -> str:
        """Return the status of a finding; a patient is asked, a body is examined."""
        in_vain = finding.status is Status.NOT_ASSESSED
        if in_vain and finding.source is Source.PATIENT:
            return self.texts.words["in_vain"]
        return self.texts.statuses[finding.status]

    def rule_set(self, name: str) -> str:
        """Return the title of a rule set."""
        return catalogue().rule_sets[name].title[self.lang]

    def criterion(self, rule_set: str, name: str, on: date | None) -> str:
        """Return a criterion in words for a clinician, its name where it has none."""
        edition = editions(on).get(rule_set)
        if isinstance(edition, GradedEdition) and name in edition.criteria:
            return edition.criteria[name].text[self.lang]
        return self.texts.words.get(name, name)

    def grade(self, rule_set: str, code: str | None, on: date | None) -> str:
        """Return an outcome code in words for a clinician."""
        edition = editions(on).get(rule_set)
        if code is None or not isinstance(edition, GradedEdition):
            return code or self.texts.words["nothing"]
        labels = (*edition.grades, edition.lowest, edition.undecided)
        if edition.out_of_scope:
            labels = (*labels, edition.out_of_scope)
        known = {label.code: label.text[self.lang] for label in labels}
        return known.get(code, code)

    def band(self, code: str | None) -> str:
        """Return the name of a band of the Central Sensitisation Inventory."""
        for edition in catalogue().rule_sets["csi"].editions:
            for band in getattr(edition, "bands", ()):
                if band.code == code:
                    return str(band.text[self.lang])
        return self.texts.words["nothing"]

    def _entry(self, field: str, entry: str) -> str:
        if field == "region_severity":
            return self.region(entry)
        return self._entries[field][entry]

    def _item(self, name: str, value: JsonValue) -> str:
        if name in ("pain_regions", "wpi_areas"):
            return self.region(str(value))
        if isinstance(value, float | int):
            return f"{value:g}"
        return self.texts.values.get(str(value), str(value))

    def _months(self, value: JsonValue) -> str:
        words = self.texts.words
        if not isinstance(value, Mapping):
            return f"{value:g} {words['months']}"
        low, high = value.get("low", 0), value.get("high")
        if high is None:
            bound = words["more_than"] if value.get("low_open") else words["at_least"]
            return f"{bound} {low:g} {words['months']}"
        if not low and value.get("high_open"):
            return f"{words['less_than']} {high:g} {words['months']}"
        if low == high:
            return f"{low:g} {words['months']}"
        return f"{low:g} {words['to']} {high:g} {words['months']}"

    def _csi(self, value: Mapping[str, Any]) -> str:
        items = value.get("items")
        if items:
            answered = [item for item in items if item is not None]
            total, missing = sum(answered), len(items) - len(answered)
        else:
            total, missing = value["answered_sum"], value["missing"]
        return f"{total} ({missing} {self.texts.words['missing_items']})"
