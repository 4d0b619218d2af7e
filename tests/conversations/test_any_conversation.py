"""Whatever is typed, tapped, left and taken up again, the bot keeps its promises."""

import asyncio
import os
from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from ruamel.yaml import YAML

from tests.conversations.domain import questions
from tests.conversations.exchanges import Exchange
from tests.conversations.running import Performance, Stage
from tests.conversations.script import Script

MESSAGES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("messages.yml"))
TEXTS = tuple(text for texts in MESSAGES.values() for text in texts)
QUESTIONS = tuple(sorted(questions()))
MOST = 40
OPEN = ("dont_know", "skip")
LANGUAGES = st.sampled_from(["es", "en"])
FEW, MANY = 30, 2_200
STEPS = 12
IS_SLOW = bool(os.environ.get("ALODIA_SLOW"))
PROFILE = settings(
    max_examples=MANY if IS_SLOW else FEW,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

pytestmark = [pytest.mark.slow] if IS_SLOW else []


def test_any_conversation_keeps_the_promises(stage):
    run_state_machine_as_test(lambda: AnyConversation(stage), settings=PROFILE)


def test_the_slow_profile_tries_two_thousand_conversations():
    assert MANY >= 2_000


class AnyConversation(RuleBasedStateMachine):
    """A patient who may do anything at any moment."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.loop = asyncio.new_event_loop()

    @initialize(lang=LANGUAGES, opening=st.sampled_from(["usual", "none"]))
    def begins(self, lang: str, opening: str) -> None:
        script = Script(
            name="Somebody who may do anything",
            language=lang,
            steps=(),
            opening=opening,
        )
        self.performance = Performance(self.stage, script)
        assert not self._wait(self.performance.open()).failed

    @rule(text=st.sampled_from(TEXTS))
    def types(self, text: str) -> None:
        self._send(text=text)

    @precondition(lambda self: self.performance.choices)
    @rule(place=st.integers(0, 12))
    def taps(self, place: int) -> None:
        choices = self.performance.choices
        self._send(choice=choices[place % len(choices)])

    @precondition(lambda self: self.performance.tickable)
    @rule(places=st.sets(st.integers(0, 9), min_size=1, max_size=3))
    def ticks(self, places: set[int]) -> None:
        offered = self.performance.tickable
        picked = {offered[place % len(offered)] for place in sorted(places)}
        self._send(choices=tuple(sorted(picked)))

    @rule(question=st.sampled_from(QUESTIONS), name=st.sampled_from(OPEN))
    def leaves_open_until(self, question: str, name: str) -> None:
        """Say "don't know", or nothing, to every question before one."""
        for _ in range(MOST):
            offered = [c for c in self.performance.choices if c.endswith(f":{name}")]
            if not offered or self.performance.asked == question:
                break
            self._send(choice=offered[0])

    @precondition(lambda self: self.performance.controls)
    @rule(place=st.integers(0, 8))
    def taps_a_control(self, place: int) -> None:
        offered = self.performance.controls
        self._send(choice=offered[place % len(offered)])

    @rule(lang=LANGUAGES)
    def taps_a_language(self, lang: str) -> None:
        self._send(choice=f"language.{lang}")

    @rule(hours=st.sampled_from([1, 20, 100]))
    def waits(self, hours: int) -> None:
        self.performance.at += timedelta(hours=hours)

    @rule()
    def comes_back_on_another_device(self) -> None:
        if self.performance.promises.is_open:
            self.performance.resume()

    def teardown(self) -> None:
        self.performance.close()
        self.loop.close()

    def _send(self, **what: Any) -> None:
        self._keeps(self._wait(self.performance.send(**what)))

    def _keeps(self, exchange: Exchange) -> None:
        assert self.performance.broken(exchange) == []

    def _wait(self, doing: Awaitable[Any]) -> Any:
        return self.loop.run_until_complete(doing)
