"""How long the patient has had the pain: the one interval that a message states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from bot.nlu import calendar
from bot.nlu.amounts import MONTHS, Amount, Reader
from bot.nlu.dates import Dates
from bot.nlu.polarity import Stance
from bot.nlu.words import Text

_CLAUSE_ENDS = frozenset(".!?;:\n()") | {",", "pero", "but"}
_JOINTS = frozenset({"y", "and"})
_ASKED = frozenset({"duration", "read_back", "story"})
_WINDOW = 5
_SINCE_THEN = 16
_TO_DATE = 6
_OLDEST = 110
_UNABLE = frozenset(
    {"puedo", "podido", "pude", "logro", "cant", "cannot", "couldnt", "unable"}
)


@dataclass(frozen=True)
class Stated:
    """An amount and how surely the words tie it to the pain."""

    amount: Amount
    score: int


@dataclass(frozen=True)
class Topics:
    """The words that name a pain, and those that name an illness without one."""

    pains: frozenset[int]
    illnesses: frozenset[int]


class Durations:
    """Reads the durations of one message."""

    def __init__(self, stance: Stance, topics: Topics, today: date) -> None:
        self._text: Text = stance.text
        self._stance = stance
        self._topics = topics
        self._painful = {self._text.sentences[place] for place in topics.pains}
        self._today = today
        self._reader = Reader(self._text.words)
        self._calendar = Dates(self._reader, today)

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
        if len(stated) > 1 and self._is_corrected(stated[-2].amount.last, last.first):
            return last
        return max(stated, key=lambda one: one.score).amount

    def _stated(self, asked: str | None) -> Iterator[Stated]:
        amounts = self._reader.amounts()
        before: Stated | None = None
        for amount in sorted(
            [*amounts, *self._unitless(amounts), *self._dates(), *self._ages()],
            key=lambda amount: amount.first,
        ):
            if self._stance.owner(amount.first + 1) == "patient":
                since = self._has_lasted_since(amount)
                score = 3 if since else self._score(amount, asked)
                if before and self._is_corrected(before.amount.last, amount.first):
                    score = max(score, before.score)
                before = Stated(amount, score)
                yield before

    def _has_lasted_since(self, amount: Amount) -> bool:
        """Tell whether the pain is said to date from it: "... and ever since"."""
        end = min(len(self._text.words), amount.last + _SINCE_THEN)
        said = any(
            self._reader.after("since_then", place) for place in range(amount.last, end)
        )
        is_ago = amount.unit == "since" or self._is_anchored(amount)
        return said and is_ago and self._text.sentences[amount.first] in self._hurting

    @cached_property
    def _hurting(self) -> set[int]:
        """The numbers of the sentences on pain, and of those just before them."""
        return self._painful | {number - 1 for number in self._painful}

    def _unitless(self, amounts: list[Amount]) -> Iterator[Amount]:
        """Read "for 20 years, and my back hurts for 2" with the unit said before."""
        for one, following in pairwise([*amounts, None]):
            end = following.first if following else len(self._text.words)
            for position in range(one.last, end):
                number = self._lone_number(position) or self._mended(position)
                if number and one.unit in MONTHS:
                    months = number[0] * MONTHS[one.unit]
                    yield Amount(months, months, position, number[1], one.unit)

    def _lone_number(self, position: int) -> tuple[float, int] | None:
        """Return a number that closes a clause on pain, after "for" or alike."""
        number = self._reader.number(position)
        if not number or not self._reader.before("anchor", position):
            return None
        rest = self._text.words[number[1] : number[1] + 1]
        clause = self._clause(position)
        ends = not rest or rest[0] in _CLAUSE_ENDS
        return number if ends and not self._topics.pains.isdisjoint(clause) else None

    def _mended(self, position: int) -> tuple[float, int] | None:
        """Return a number that corrects the one before: "three months, well four"."""
        is_corrected = self._reader.before("correction", position)
        number = self._reader.number(position) if is_corrected else None
        return number if number and not self._reader.after("unit", number[1]) else None

    def _clause(self, position: int) -> range:
        """Return the places of the words of the clause around a position."""
        words, ends = self._text.words, _CLAUSE_ENDS | _JOINTS
        first = last = position
        while first and words[first - 1] not in ends:
            first -= 1
        while last < len(words) and words[last] not in ends:
            last += 1
        return range(first, last)

    def _is_of_an_illness(self, amount: Amount) -> bool:
        """Tell whether the clause names an illness, and no pain."""
        clause = self._clause(amount.first)
        is_ill = not self._topics.illnesses.isdisjoint(clause)
        return is_ill and self._topics.pains.isdisjoint(clause)

    def _score(self, amount: Amount, asked: str | None) -> int:
        """Return 0 for a duration of anything else, more the surer it is the pain."""
        if self._is_of_something_else(amount) or self._is_of_an_illness(amount):
            return 0
        if self._is_vague(amount) and not self._is_on_pain(amount, asked):
            return 0
        if self._is_anchored(amount):
            return 0 if self._is_of_an_inability(amount.first, asked) else 3
        if self._text.sentences[amount.first] in self._painful:
            return 2
        length = amount.last - amount.first
        start, end = self._text.bounds[amount.first]
        alone = length * 2 >= (end - start if start == 0 else len(self._text.words))
        bare = amount.hedged and amount.high is None
        return int((asked in _ASKED or alone) and not bare)

    def _is_vague(self, amount: Amount) -> bool:
        return amount.high is None and (amount.hedged or amount.unit == "since")

    def _is_on_pain(self, amount: Amount, asked: str | None) -> bool:
        clause = self._clause(amount.first)
        alone = self._text.bounds[amount.first][1] - amount.last <= 1
        return asked in _ASKED or alone or not self._topics.pains.isdisjoint(clause)

    def _is_of_something_else(self, amount: Amount) -> bool:
        reader = self._reader
        after = reader.after("anchor_after", amount.last)
        if amount.unit == "since":
            claimed = reader.after("not_since", amount.last)
            return bool(claimed) or self._is_claimed_before(amount.first)
        if reader.after("not_after", amount.last) and not after:
            return True
        if reader.before("not_just_before", amount.first):
            return True
        if amount.unit == "year" and reader.before("age", amount.first) and not after:
            return True
        return self._is_claimed_before(amount.first)

    def _is_of_an_inability(self, first: int, asked: str | None) -> bool:
        """Tell whether it is how long something cannot be done: "no puedo orinar"."""
        start, end = self._text.bounds[first]
        is_unable = not _UNABLE.isdisjoint(self._text.words[start:end])
        is_painful = self._text.sentences[first] in self._painful
        return asked != "duration" and not is_painful and is_unable

    def _is_claimed_before(self, first: int) -> bool:
        """Tell whether the clause before gives the duration to something else."""
        anchor = self._reader.before("anchor", first)
        first = anchor[1] if anchor else first
        for position in range(first, max(first - _WINDOW, 0), -1):
            if self._text.words[position - 1] in _CLAUSE_ENDS:
                return False
            if self._reader.before("not_before", position):
                return True
        return False

    def _is_anchored(self, amount: Amount) -> bool:
        reader = self._reader
        if amount.unit == "since" or reader.after("anchor_after", amount.last):
            return True
        start = amount.first
        return any(
            reader.before("anchor", position)
            for position in range(start, start - 2, -1)
        )

    def _is_corrected(self, start: int, end: int) -> bool:
        return any(
            self._reader.after("correction", position) for position in range(start, end)
        )

    def _dates(self) -> Iterator[Amount]:
        for position in range(len(self._text.words)):
            found = self._reader.after("relative", position)
            if found and self._tells_onset(position, found[1]):
                months = calendar.since_relative(found[0], self._today)
                yield _since(months, position, found[1])
            yield from self._since_date(position)

    def _since_date(self, position: int) -> Iterator[Amount]:
        start = self._reader.after("since", position)
        if start is None and self._starts_onset(position):
            start = ("", position + 1)
        months = self._date_after(start[1], position) if start else None
        if months:
            yield _since(months[0], position, months[1])

    def _date_after(
        self, start: int, position: int
    ) -> tuple[calendar.Months, int] | None:
        """Return the date at a place, or after "the crash in"."""
        day_first = self._is_spanish(position)
        found = self._calendar.at(start, day_first=day_first)
        if found:
            return found
        for place in range(start, min(start + _TO_DATE, len(self._text.words))):
            if self._text.words[place] in _CLAUSE_ENDS:
                return None
            linked = self._reader.after("date_link", place)
            found = linked and self._calendar.at(place + 1, day_first=day_first)
            if found:
                return found
        return None

    def _starts_onset(self, position: int) -> bool:
        """Tell whether "in" or "on" here introduces the date of the onset."""
        words = self._text.words
        starts = {"en", "el", "in", "on", "the", "around"}
        if words[position] not in starts:
            return False
        return self._has_onset(position) or self._dates_pain(position)

    def _dates_pain(self, position: int) -> bool:
        """Tell whether "since then" follows: "shingles in April and ever since"."""
        end = min(len(self._text.words), position + _SINCE_THEN)
        return any(self._reader.after("since_then", at) for at in range(position, end))

    def _is_spanish(self, position: int) -> bool:
        """Tell whether the word that introduces a date puts its day first."""
        return self._text.words[position] in {"desde", "a", "en", "el"}

    def _has_onset(self, position: int) -> bool:
        sentences = self._text.sentences
        return any(
            self._reader.after("onset", place)
            for place in range(max(0, position - 8), min(len(sentences), position + 8))
            if sentences[place] == sentences[position]
        )

    def _tells_onset(self, first: int, last: int) -> bool:
        words = self._text.words
        since = words[first] in {"desde", "since", "all", "toda", "my", "as", "forever"}
        return since or self._has_onset(first)

    def _ages(self) -> Iterator[Amount]:
        """Read "desde los 15 años, tengo 40" and "since I was 15, I'm 40"."""
        now = self._age("age")
        for position in range(len(self._text.words) if now else 0):
            start = self._reader.after("since_age", position)
            then = self._reader.number(start[1]) if start else None
            if then and then[0] < now:
                months = (now - then[0]) * 12
                unit = self._reader.after("unit", then[1])
                last = unit[1] if unit else then[1]
                yield _since((max(months - 12, 0), months + 12), position, last)

    def _age(self, group: str) -> float:
        for position in range(len(self._text.words)):
            start = self._reader.after(group, position)
            number = self._reader.number(start[1]) if start else None
            if number and 3 <= number[0] <= _OLDEST:
                return number[0]
        return 0.0


def _since(months: calendar.Months, first: int, last: int) -> Amount:
    return Amount(months[0], months[1], first, last, "since")
