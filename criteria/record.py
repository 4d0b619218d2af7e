"""What a session knows so far: every finding with its source, words and history."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import Field, JsonValue

from criteria.errors import BadValueError, OwnerError, UnknownNameError
from criteria.findings import Owner, fact, leaves
from criteria.hearing import after
from criteria.provenance import Evidence, Finding, Past
from criteria.reading import canonical
from criteria.regions import without
from criteria.values import Source, Status, Strict

__all__ = ["Evidence", "Finding", "Past", "Record", "Source", "Status"]

_LEAVES = frozenset(leaves())
NOT_ASKED = Finding()
_MARKS = frozenset({Status.DONT_KNOW, Status.DECLINED, Status.NOT_ASSESSED})


class Record(Strict):
    """Everything heard in one session about one pain problem; it never changes.

    >>> record = Record().hear("hx_touch", "true")
    >>> record.hear("hx_touch", "false").get("hx_touch").status.value
    'conflict'
    """

    held: dict[str, Finding] = Field(default_factory=dict)

    def get(self, name: str) -> Finding:
        """Return a finding; one never heard of is not asked.

        Raises:
            UnknownNameError: The vocabulary has no such finding.
        """
        _check_leaf(name)
        return self.held.get(name, NOT_ASKED)

    def names(self) -> Iterator[str]:
        """Yield the names that hold something, in the order of the vocabulary."""
        return (name for name in leaves() if name in self.held)

    def hear(
        self,
        name: str,
        value: object,
        *,
        evidence: Evidence | None = None,
        source: Source = Source.PATIENT,
        correction: bool = False,
    ) -> Self:
        """Return the record after somebody said a value.

        The same value again only adds its words. Regions and a person's own words add
        up; of two durations that agree, the narrower stays. Any other value is a
        conflict, unless it corrects the earlier one. A clinician's value wins over
        other sources; what they said stays in the history. A red flag once raised
        stays raised until a clinician clears it. "unknown" is not knowing.

        Args:
            name: A finding, dotted for an entry of a map.
            value: As in a file of findings.
            evidence: The words it came from.
            source: Who said it.
            correction: Whether it takes back what was said before.

        Raises:
            UnknownNameError: The vocabulary has no such finding.
            BadValueError: The finding cannot have the value.
            OwnerError: A patient's words for what only a clinician may say.
        """
        _check_owner(name, source)
        heard = canonical(name, value)
        if heard in (None, "unknown"):
            return self.mark(name, Status.DONT_KNOW)
        said = Past(value=heard, source=source, evidence=_some(evidence))
        return self._with(
            name, after(name, self.get(name), said, correction=correction)
        )

    def unhear_region(
        self,
        region: str,
        evidence: Evidence | None = None,
        *,
        source: Source = Source.PATIENT,
    ) -> Self:
        """Return the record after somebody said that a part does not hurt.

        Only a part held before is taken away; the earlier parts stay in the history.

        Args:
            region: A region id; without a side it takes both sides away.
            evidence: The words it came from.
            source: Who said it.

        Raises:
            BadValueError: There is no such region.
        """
        canonical("pain_regions", [region])
        old = self.get("pain_regions")
        parts = [str(part) for part in old.value] if isinstance(old.value, list) else []
        left: list[JsonValue] = list(without(parts, region))
        if left == old.value or not parts:
            return self
        said = Past(value=left, source=source, evidence=_some(evidence))
        return self._with(
            "pain_regions", after("pain_regions", old, said, correction=True)
        )

    def mark(self, name: str, status: Status) -> Self:
        """Return the record after a question was left without an answer.

        What somebody has said stays.

        Args:
            name: A finding, dotted for an entry of a map.
            status: dont_know, declined or not_assessed.

        Raises:
            UnknownNameError: The vocabulary has no such finding.
            BadValueError: The status is not one of the three.
        """
        if status not in _MARKS:
            raise BadValueError(name, f"'{status}' is not a way to leave a question")
        old = self.get(name)
        if old.is_said:
            return self
        return self._with(name, old.model_copy(update={"status": Status(status)}))

    def reopen(self, name: str) -> Self:
        """Return the record with a patient's answer taken back, to be asked anew.

        What was said stays in the history, a mark such as not_assessed does not; a
        clinician's value stays as it is.

        Raises:
            UnknownNameError: The vocabulary has no such finding.

        >>> record = Record().hear("hx_touch", "true").reopen("hx_touch")
        >>> record.get("hx_touch").status.value, len(record.get("hx_touch").history)
        ('not_asked', 1)
        """
        old = self.get(name)
        if name not in self.held or old.source is Source.CLINICIAN:
            return self
        return self._with(name, old.taken_back())

    def findings(self) -> dict[str, Any]:
        """Return what is answered as a flat object that `classify` takes.

        Names whose answers contradict are listed under ``conflicts``.
        """
        flat: dict[str, Any] = {}
        for name in self.names():
            finding = self.held[name]
            if finding.status is Status.ANSWERED:
                _put(flat, name, finding.value)
        conflicts = [n for n in self.names() if self._status(n) is Status.CONFLICT]
        return flat | ({"conflicts": conflicts} if conflicts else {})

    def _status(self, name: str) -> Status:
        return self.held[name].status

    def _with(self, name: str, finding: Finding) -> Self:
        return self.model_copy(update={"held": {**self.held, name: finding}})


def _put(flat: dict[str, Any], name: str, value: JsonValue) -> None:
    base, _, key = name.partition(".")
    if key:
        flat.setdefault(base, {})[key] = value
    else:
        flat[base] = value


def _some(evidence: Evidence | None) -> tuple[Evidence, ...]:
    return () if evidence is None else (evidence,)


def _check_leaf(name: str) -> None:
    if name not in _LEAVES:
        place = "record"
        raise UnknownNameError(place, name, leaves())


def _check_owner(name: str, source: Source) -> None:
    _check_leaf(name)
    if source is Source.PATIENT and fact(name).owner is Owner.CLINICIAN:
        raise OwnerError(name)
