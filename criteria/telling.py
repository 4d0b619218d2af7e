"""Puts an explanation into words for a clinician, in Spanish or English."""

from collections.abc import Iterator
from typing import Any, Literal

from criteria.catalogue import catalogue
from criteria.explaining import Explained, Explanation, Ground
from criteria.scores import csi_counts
from criteria.values import Csi, MonthRange

Lang = Literal["es", "en"]


def told(explanation: Explanation, lang: Lang) -> tuple[str, ...]:
    """Return an explanation as lines for a clinician, the result first.

    Args:
        explanation: What to tell.
        lang: es or en; a person's own words stay in their language.

    >>> from criteria.explaining import explain
    >>> from criteria.record import Record
    >>> lines = told(explain(Record().hear("distribution", "discrete"))[0], "en")
    >>> lines[1]
    'Against: Regional, multifocal or widespread distribution (Distribution: \
discrete, said by the patient).'
    """
    return tuple(_Teller(lang).lines(explanation))


class _Teller:
    """Says things in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.words = catalogue().wording

    def lines(self, explanation: Explanation) -> Iterator[str]:
        title, result = explanation.title[self.lang], explanation.result[self.lang]
        yield self._say("result", title=title, result=result)
        for template in ("in_favour", "against", "missing"):
            for one in getattr(explanation, template):
                yield self._line(template, one)

    def _line(self, template: str, one: Explained) -> str:
        grounds = "; ".join(map(self._ground, one.grounds))
        return self._say(
            template,
            criterion=one.text[self.lang],
            supplier=self.words.suppliers[one.supplier][self.lang],
            grounds=self._say("grounds", grounds=grounds) if grounds else "",
        )

    def _ground(self, ground: Ground) -> str:
        label = self.words.findings[ground.finding][self.lang]
        if ground.source is None:
            status = self.words.statuses[ground.status][self.lang]
            return self._say("open_ground", label=label, status=status)
        said = (self._say("words", words=one.words) for one in ground.evidence)
        return self._say(
            "ground",
            label=label,
            value=self._value(ground),
            source=self.words.sources[ground.source][self.lang],
            words="".join(dict.fromkeys(said)),
        )

    def _value(self, ground: Ground) -> str:
        value = ground.value
        if ground.finding == "duration_months" and not isinstance(value, dict):
            return self._say("months", number=f"{value:g}")
        if isinstance(value, dict):
            is_range = set(value) <= set(MonthRange.model_fields)
            return self._range(value) if is_range else self._total(value)
        if isinstance(value, list):
            return self._say("areas", number=len(value))
        if isinstance(value, int | float):
            return f"{value:g}"
        return self.words.values[str(value)][self.lang]

    def _total(self, value: dict[str, Any]) -> str:
        total, missing = csi_counts(Csi.model_validate(value))
        return self._say("total", sum=total, missing=missing)

    def _range(self, value: dict[str, Any]) -> str:
        bounds = MonthRange.model_validate(value)
        low, high = f"{bounds.low:g}", bounds.high
        if high is not None:
            return self._say("from_to", low=low, high=f"{high:g}")
        return self._say("more_than" if bounds.low_open else "at_least", number=low)

    def _say(self, template: str, **filled: object) -> str:
        return self.words.templates[template][self.lang].format(**filled)
