"""The stage on which all dialogues are played: one agent, loaded once."""

import pytest

from tests.conversations.running import Stage


@pytest.fixture(scope="session")
def stage(dialogue, settings) -> Stage:
    return Stage(dialogue, settings)
