"""What stands around an amount of time: its clause, its anchor, what goes on."""

from dataclasses import dataclass, replace
from functools import cached_property

from bot.nlu.onsets import ON, SINCE, Onsets
from bot.nlu.quantities import MONTHS, Amount
from bot.nlu.words import Text

ENDS = frozenset(".!?;:\n()") | {",", "pero", "but"}
_JOINTS = frozenset({"y", "and"})
SINCE_THEN = 20
REACH = 25
TODAY = 0.02
OBJECT = 4
_STOPS = frozenset(".!?;:\n,") | _JOINTS
_OWN = frozenset({"me", "tengo", "siento", "i", "ive", "im"})
_MY = frozenset({"mi", "mis", "my"})
_SHORT = frozenset({"minute", "hour", "day", "week"})
_TURN = 9
_KINDS = frozenset({("de",), ("of",), ("con",), ("some",)})
_DOERS = frozenset((word,) for word in ("i", "he", "she", "we", "they"))


@dataclass(frozen=True)
class Topics:
    """The words that name a pain, a place, and an illness without pain."""

    pains: frozenset[int]
    places: frozenset[int]
    illnesses: frozenset[int]


class Surroundings:
    """Reads the words around the amounts of one message."""

    def __init__(self, text: Text, onsets: Onsets, topics: Topics) -> None:
        self.text = text
        self.words = text.words
        self._onsets = onsets
        self.reader = onsets.reader
        named = {p for p in range(len(self.words)) if self.reader.after("complaint", p)}
        self.topics = topics = replace(topics, pains=topics.pains | named)
        self.sore = topics.pains | topics.places
        self.spoken = {text.sentences[place] for place in self.sore}

    def start(self, amount: Amount) -> int:
        """Return where the telling of an amount starts: at its "since", if any."""
        since = self.afar(amount)
        return amount.first if since is None else since

    def afar(self, amount: Amount) -> int | None:
        """Return the "since" of "since the fall, two years ago"."""
        if not self.is_ago(amount):
            return None
        ago = self.reader.before("ago_before", amount.first)
        first = ago[1] if ago else amount.first
        since = self._onsets.since_afar(first)
        return since[1] if since else None

    def is_since(self, amount: Amount) -> bool:
        """Tell whether an amount counts from a moment named with "since"."""
        return amount.unit == SINCE or self.afar(amount) is not None

    def clause(self, position: int) -> range:
        """Return the places of the words of the clause around a position."""
        first = last = position
        least, most = position - REACH, min(position + REACH, len(self.words))
        while first > max(least, 0) and not self._parts(first - 1):
            first -= 1
        while last < most and not self._parts(last):
            last += 1
        return range(first, last)

    def is_on_pain(self, position: int) -> bool:
        """Tell whether the clause around a position names a pain."""
        return not self.topics.pains.isdisjoint(self.clause(position))

    def _parts(self, position: int) -> bool:
        words = self.words
        if words[position] in {".", ","} and self._is_decimal(position):
            return False
        if words[position] in _JOINTS:
            return not (position and self.reader.after("whole", position - 1))
        return words[position] in ENDS

    def _is_decimal(self, position: int) -> bool:
        around = self.words[position - 1 : position + 2 : 2] if position else ()
        return len(around) == len("..") and all(word.isdecimal() for word in around)

    def around(self, amount: Amount) -> range:
        """Return the clause of an amount, both its ends in it."""
        first, last = self.clause(amount.first), self.clause(amount.last - 1)
        return range(min(first.start, amount.first), max(last.stop, amount.last))

    def is_ago(self, amount: Amount) -> bool:
        """Tell whether an amount says how long ago: "hace", "ago"."""
        if amount.unit == SINCE:
            return False
        reader = self.reader
        before = reader.before("ago_before", amount.first)
        place = before[1] if before else amount.first
        told = reader.after("ago_before", place) or reader.after("ago", amount.last)
        return bool(told) and self.words[place - 1 : place] != ("desde",)

    def is_turn(self, amount: Amount) -> bool:
        """Tell whether it is no span of time: "un día aquí y otro allá"."""
        return amount.first in self._turns or self._alternates(amount)

    @cached_property
    def _turns(self) -> frozenset[int]:
        """The words of phrases such as "from one day to the next"."""
        found = (
            range(place, told[1])
            for place in range(len(self.words))
            if (told := self.reader.after("not_span", place))
        )
        return frozenset(place for places in found for place in places)

    def _alternates(self, amount: Amount) -> bool:
        """Tell whether "one day" goes with "the next": "one day my hip, the next"."""
        is_one = amount.low == amount.high == MONTHS.get(amount.unit)
        if amount.unit not in _SHORT or not is_one:
            return False
        if self.is_ago(amount) or self.lasts(amount):
            return False
        end = min(self.text.bounds[amount.first][1], amount.last + _TURN)
        return self.has("the_other", range(amount.last, end))

    def lasts(self, amount: Amount) -> bool:
        """Tell whether a verb or "for" says that it lasted; not the "de" of a kind."""
        anchor = self.reader.before("anchor", amount.first)
        opening = self.words[anchor[1] : amount.first] if anchor else ()
        return bool(opening) and opening not in _KINDS

    def begins(self, clause: range) -> bool:
        """Tell whether something begins there, of itself: not "I started the car"."""
        return any(
            (self.reader.after("onset", place) and not self._is_done(place))
            or self.is_got(place)
            for place in clause
        )

    def is_got(self, place: int) -> bool:
        """Tell whether somebody gets a pain there: "me dio un dolor", "I got this"."""
        got = self.reader.after("got", place)
        near = range(got[1], got[1] + OBJECT) if got else range(0)
        return not self.topics.pains.isdisjoint(near)

    def has_it(self, place: int) -> bool:
        """Tell whether somebody has "it", and no more is said: "I've had it since"."""
        got = self.reader.after("got", place)
        it = self.reader.after("it", got[1]) if got else None
        rest = self.words[it[1] : it[1] + 1] if it else ("",)
        ends = not rest or rest[0] in ENDS
        return ends or bool(it and self.reader.after("since", it[1]))

    def is_own_pain(self, amount: Amount) -> bool:
        """Tell whether the patient says "I", "my knee", "me duele" around it."""
        places = self.around(amount)
        if self.is_ago(amount):
            places = range(*self.text.bounds[amount.first])
        return any(self._is_own(place) for place in places)

    def _is_own(self, place: int) -> bool:
        if self.words[place] in _MY:
            return not self.sore.isdisjoint(range(place, place + OBJECT))
        return self.words[place] in _OWN

    def has_pain_after(self, amount: Amount) -> bool:
        """Tell whether a pain or a place follows: "two years with this bad hip"."""
        link = self.reader.after("anchor_after", amount.last)
        link = link or self.reader.after("of_what", amount.last)
        end = min(len(self.words), link[1] + OBJECT) if link else 0
        places = range(amount.last, end)
        return any(place in self.sore for place in places) and not any(
            self.words[place] in _STOPS for place in places
        )

    def _is_done(self, place: int) -> bool:
        starts = self.words[place].startswith(("start", "beg"))
        return starts and self.words[place - 1 : place] in _DOERS

    def sentence_start(self, amount: Amount) -> int:
        """Return the start of the sentence, at most so many words back."""
        start = self.text.bounds[amount.first][0]
        return max(start, amount.first - REACH)

    def before(self, amount: Amount) -> range:
        """Return the words back to a comma or stop: "it hurts and swells for"."""
        first = amount.first
        while first > self.sentence_start(amount) and self.words[first - 1] not in ENDS:
            first -= 1
        return range(first, amount.first)

    def has(self, group: str, places: range) -> bool:
        """Tell whether a phrase of a group starts at one of the places."""
        return any(self.reader.after(group, place) for place in places)

    def goes_on(self, amount: Amount) -> bool:
        """Tell whether the pain is said to date from it: "... and ever since"."""
        if amount.low <= TODAY or not (amount.unit == ON or self.is_ago(amount)):
            return False
        end = min(len(self.words), amount.last + SINCE_THEN)
        is_other = self.has("other_event", self.around(amount))
        return any(
            self._is_since_then(place, is_other=is_other) and self._is_near_pain(place)
            for place in range(amount.last, self._healed(amount, end))
        )

    def _healed(self, amount: Amount, end: int) -> int:
        """Return where it is said to have healed before an end, or the end."""
        healed = (
            place
            for place in range(amount.last, end)
            if self.reader.after("healed", place)
        )
        return next(healed, end)

    def _is_near_pain(self, place: int) -> bool:
        number = self.text.sentences[place]
        return not self.spoken.isdisjoint({number - 1, number, number + 1})

    def _is_since_then(self, place: int, *, is_other: bool) -> bool:
        """Tell whether it is said to last since then, or but to last: "still hurts"."""
        if self.reader.after("since_then", place):
            return True
        if self.reader.after("lasting", place):
            return not is_other
        after = self.words[place + 1 : place + 2]
        ends = not after or after[0] in ENDS or after[0] in _JOINTS
        told = self.words[place] == "since" and ends
        return told and not self.has("nothing", self.clause(place))

    def anchored_at(self, amount: Amount) -> int:
        """Return where the "for" before an amount starts, or the amount itself."""
        anchor = self.reader.before("anchor", amount.first)
        return anchor[1] if anchor else amount.first

    def is_anchored(self, amount: Amount) -> bool:
        """Tell whether a word says that something lasted: "for", "desde hace"."""
        reader = self.reader
        if amount.unit == SINCE or reader.after("anchor_after", amount.last):
            return True
        places = range(amount.first, max(amount.first - 2, -1), -1)
        return any(reader.before("anchor", place) for place in places)
