"""Reads dialogue files; a mistake is named with its file, dialogue and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import ValidationError
from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from tests.conversations.names import meant
from tests.conversations.script import Ends, Script, Step

HERE = Path(__file__).parent
FOLDERS = ("es", "en", "mixed")
UNWRITTEN = ("[key]", "Typed")
KEYS = {*Script.model_fields, *Step.model_fields, *Ends.model_fields}


class DialogueFileError(ValueError):
    """A dialogue file that cannot be read; the text says where and why."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True)
class Case:
    """A dialogue and the place where it is written."""

    file: str
    line: int
    script: Script

    @property
    def id(self) -> str:
        """Return the name that pytest shows, without accents, which it escapes."""
        plain = normalize("NFKD", self.script.name).encode("ascii", "ignore").decode()
        return f"{self.file}: {plain}"


def all_cases(root: Path = HERE) -> list[Case]:
    """Return the dialogues of all files.

    Raises:
        DialogueFileError: a file has a mistake.
    """
    files = [
        file for folder in FOLDERS for file in sorted((root / folder).glob("*.yml"))
    ]
    return [case for file in files for case in read_cases(file, root)]


def read_cases(file: Path, root: Path = HERE) -> Iterator[Case]:
    """Yield the dialogues of a file; its folder gives the language they begin in.

    Raises:
        DialogueFileError: the file has a mistake.
    """
    name = str(file.relative_to(root))
    try:
        data = YAML(pure=True).load(file)
    except YAMLError as error:
        raise DialogueFileError(name, str(error)) from None
    if not isinstance(data, CommentedSeq):
        raise DialogueFileError(name, "a dialogue file is a list of dialogues.")
    for index, given in enumerate(data):
        line = data.lc.item(index)[0] + 1
        yield Case(name, line, _script(given, name, file.parent.name))


def _script(given: Any, file: str, folder: str) -> Script:
    default = {} if folder == "mixed" else {"language": folder}
    try:
        return Script.model_validate(default | dict(given))
    except ValidationError as error:
        raise DialogueFileError(*_described(error, given, file)) from None


def _described(error: ValidationError, given: Any, file: str) -> tuple[str, str]:
    """Return the place of the first mistake, and what is wrong there."""
    first = error.errors()[0]
    path = [part for part in first["loc"] if part not in UNWRITTEN]
    name = given.get("name", "without a name")
    where = f"{file}, line {_line(given, path)}, dialogue '{name}'"
    said = first["msg"].removeprefix("Value error, ") + _key_hint(first)
    return where, f"{'.'.join(map(str, path))}: {said}"


def _key_hint(error: Any) -> str:
    is_unknown = error["type"] == "extra_forbidden"
    return meant(str(error["loc"][-1]), KEYS) if is_unknown else ""


def _line(node: Any, path: list[Any]) -> int:
    """Return the line of the last part of a path that is written in the file."""
    line = node.lc.line
    for part in path:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0]
        elif isinstance(node, CommentedSeq) and isinstance(part, int):
            line = node.lc.item(part)[0]
        else:
            break
        node = node[part]
    return line + 1
