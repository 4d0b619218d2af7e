"""One finding with who said it, in which words, and what was said before."""

from typing import Literal, Self

from pydantic import JsonValue

from criteria.values import Source, Status, Strict


class Evidence(Strict):
    """The words that a finding came from.

    Attributes:
        turn: Which message of the session.
        start: First code point in the message.
        end: One past the last.
        words: The words themselves, never translated.
        lang: Their language, None where it could not be told.
        extractor: What found them.
    """

    turn: int
    start: int
    end: int
    words: str
    lang: Literal["es", "en"] | None
    extractor: str


class Past(Strict):
    """A value that was said, with who said it and in which words."""

    value: JsonValue
    source: Source
    evidence: tuple[Evidence, ...] = ()


class Finding(Strict):
    """One finding of a record.

    Attributes:
        value: The value as JSON, None unless the status is answered.
        status: Only an answered finding counts; every other status is unknown.
        source: Who said the value that counts.
        evidence: The words behind it, the earliest first.
        history: What else was said, in the order it was heard.
    """

    value: JsonValue = None
    status: Status = Status.NOT_ASKED
    source: Source = Source.PATIENT
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Past, ...] = ()

    @property
    def is_said(self) -> bool:
        """Whether somebody gave a value, be it in conflict with another."""
        return self.status in (Status.ANSWERED, Status.CONFLICT)

    def answered(self, said: Past) -> Self:
        """Return the finding with a value that counts; what counted is remembered."""
        return self.model_copy(
            update={
                "value": said.value,
                "status": Status.ANSWERED,
                "source": said.source,
                "evidence": said.evidence,
                "history": self._with_present(),
            }
        )

    def joined(self, said: Past, value: JsonValue) -> Self:
        """Return the finding with a value that agrees with both statements."""
        evidence = tuple(sorted({*self.evidence, *said.evidence}, key=_place))
        return self.model_copy(update={"value": value, "evidence": evidence})

    def beside(self, said: Past) -> Self:
        """Return the finding with a statement that does not count, remembered once."""
        if said in self.history:
            return self
        return self.model_copy(update={"history": (*self.history, said)})

    def in_conflict(self, said: Past) -> Self:
        """Return the finding with two statements of which neither counts."""
        history = (*self._with_present(), said)
        return Finding.model_copy(
            self,
            update={
                "value": None,
                "status": Status.CONFLICT,
                "evidence": (),
                "history": history,
            },
        )

    def taken_back(self) -> Self:
        """Return the finding as not asked; what counted is remembered."""
        return type(self)(history=self._with_present())

    def _with_present(self) -> tuple[Past, ...]:
        if self.status is not Status.ANSWERED:
            return self.history
        past = Past(value=self.value, source=self.source, evidence=self.evidence)
        return self.history if past in self.history else (*self.history, past)


def _place(evidence: Evidence) -> tuple[int, int, int, str]:
    return evidence.turn, evidence.start, evidence.end, evidence.extractor
