"""The red-flag listener: known wordings and learnt odds over the raw text.

Neither part can be down alone: where the odds fail, the wordings alone decide.
"""

import logging
from dataclasses import dataclass
from datetime import date

from bot.nlu.carers import of_patient
from bot.nlu.odds import Odds, odds
from bot.nlu.polarity import Stance
from bot.nlu.reading import read
from bot.nlu.warnings import Heard, hear
from bot.nlu.words import Text

FAILED = "LISTENER_FAILED"
SURE = 0.5
"""The odds of any warning sign from which no known wording is needed."""
SURE_OF_ONE = 0.4
"""The odds of one warning sign from which it is raised, whatever its wording."""
LIKELY = 0.4
"""The odds from which one is asked about that no known wording tells."""
UNLIKELY = 0.2
"""The odds under which a known wording is asked about and raises nothing yet."""
BRIEF = 7
"""The words up to which a known wording is plain, whatever the odds."""
FEW = 3
"""The words from which a message that no wording knows is asked about."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Raised:
    """A red flag stated in a message, with its raw span and words.

    `code` is a red-flag code, or FAILED: the message could not be read and must be
    treated as one that nobody has checked.
    """

    code: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Verdict:
    """What a message says of red flags.

    `told` holds those it states or denies; `asked` those that it may mean, and that the
    person must be asked about.
    """

    told: tuple[Heard, ...]
    asked: tuple[Heard, ...] = ()

    @property
    def stated(self) -> tuple[Heard, ...]:
        """The red flags to raise."""
        return tuple(heard for heard in self.told if heard.stated)

    @property
    def doubts(self) -> tuple[str, ...]:
        """The codes to ask about."""
        return tuple(heard.code for heard in self.asked)


def listen(
    text: str,
    *,
    for_another: bool = False,
    today: date | None = None,
    can_ask: bool = True,
) -> tuple[Raised, ...]:
    """Return the red flags that a message plainly states, each code once.

    Never raises: where the message cannot be read, one Raised with FAILED says so.

    Args:
        text: The message.
        for_another: Whether somebody answers for the patient, so that what is said of
            another person counts too.
        today: The day of the message, which tells a fall "at Easter" from one of now;
            without it a date never makes a thing old.
        can_ask: Whether the person can be asked about what is in doubt; where not, it
            counts as stated.
    """
    try:
        message = read(text)
        said = of_patient(message, for_another=for_another)
        verdict = judge(said, today=today)
        heard = verdict.stated if can_ask else (*verdict.stated, *verdict.asked)
        return tuple(_raised(message, one) for one in heard)
    except Exception:  # the caller must hear of every failure, whatever it is
        _log.exception("The red-flag listener failed on a message.")
        return (Raised(FAILED, 0, len(text), text),)


def judge(
    message: Text, stance: Stance | None = None, today: date | None = None
) -> Verdict:
    """Weigh the wordings of a message against the odds learnt from examples.

    A wording counts unless the odds are plainly against it, and high odds count
    without one; in between the person is asked.
    """
    told = hear(message, stance, today)
    likely = _odds(message)
    if likely is None:
        return Verdict(told)
    if likely.any >= SURE:
        return _with_likely(told, likely)
    if any(heard.stated for heard in told):
        is_plain = likely.any >= UNLIKELY or len(message.words) <= BRIEF
        return Verdict(told) if is_plain else _doubted(told, likely)
    is_new = likely.any >= LIKELY and len(message.words) >= FEW
    return Verdict(told, (_stated(likely.likeliest, likely),) if is_new else ())


def _odds(message: Text) -> Odds | None:
    """Return the odds of a message, None where they cannot be told."""
    try:
        return odds(message)
    except Exception:  # the wordings must be heard, whatever happens to the odds
        _log.exception("The odds of a message failed; its wordings alone count.")
        return None


def _with_likely(told: tuple[Heard, ...], likely: Odds) -> Verdict:
    """Add what the odds alone raise; ask where they point nowhere, or it is denied."""
    stated = {heard.code for heard in told if heard.stated}
    sure = {code for code, odd in likely.codes.items() if odd >= SURE_OF_ONE}
    denied = sure.intersection(heard.code for heard in told) - stated
    new = sorted(sure - stated - denied)
    asked = [] if stated or new else sorted(denied) or [likely.likeliest]
    added = (_stated(code, likely) for code in new)
    return Verdict((*told, *added), tuple(_stated(code, likely) for code in asked))


def _doubted(told: tuple[Heard, ...], likely: Odds) -> Verdict:
    """Ask about what the wordings state and the odds, which know it, speak against."""
    asked = tuple(h for h in told if h.stated and h.code in likely.codes)
    return Verdict(tuple(heard for heard in told if heard not in asked), asked)


def _stated(code: str, likely: Odds) -> Heard:
    return Heard(
        code,
        likely.first,
        likely.last,
        negated=False,
        denied=False,
        hedged=False,
        whose="patient",
        past=False,
        overcome=False,
    )


def _raised(message: Text, heard: Heard) -> Raised:
    start, end = message.raw_span(heard.first, heard.last)
    return Raised(heard.code, start, end, message.folded.raw[start:end])
