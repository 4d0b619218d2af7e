"""The questions of the interview, and what each quick reply means as findings."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

from criteria.findings import TOPICS, known
from criteria.record import Record

FILE = Path(__file__).with_name("questions.yml")
FEW_WORDS = 7


class Question(BaseModel):
    """One question: when it is asked, what it asks about, what its replies state.

    Attributes:
        topic: The topic of the vocabulary it belongs to.
        asked: The name of the condition under which it is asked.
        decisive: Whether somebody who is tired is still asked.
        per_problem: Whether it is asked anew for each pain problem.
        asks_about: The findings that it leaves open when it is not answered.
        decided_by: What settles it: any true finding, all findings, or any message.
        choices: The findings that each quick reply states.
        together_with: The findings that are asked anew together with it.
        none: The findings that "none of these" denies.
        more: Whether "anything else?" follows a reply that names one of a list.
        complete: The quick replies after which nothing else is asked.
        words: The finding that keeps the person's own words.
        typed: The words, without accents, that stand for a quick reply in a few words.
        few: The most words that are few.
        which: Whether a yes that names nothing is asked once which one it is.
        number: The least and the greatest number that can be typed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str
    decided_by: Literal["any", "all", "message"]
    asked: str = "always"
    decisive: bool = False
    per_problem: bool = False
    asks_about: tuple[str, ...] = ()
    choices: dict[str, dict[str, Any]] = Field(default_factory=dict)
    together_with: tuple[str, ...] = Field(default=(), alias="with")
    none: tuple[str, ...] = ()
    more: bool = False
    complete: tuple[str, ...] = ()
    words: str | None = None
    typed: dict[str, dict[str, str]] = Field(default_factory=dict)
    few: int = FEW_WORDS
    which: bool = False
    number: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _names_are_known(self) -> "Question":
        stated = [name for findings in self.choices.values() for name in findings]
        words = [self.words] if self.words else []
        for name in (*self.holds, *self.none, *stated, *words):
            if not known(name):
                message = f"'{name}' in {FILE.name} is not a finding of criteria."
                raise ValueError(message)
        if self.topic not in TOPICS:
            message = f"'{self.topic}' in {FILE.name} is not a topic."
            raise ValueError(message)
        return self

    @property
    def holds(self) -> tuple[str, ...]:
        """Return the findings that changing the answer asks anew."""
        words = (self.words,) if self.words else ()
        return (*self.asks_about, *self.together_with, *words)

    @property
    def takes_any_words(self) -> bool:
        """Tell whether whatever is typed is an answer, not an attempt at one."""
        return self.decided_by == "message" and not self.asks_about and not self.number

    def meaning(self, choice: str) -> dict[str, Any]:
        """Return the findings a reply states; a reply that states none gives none."""
        if choice == "none":
            return dict.fromkeys(self.none, "false")
        if self.number and choice.isdecimal() and self.asks_about:
            return {self.asks_about[0]: _shaped(self.asks_about[0], int(choice))}
        return self.choices.get(choice, {})

    def typed_choice(self, plain: str) -> str:
        """Return the quick reply that a few words stand for, "" for none."""
        for choice, patterns in self.typed.items():
            said = any(
                re.search(rf"\b(?:{each})\b", plain) for each in patterns.values()
            )
            if said and len(plain.split()) <= self.few:
                return choice
        return ""

    def is_decided(self, record: Record) -> bool:
        """Tell whether the record answers the question."""
        if self.decided_by == "message":
            return False
        known_now = [name for name in self.asks_about if is_answered(record, name)]
        if self.decided_by == "any" and any(
            record.get(name).value == "true" for name in known_now
        ):
            return True
        return len(known_now) == len(self.asks_about)

    def open_in(self, record: Record) -> tuple[str, ...]:
        """Return the findings the question asks about that are not answered yet."""
        return tuple(name for name in self.asks_about if not is_answered(record, name))


def _shaped(name: str, number: int) -> Any:
    """Return a number as the finding holds it; a total stands for a whole form."""
    return {"answered_sum": number, "missing": 0} if name == "csi" else number


def is_answered(record: Record, name: str) -> bool:
    """Tell whether a finding was answered, even if the answers contradict."""
    return record.get(name).is_said


@cache
def questions() -> dict[str, Question]:
    """Return the questions by name, in the order they are asked.

    Raises:
        pydantic.ValidationError: the data file names something that is no finding.
    """
    data = YAML(typ="safe", pure=True).load(FILE)
    return {name: Question.model_validate(each) for name, each in data.items()}


def topic_of(slot: str | None) -> str | None:
    """Return the topic of the question that a slot stands for.

    >>> topic_of("safety_personal"), topic_of("language"), topic_of(None)
    ('safety', 'language', None)
    """
    question = questions().get(slot or "")
    return question.topic if question else slot


def flags_of_choice(choice_id: str) -> tuple[str, ...]:
    """Return the red-flag codes that a quick reply raises.

    >>> flags_of_choice("safety:chest"), flags_of_choice("safety:none")
    (('RF_CHEST',), ())
    """
    slot, _, choice = choice_id.partition(":")
    meaning = questions()[slot].meaning(choice) if slot in questions() else {}
    raised = (name for name, value in meaning.items() if value == "true")
    return tuple(n.split(".")[1] for n in raised if n.startswith("red_flags."))
