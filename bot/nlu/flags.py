"""The wordings of every red flag in both languages, compiled when first imported."""

from dataclasses import dataclass
from functools import cache

from bot.nlu.lexicon import FOLDER, LANGS, LexiconError, load_lines
from bot.nlu.patterns import Compiler, Matcher, Pattern

_RECENT = ".recent"


@dataclass(frozen=True)
class Meaning:
    """The code that a wording raises; `recent`: only of what is not long past."""

    code: str
    recent: bool


@cache
def patterns() -> tuple[Matcher, dict[int, Meaning]]:
    """Return a matcher of all patterns, and the meaning of each by its id.

    Raises:
        LexiconError: a line cannot be compiled; the message names it.
    """
    files = [(lang, load_lines(FOLDER / lang / "red_flags.yml")) for lang in LANGS]
    macros: dict[str, list[str]] = {}
    for _, groups in files:
        for name, lines in groups.items():
            macros.setdefault(name, []).extend(lines)
    compiler = Compiler(macros)
    compiled = [
        (group, _compiled(compiler, lang, group, line))
        for lang, groups in files
        for group, lines in groups.items()
        if group.startswith("RF_")
        for line in lines
    ]
    meanings = {id(pattern): _meaning(group) for group, pattern in compiled}
    return Matcher(pattern for _, pattern in compiled), meanings


def _meaning(group: str) -> Meaning:
    return Meaning(group.removesuffix(_RECENT), recent=group.endswith(_RECENT))


def _compiled(compiler: Compiler, lang: str, group: str, line: str) -> Pattern:
    try:
        return compiler.compile(line)
    except ValueError as error:
        message = f"{lang}/red_flags.yml: {group}: '{line}': {error}"
        raise LexiconError(message) from error


patterns()
