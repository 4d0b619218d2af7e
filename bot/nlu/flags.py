"""The wordings of every red flag in both languages, compiled when first imported."""

from dataclasses import dataclass
from functools import cache

from bot.nlu.patterns import Matcher
from bot.nlu.wordings import compiled

TOPIC = "red_flags"
_RECENT = ".recent"
_INNOCENT = ".innocent"


@dataclass(frozen=True)
class Meaning:
    """The code that a wording raises.

    A `recent` one raises it only of what is not long past, by what its first part
    tells: the blow, not the pain that stayed. An `innocent` one tells of something
    harmless: what it covers raises nothing.
    """

    code: str
    recent: bool
    innocent: bool = False


@cache
def patterns() -> tuple[Matcher, dict[int, Meaning]]:
    """Return a matcher of all patterns, and the meaning of each by its id.

    Raises:
        LexiconError: a line cannot be compiled; the message names it.
    """
    found = compiled(TOPIC, lambda group: group.startswith("RF_"))
    meanings = {id(pattern): _meaning(group) for _, group, pattern in found}
    return Matcher(pattern for _, _, pattern in found), meanings


def _meaning(group: str) -> Meaning:
    code = group.removesuffix(_RECENT).removesuffix(_INNOCENT)
    return Meaning(code, group.endswith(_RECENT), group.endswith(_INNOCENT))


patterns()
