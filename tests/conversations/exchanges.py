"""A message of the patient and what it brought about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.server.turn import Reply


@dataclass(frozen=True)
class Exchange:
    """A message and the reply to it; `before` is the question that it answered."""

    before: str | None
    typed: str | None
    tapped: str | None
    ticked: tuple[str, ...]
    reply: Reply
    uttered: tuple[tuple[str, str], ...]
    asked: str | None
    slots: dict[str, Any]
    events: list[dict[str, Any]]

    @property
    def says(self) -> list[str]:
        """Return the names of the responses, in order."""
        return [name for name, _ in self.uttered]


def uttered(events: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each response among the dialogue engine's events."""
    for event in events:
        if event["event"] == "bot":
            yield event["metadata"].get("utter_action", ""), event["text"] or ""
