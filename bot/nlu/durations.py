"""How long the patient has had the pain: the one interval that a message states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import inf

from bot.nlu.amounts import Reader
from bot.nlu.corrections import Corrections
from bot.nlu.onsets import SINCE, Onsets
from bot.nlu.polarity import Stance
from bot.nlu.quantities import MONTHS, Amount
from bot.nlu.surroundings import ENDS, Surroundings, Topics
from bot.nlu.ties import Ties
from bot.nlu.words import Text

_FAR = 12
_SLACK = 0.1
_MOST = 60
_SURE = 6
_OPENING = 3
_MINE = frozenset({"yo", "i", "ive"})


@dataclass(frozen=True)
class Stated:
    """An amount and how surely the words tie it to the pain."""

    amount: Amount
    score: int


class Durations:
    """Reads the durations of one message."""

    def __init__(self, stance: Stance, topics: Topics, today: date) -> None:
        self._text: Text = stance.text
        self._stance = stance
        self._reader = Reader(self._text.words)
        self._onsets = Onsets(self._reader, today)
        self._near = Surroundings(self._text, self._onsets, topics)
        self._ties = Ties(self._near)
        self._corrections = Corrections(self._reader)

    def of_pain(self, asked: str | None) -> Amount | None:
        """Return how long the pain has lasted, if the message says so.

        Durations of anything else (an age, an episode, sleep, a medicine, somebody
        else's pain) are left alone; of several the surest is taken, after a correction
        the last.
        """
        stated = [one for one in self._stated(asked) if one.score]
        if not stated:
            return None
        last = stated[-1].amount
        if len(stated) > 1 and self._corrections.is_corrected(stated[-2].amount, last):
            return last
        best = max(stated, key=lambda one: one.score).amount
        return min((best, *_within(best, stated)), key=_width)

    def _stated(self, asked: str | None) -> Iterator[Stated]:
        before: Stated | None = None
        for amount in self._amounts():
            if self._is_mine(amount):
                score = self._ties.score(amount, asked)
                if before and self._corrections.is_corrected(before.amount, amount):
                    score = self._mended_score(before, amount, score)
                before = Stated(amount, score)
                yield before

    def _is_mine(self, amount: Amount) -> bool:
        """Tell whose time it is: since a birth, that of whoever hurts since."""
        if self._is_of_patient(self._near.start(amount)):
            return True
        return self._ties.is_of_birth(amount) and self._near.is_own_pain(amount)

    def _is_of_patient(self, first: int) -> bool:
        opening = self._text.words[self._near.clause(first).start : first][-_OPENING:]
        mine = not _MINE.isdisjoint(opening)
        return mine or self._stance.owner(first + 1) == "patient"

    def _mended_score(self, before: Stated, amount: Amount, score: int) -> int:
        """Score a correction as what it corrects, unless it names a pain itself."""
        if self._near.is_on_pain(amount.first):
            return score
        is_sure = before.score or score >= _SURE
        return max(score, before.score) if is_sure else 0

    def _amounts(self) -> list[Amount]:
        """Return every amount of time, from left to right, of a flood the first."""
        dates = self._onsets.amounts()
        taken = {one.last for one in dates}
        free = [one for one in self._reader.amounts() if one.last not in taken]
        if any(self._reader.after("birth", one.first) for one in dates):
            free = [o for o in free if not self._reader.before("child_age", o.first)]
        earlier = list(self._earlier(free, dates))
        starts = {one.first for one in earlier}
        free = [one for one in free if one.first not in starts]
        said = [*dates, *earlier, *free, *self._unitless(free)]
        spans = [one for one in said if not self._near.is_turn(one)]
        return sorted(spans, key=lambda one: one.first)[:_MOST]

    def _earlier(self, amounts: list[Amount], dates: list[Amount]) -> Iterator[Amount]:
        """Read "diagnosed in 2022, the pain began three years earlier"."""
        for one in amounts:
            end = self._reader.after("earlier", one.last)
            near = [d for d in dates if 0 < one.first - d.last <= _FAR]
            if end and near and one.high is not None:
                low, high = near[-1].low + one.low, near[-1].high
                high = None if high is None else high + one.high
                yield Amount(low, high, one.first, end[1], SINCE)

    def _unitless(self, amounts: list[Amount]) -> Iterator[Amount]:
        """Read "for 20 years, and my back hurts for 2" with the unit said before."""
        for one, following in pairwise([*amounts, None]):
            end = following.first if following else len(self._text.words)
            end = min(end, one.last + _FAR * 2)
            for position in range(one.last, end if one.unit in MONTHS else 0):
                number = self._lone_number(position) or self._corrections.number(
                    one, position
                )
                if number:
                    yield self._of_unit(number, position, one.unit)

    def _of_unit(self, number: tuple[float, int], first: int, unit: str) -> Amount:
        half = self._reader.after("and_half", number[1])
        months = (number[0] + (0.5 if half else 0.0)) * MONTHS[unit]
        last = half[1] if half else number[1]
        return self._reader.bounded(Amount(months, months, first, last, unit))

    def _lone_number(self, position: int) -> tuple[float, int] | None:
        """Return a number that closes a clause on pain, after "for" or alike."""
        number = self._reader.number(position)
        if number and self._is_of_pain(position, number[1]):
            return number
        if not number or not self._reader.before("anchor", position):
            return None
        end = self._reader.after("of_them", number[1])
        end = end or self._reader.after("with_it", number[1])
        rest = self._text.words[(end or number)[1] :][:1]
        ends = not rest or rest[0] in ENDS
        is_it = self._near.sore and self._near.has("it", self._near.clause(position))
        is_sore = self._near.is_on_pain(position) or is_it
        return number if ends and is_sore else None

    def _is_of_pain(self, first: int, last: int) -> bool:
        """Tell whether a number is that of a pain: "20 años de obrero, 5 de dolor"."""
        starts = self._text.words[first - 1] in ENDS | {"y", "and"}
        told = self._reader.after("anchor_after", last)
        if not starts or not told:
            return False
        end = min(told[1] + 3, self._near.clause(first).stop)
        sore = self._near.sore
        return any(place in sore for place in range(last, end))


def _within(whole: Amount, stated: list[Stated]) -> Iterator[Amount]:
    """Yield what says the same more exactly: "almost a year, since 2 December"."""
    for one in stated:
        low, high = one.amount.low, one.amount.high
        top = inf if whole.high is None else whole.high + _SLACK
        if high is not None and whole.low - _SLACK <= low and high <= top:
            yield one.amount


def _width(amount: Amount) -> float:
    return inf if amount.high is None else amount.high - amount.low
