"""What the bot can say, ask and offer, as Rasa's domain has it."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bot.settings import ROOT

LANGUAGES = ("es", "en")
QUESTION = "utter_ask_"
PLACEHOLDER = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True)
class Wording:
    """One wording of a response: its language and variant, None where there is one."""

    response: str
    lang: str | None
    asking: str | None
    text: str
    choices: tuple[str, ...]

    @property
    def slot(self) -> str | None:
        """Return the question's slot, None if the response asks nothing."""
        is_question = self.response.startswith(QUESTION)
        return self.response.removeprefix(QUESTION) if is_question else None

    def fits(self, said: str) -> bool:
        """Tell whether what was said is this wording, its placeholders filled."""
        pattern = PLACEHOLDER.sub(".*", re.escape(self.text.strip()))
        return re.fullmatch(pattern, said.strip(), re.DOTALL) is not None


@cache
def parts() -> tuple[dict[str, Any], ...]:
    """Return the domain's files as data."""
    files = sorted((ROOT / "bot/domain").glob("*.yml"))
    return tuple(YAML(typ="safe", pure=True).load(file) for file in files)


@cache
def wordings() -> tuple[Wording, ...]:
    """Return every wording of every response."""
    return tuple(
        _wording(name, variant)
        for part in parts()
        for name, variants in part.get("responses", {}).items()
        for variant in variants
    )


@cache
def responses() -> frozenset[str]:
    """Return the names of all responses."""
    return frozenset(wording.response for wording in wordings())


@cache
def slots() -> frozenset[str]:
    """Return the names of all slots."""
    return frozenset(name for part in parts() for name in part.get("slots", {}))


@cache
def questions() -> frozenset[str]:
    """Return the slots that the bot can ask for."""
    return frozenset(wording.slot for wording in wordings() if wording.slot)


@cache
def quick_replies() -> frozenset[str]:
    """Return the names of all quick replies."""
    return frozenset(choice for wording in wordings() for choice in wording.choices)


def wording_of(response: str, said: str) -> Wording | None:
    """Return the wording of a response that was said, None if none fits."""
    named = (w for w in wordings() if w.response == response)
    return next((wording for wording in named if wording.fits(said)), None)


def _wording(name: str, variant: dict[str, Any]) -> Wording:
    conditions = {c["name"]: c["value"] for c in variant.get("condition", ())}
    return Wording(
        response=name,
        lang=conditions.get("language"),
        asking=conditions.get("asking"),
        text=variant["text"],
        choices=tuple(_choice(b["payload"]) for b in variant.get("buttons", ())),
    )


def _choice(payload: str) -> str:
    plain = payload.replace("{{", "{").replace("}}", "}")
    return str(json.loads(plain[plain.index("{") :])["choice"])
