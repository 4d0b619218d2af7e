"""The public instruments that need no dialogue: text in, JSON text out."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from criteria import CriteriaError, classify_all
from criteria.findings import TOPICS


class InputError(ValueError):
    """Input that cannot be used; the text says what and where, in one line."""


def classify(text: str, *, on: date | None) -> str:
    """Apply the rules to a JSON object of findings, or to each of a list of them.

    Raises:
        InputError: the text is not JSON, or an object holds something unknown.
    """
    given = load_json(text, "input")
    try:
        return dump_json(classify_all(given, on=on))
    except CriteriaError as error:
        raise InputError(str(error)) from None


def understand(text: str, *, today: date) -> str:
    """Say what each line's message states, one JSON line for each.

    Raises:
        InputError: a line that starts with "{" is not {"id", "text", "asked"?}.
    """
    messages = list(read_messages(text))
    return "\n".join(dump_json(_understood(*each, today)) for each in messages)


def read_messages(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield the id, text and asked topic of each line."""
    for number, line in enumerate(lines_of(text), 1):
        if line.startswith("{"):
            yield _message(load_json(line, f"line {number}"), number)
        else:
            yield str(number), line, None


def lines_of(text: str) -> list[str]:
    """Split at line feeds only: a message may hold any other separator."""
    lines = text.removesuffix("\n").split("\n") if text else []
    return [line.removesuffix("\r") for line in lines]


def load_json(text: str, where: str) -> Any:
    """Read JSON.

    Raises:
        InputError: it is not JSON; the text names the place.
    """
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"{where}: not JSON ({error})."
        raise InputError(message) from None


def dump_json(value: Any) -> str:
    """Write JSON as readable UTF-8 on one line."""
    return json.dumps(value, ensure_ascii=False)


def _message(given: Any, number: int) -> tuple[str, str, str | None]:
    where = f"line {number}"
    unknown = sorted(set(given) - {"id", "text", "asked"})
    if unknown:
        message = f"{where}: there is no '{unknown[0]}'. Keys are id, text, asked."
        raise InputError(message)
    text, asked = given.get("text"), given.get("asked")
    if not isinstance(text, str):
        message = f"{where}: 'text' must be a text."
        raise InputError(message)
    if asked is not None and asked not in TOPICS:
        message = f"{where}: '{asked}' is not a topic. Topics: {', '.join(TOPICS)}."
        raise InputError(message)
    return str(given.get("id", number)), text, asked


def _understood(name: str, text: str, asked: str | None, today: date) -> dict[str, Any]:
    from bot.nlu.answers import understand_answer

    understood = understand_answer(text, asked=asked, today=today)
    findings = [_shown(asdict(mention)) for mention in understood.findings]
    return {"id": name, "lang": understood.lang, "findings": findings}


def _shown(mention: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mention.items() if key != "lang"}
