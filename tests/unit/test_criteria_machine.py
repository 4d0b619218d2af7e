"""Records and urgency under any sequence of events (properties 13, 15 and 16)."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from criteria import classify
from criteria.catalogue import urgency_rank
from criteria.findings import RED_FLAGS
from criteria.record import Evidence, Record, Source, Status
from tests.unit.criteria_strategies import IS_SLOW

pytestmark = [pytest.mark.slow] if IS_SLOW else []
NAMES = st.sampled_from(["hx_touch", "hx_cold", "com_sleep", "distribution"])
CODES = st.sampled_from(RED_FLAGS)
SIDES = st.booleans()
MARKS = st.sampled_from([Status.DONT_KNOW, Status.DECLINED, Status.NOT_ASSESSED])


def value_of(name: str, *, side: bool) -> str:
    if name == "distribution":
        return "regional" if side else "discrete"
    return "true" if side else "false"


class Interview(RuleBasedStateMachine):
    """Compares a record with the simplest account of who said what last."""

    def __init__(self) -> None:
        super().__init__()
        self.record = Record()
        self.patient: dict[str, set[str]] = {}
        self.clinician: dict[str, set[str]] = {}

    @rule(name=NAMES, side=SIDES)
    def the_patient_says(self, *, name: str, side: bool):
        value = value_of(name, side=side)
        self.record = self.record.hear(name, value)
        if name not in self.clinician:
            self.patient.setdefault(name, set()).add(value)

    @rule(name=NAMES, side=SIDES)
    def the_patient_corrects(self, *, name: str, side: bool):
        value = value_of(name, side=side)
        self.record = self.record.hear(name, value, correction=True)
        if name not in self.clinician:
            self.patient[name] = {value}

    @rule(name=NAMES, side=SIDES)
    def the_clinician_corrects(self, *, name: str, side: bool):
        value = value_of(name, side=side)
        self.record = self.record.hear(
            name, value, source=Source.CLINICIAN, correction=True
        )
        self.clinician[name] = {value}

    @rule(name=NAMES, status=MARKS)
    def a_question_is_left(self, name: str, status: Status):
        self.record = self.record.mark(name, status)

    @precondition(lambda self: self.patient)
    @rule()
    def everything_is_said_again(self):
        before = self.record.findings()
        for name, values in self.patient.items():
            if len(values) == 1 and name not in self.clinician:
                self.record = self.record.hear(name, *values)
        assert self.record.findings() == before

    @invariant()
    def what_counts_is_the_last_that_stands(self):
        flat = self.record.findings()
        conflicts = set(flat.pop("conflicts", []))
        standing = {**self.patient, **self.clinician}
        assert conflicts == {n for n, values in standing.items() if len(values) > 1}
        assert flat == {n: v for n, (v, *more) in standing.items() if not more}

    @invariant()
    def what_does_not_count_is_unknown_in_every_rule(self):
        outcomes = classify(self.record.findings())
        answered = {
            name: self.record.get(name).value
            for name in self.record.names()
            if self.record.get(name).status is Status.ANSWERED
        }
        outcomes["conflicts"] = []
        assert outcomes == classify(answered)

    @invariant()
    def nothing_that_was_said_is_lost(self):
        for name, values in self.patient.items():
            finding = self.record.get(name)
            remembered = {past.value for past in finding.history} | {finding.value}
            assert values <= remembered


class Alarm(RuleBasedStateMachine):
    """Urgency rises with whatever is said; only a clinician brings it down."""

    def __init__(self) -> None:
        super().__init__()
        self.record = Record()
        self.raised: set[str] = set()
        self.turn = 0

    @rule(code=CODES)
    def it_is_raised(self, code: str):
        self._hear(code, "true")
        self.raised.add(code)

    @rule(code=CODES, correction=st.booleans())
    def the_patient_denies(self, *, code: str, correction: bool):
        self._hear(code, "false", correction=correction)

    @rule(code=CODES, correction=st.booleans())
    def the_clinician_clears(self, *, code: str, correction: bool):
        self._hear(
            code, "false", source=Source.CLINICIAN, correction=correction, clears=True
        )
        cleared = self.record.get(f"red_flags.{code}").value == "false"
        if cleared:
            self.raised.discard(code)

    @rule(side=SIDES)
    def something_else_is_said(self, *, side: bool):
        name = "pregnant" if side else "hx_touch"
        before = self._urgency()
        self.record = self.record.hear(name, "true")
        assert self._urgency() >= before

    @rule(code=CODES, status=MARKS)
    def a_question_is_left(self, code: str, status: Status):
        before = self._urgency()
        self.record = self.record.mark(f"red_flags.{code}", status)
        assert self._urgency() == before

    @invariant()
    def what_was_raised_and_not_cleared_is_shown(self):
        outcomes = classify(self.record.findings())
        assert {flag["code"] for flag in outcomes["red_flags"]} == self.raised
        levels = {flag["level"] for flag in outcomes["red_flags"]}
        assert outcomes["stop_and_escalate"] or levels.isdisjoint({"E1", "E2", "SD"})

    def _hear(self, code: str, value: str, *, clears: bool = False, **how: Any):
        before = self._urgency()
        self.turn += 1
        words = Evidence(
            turn=self.turn, start=0, end=2, words="sí", lang="es", extractor="test"
        )
        self.record = self.record.hear(
            f"red_flags.{code}", value, evidence=words, **how
        )
        assert clears or self._urgency() >= before

    def _urgency(self) -> int:
        return urgency_rank(classify(self.record.findings())["urgency"])


EXAMPLES = 10_000 if IS_SLOW else 30
STEPS = settings(max_examples=EXAMPLES, stateful_step_count=15, deadline=None)

TestInterview = Interview.TestCase
TestInterview.settings = STEPS
TestAlarm = Alarm.TestCase
TestAlarm.settings = STEPS
