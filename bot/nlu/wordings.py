"""Files of patterns, compiled: red flags and requests are both written so."""

from collections.abc import Callable

from bot.nlu.lexicon import FOLDER, LANGS, Lang, LexiconError, at, load_lines
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
        (lang, group, _compiled(compiler, (lang, topic, group, number), line))
        for lang, groups in files
        for group, lines in groups.items()
        if is_meant(group)
        for number, line in enumerate(lines)
    ]


def _compiled(
    compiler: Compiler, place: tuple[Lang, str, str, int], line: str
) -> Pattern:
    try:
        return compiler.compile(line)
    except ValueError as error:
        lang, topic, group, number = place
        where = at(FOLDER / lang / f"{topic}.yml", group, number)
        message = f"{where}: {group}: '{line}': {error}"
        raise LexiconError(message) from error
