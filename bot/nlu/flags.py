"""The wordings of every red flag in both languages, compiled when first imported."""

from dataclasses import dataclass
from functools import cache

from bot.nlu.patterns import Matcher
from bot.nlu.wordings import compiled

TOPIC = "red_flags"
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
    found = compiled(TOPIC, lambda group: group.startswith("RF_"))
    meanings = {id(pattern): _meaning(group) for _, group, pattern in found}
    return Matcher(pattern for _, _, pattern in found), meanings


def _meaning(group: str) -> Meaning:
    return Meaning(group.removesuffix(_RECENT), recent=group.endswith(_RECENT))


patterns()
