"""The topics of the intake, and what each quick reply means as findings."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

from criteria.findings import known
from criteria.record import Record, Status

FILE = Path(__file__).with_name("topics.yml")


class Topic(BaseModel):
    """One question's findings: those it asks about and those its replies state."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asks_about: tuple[str, ...]
    decided_by: Literal["any", "all"]
    choices: dict[str, dict[str, Any]]
    together_with: tuple[str, ...] = Field(default=(), alias="with")
    none: tuple[str, ...] = ()
    more: bool = False

    @model_validator(mode="after")
    def _names_are_findings(self) -> "Topic":
        stated = [name for findings in self.choices.values() for name in findings]
        for name in (*self.asks_about, *self.together_with, *self.none, *stated):
            if not known(name):
                message = f"'{name}' in {FILE.name} is not a finding of criteria."
                raise ValueError(message)
        return self

    def meaning(self, choice: str) -> dict[str, Any]:
        """Return the findings a reply states; a reply that states none gives none."""
        if choice == "none":
            return dict.fromkeys(self.none, "false")
        return self.choices.get(choice, {})

    def is_decided(self, record: Record) -> bool:
        """Tell whether the record answers the topic."""
        known_now = [name for name in self.asks_about if is_answered(record, name)]
        if self.decided_by == "any" and any(
            record.get(name).value == "true" for name in known_now
        ):
            return True
        return len(known_now) == len(self.asks_about)

    def open_in(self, record: Record) -> tuple[str, ...]:
        """Return the findings the topic asks about that are not answered yet."""
        return tuple(name for name in self.asks_about if not is_answered(record, name))


def is_answered(record: Record, name: str) -> bool:
    """Tell whether a finding was answered, even if the answers contradict."""
    return record.get(name).status in (Status.ANSWERED, Status.CONFLICT)


@cache
def topics() -> dict[str, Topic]:
    """Return the topics by name.

    Raises:
        pydantic.ValidationError: the data file names something that is no finding.
    """
    data = YAML(typ="safe", pure=True).load(FILE)
    return {name: Topic.model_validate(topic) for name, topic in data.items()}


def flags_of_choice(choice_id: str) -> tuple[str, ...]:
    """Return the red-flag codes that a quick reply raises.

    >>> flags_of_choice("safety:chest"), flags_of_choice("safety:none")
    (('RF_CHEST',), ())
    """
    slot, _, choice = choice_id.partition(":")
    meaning = topics()[slot].meaning(choice) if slot in topics() else {}
    raised = (name for name, value in meaning.items() if value == "true")
    return tuple(n.split(".")[1] for n in raised if n.startswith("red_flags."))
