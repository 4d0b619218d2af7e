"""Messages that tell something and ask nothing: "no appetite", "dice que se lo quita".

No list has a name for what they tell, yet they are neither a "no" to a whole question
nor a question of their own, whatever a classifier makes of them.
"""

from functools import cache

from bot.nlu.patterns import Matcher
from bot.nlu.requests import TOPIC
from bot.nlu.wordings import compiled
from bot.nlu.words import Text

_GROUP = "telling"
_LONGEST = 16


def tells(text: Text) -> bool:
    """Tell whether a short message is a complaint or a report of a remedy.

    >>> from bot.nlu.reading import read
    >>> tells(read("no appetite")), tells(read("no")), tells(read("who reads this?"))
    (True, False, False)
    """
    if len(text.words) > _LONGEST or "?" in text.words:
        return False
    return any(next(places, None) for _, places in _matcher().find(text.words))


def vocabulary() -> frozenset[str]:
    """Return the whole words of all such messages."""
    return _matcher().vocabulary


@cache
def _matcher() -> Matcher:
    return Matcher(pattern for *_, pattern in compiled(TOPIC, _GROUP.__eq__))
