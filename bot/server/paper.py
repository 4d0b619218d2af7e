"""The paper form: the interview's own questions and replies, to print and fill in.

It is made from the domain when it is asked for, so that it never lags behind it.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.server.frames import BOTH, Frames
from bot.server.scale import numbers_first
from bot.server.texts import LANGS, Lang, as_lang

DOMAIN = Path(__file__).resolve().parent.parent / "domain"
PARTS = ("opening", "pain", "scores", "care")
ASK = "utter_ask_"
ONLY_IN_A_TALK = {"language", "consent", "guardian", "another"}
URGENT = {"safety", "safety_body", "safety_personal"}
NEEDLESS_ON_PAPER = '"skip"'


@dataclass(frozen=True)
class PaperQuestion:
    """One question with its boxes to tick; those of `scale` stand in a row."""

    slot: str
    text: str
    scale: tuple[str, ...]
    boxes: tuple[str, ...]


@dataclass(frozen=True)
class PaperPart:
    """The questions of one part of the interview."""

    name: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class PaperForm:
    """The whole form in one language."""

    lang: Lang
    parts: tuple[PaperPart, ...]


class PaperPages:
    """Shows the form, in both languages or in the one asked for."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames

    def routes(self) -> list[Route]:
        """Return the address of the form."""
        return [Route("/paper", self.show, methods=["GET"])]

    async def show(self, request: Request) -> Response:
        """Show the form."""
        wish = request.query_params.get("lang")
        langs = [as_lang(wish, "es")] if wish in LANGS else list(LANGS)
        spoken = {said.lang: said.t for said in BOTH}
        made = [await asyncio.to_thread(paper_form, lang) for lang in langs]
        forms = [(spoken[form.lang], form) for form in made]
        return self._frames.page(
            "patient/paper.html", langs, forms=forms, urgent=URGENT
        )


@cache
def paper_form(lang: Lang) -> PaperForm:
    """Return the form in a language, its questions in the order of the domain."""
    return PaperForm(lang, tuple(_part(name, lang) for name in PARTS))


def _part(name: str, lang: Lang) -> PaperPart:
    return PaperPart(name, tuple(_questions(_responses(name), lang)))


@cache
def _responses(name: str) -> dict[str, list[dict[str, Any]]]:
    """Return the domain's responses of a part; reading them takes a while, once."""
    file = DOMAIN / f"questions_{name}.yml"
    loaded = YAML(typ="safe", pure=True).load(file)["responses"]
    return dict(loaded)


def _questions(
    responses: Mapping[str, list[dict[str, Any]]], lang: Lang
) -> Iterator[PaperQuestion]:
    for name, wordings in responses.items():
        slot = name.removeprefix(ASK)
        first = next((one for one in wordings if _is_spoken(one, lang)), None)
        if slot in ONLY_IN_A_TALK or first is None or "{" in first["text"]:
            continue
        boxes = tuple(_boxes(first.get("buttons", ())))
        row = numbers_first(boxes)
        yield PaperQuestion(slot, first["text"], boxes[:row], boxes[row:])


def _is_spoken(wording: Mapping[str, Any], lang: Lang) -> bool:
    """Tell whether a wording is of a language; the first of each is asked first."""
    conditions = wording.get("condition", ())
    return any(c["name"] == "language" and c["value"] == lang for c in conditions)


def _boxes(buttons: Iterable[Mapping[str, str]]) -> Iterator[str]:
    return (
        button["title"]
        for button in buttons
        if NEEDLESS_ON_PAPER not in button["payload"]
    )
