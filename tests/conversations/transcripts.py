"""How a dialogue went: what was said, and how the expectations fared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conversations.exchanges import Exchange
from tests.conversations.matching import Check
from tests.conversations.script import Script, Step


@dataclass
class Played:
    """A step that was played: what was said, and how the expectations fared."""

    step: Step | None
    exchanges: list[Exchange] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    stuck: str | None = None

    @property
    def failed(self) -> bool:
        """Tell whether the step could not be done or an expectation was not met."""
        return self.stuck is not None or any(not c.holds for c in self.checks)


@dataclass
class Transcript:
    """A whole dialogue as it went; the last part holds the checks of its end."""

    script: Script
    greeting: list[dict[str, Any]] = field(default_factory=list)
    parts: list[Played] = field(default_factory=list)
    findings: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[str, Any] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)

    @property
    def exchanges(self) -> Iterator[Exchange]:
        """Yield all exchanges, in order."""
        return (exchange for part in self.parts for exchange in part.exchanges)

    @property
    def failed(self) -> bool:
        """Tell whether anything went otherwise than expected."""
        return any(part.failed for part in self.parts)
