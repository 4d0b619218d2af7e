"""The words of both languages, read from nlu_data/lexicon and checked line by line."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from bot.nlu.folding import fold
from bot.nlu.phrases import expand
from bot.nlu.words import split

Lang = Literal["es", "en"]
Phrase = tuple[str, ...]
Groups = Mapping[str, tuple[Phrase, ...]]

LANGS: tuple[Lang, Lang] = ("es", "en")
FOLDER = Path(__file__).parents[2] / "nlu_data" / "lexicon"


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file and the entry."""


class LexiconFile(BaseModel):
    """One file as written: where its words come from, and groups of lines."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    source: str
    words: dict[str, list[str]]


@cache
def groups(lang: Lang, topic: str) -> Groups:
    """Return the phrases of each group of one lexicon file, folded and cut in words.

    Raises:
        LexiconError: the file is missing, malformed or holds a wrong line.
    """
    return load(FOLDER / lang / f"{topic}.yml")


def phrases(topic: str, group: str) -> tuple[Phrase, ...]:
    """Return the phrases of one group in both languages together."""
    return tuple(phrase for lang in LANGS for phrase in groups(lang, topic)[group])


def load(path: Path) -> Groups:
    """Read one lexicon file.

    Raises:
        LexiconError: the file is missing, malformed or holds a wrong line.
    """
    lines = load_lines(path)
    return MappingProxyType(
        {group: tuple(_folded(path, group, lines[group])) for group in lines}
    )


def load_lines(path: Path) -> dict[str, list[str]]:
    """Read the groups of a lexicon file as written, brackets and all.

    Raises:
        LexiconError: the file is missing or malformed.
    """
    try:
        content = YAML(typ="safe", pure=True).load(path)
        return LexiconFile.model_validate(content).words
    except ValidationError as error:
        raise LexiconError(_explain(path, error)) from error
    except (OSError, YAMLError) as error:
        message = f"{path.parent.name}/{path.name}: {' '.join(str(error).split())}"
        raise LexiconError(message) from error


def _explain(path: Path, error: ValidationError) -> str:
    first = error.errors()[0]
    steps = first["loc"]
    place = " → ".join(str(step) for step in steps)
    where = at(path, *steps[1:])
    return f"{where}: at {place or 'the top'}: {first['msg']}"


def at(path: Path, group: str | int = "", entry: str | int = "") -> str:
    """Return the file, and the line on which an entry (from 0) of a group stands."""
    name = f"{path.parent.name}/{path.name}"
    words = YAML(pure=True).load(path).get("words")
    if not isinstance(words, CommentedMap) or group not in words:
        return name
    entries = words[group]
    if isinstance(entry, int) and isinstance(entries, CommentedSeq):
        return f"{name}, line {entries.lc.item(entry)[0] + 1}"
    return f"{name}, line {words.lc.key(group)[0] + 1}"


def _folded(path: Path, group: str, lines: list[str]) -> Iterator[Phrase]:
    for number, line in enumerate(lines):
        try:
            yield from (_words(phrase) for phrase in expand(fold(line).text))
        except ValueError as error:
            message = f"{at(path, group, number)}: {group}: '{line}': {error}"
            raise LexiconError(message) from error


def _words(phrase: str) -> Phrase:
    words = split(phrase)
    if not words:
        message = f"the entry '{phrase}' holds no word"
        raise ValueError(message)
    return words
