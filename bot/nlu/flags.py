"""The wordings of every red flag in both languages, compiled when first imported."""

from functools import cache

from bot.nlu.lexicon import FOLDER, LANGS, LexiconError, load_lines
from bot.nlu.patterns import Compiler, Matcher, Pattern


@cache
def patterns() -> tuple[Matcher, dict[int, str]]:
    """Return a matcher of all patterns, and the code of each by its id.

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
        (code, _compiled(compiler, lang, code, line))
        for lang, groups in files
        for code, lines in groups.items()
        if code.startswith("RF_")
        for line in lines
    ]
    codes = {id(pattern): code for code, pattern in compiled}
    return Matcher(pattern for _, pattern in compiled), codes


def _compiled(compiler: Compiler, lang: str, code: str, line: str) -> Pattern:
    try:
        return compiler.compile(line)
    except ValueError as error:
        message = f"{lang}/red_flags.yml: {code}: '{line}': {error}"
        raise LexiconError(message) from error


patterns()
