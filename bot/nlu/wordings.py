"""Files of patterns, compiled: red flags and requests are both written so."""

from collections.abc import Callable

from bot.nlu.lexicon import FOLDER, LANGS, Lang, LexiconError, load_lines
from bot.nlu.patterns import Compiler, Pattern

Compiled = tuple[Lang, str, Pattern]
"""The language and the group of a pattern, and the pattern."""


def compiled(topic: str, is_meant: Callable[[str], bool]) -> list[Compiled]:
    """Return the patterns of the groups that are meant; the others are building blocks.

    Args:
        topic: the name of a lexicon file that holds patterns.
        is_meant: tells whether a group stands for something, by its name.

    Raises:
        LexiconError: a line cannot be compiled; the message names it.
    """
    files = [(lang, load_lines(FOLDER / lang / f"{topic}.yml")) for lang in LANGS]
    macros: dict[str, list[str]] = {}
    for _, groups in files:
        for name, lines in groups.items():
            macros.setdefault(name, []).extend(lines)
    compiler = Compiler(macros)
    return [
        (lang, group, _compiled(compiler, f"{lang}/{topic}.yml: {group}", line))
        for lang, groups in files
        for group, lines in groups.items()
        if is_meant(group)
        for line in lines
    ]


def _compiled(compiler: Compiler, where: str, line: str) -> Pattern:
    try:
        return compiler.compile(line)
    except ValueError as error:
        message = f"{where}: '{line}': {error}"
        raise LexiconError(message) from error
