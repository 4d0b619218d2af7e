"""How surely the words around an amount of time tie it to the patient's pain."""

from dataclasses import dataclass

from bot.nlu.amounts import Amount
from bot.nlu.onsets import ON, SINCE, Onsets
from bot.nlu.words import Text

ENDS = frozenset(".!?;:\n()") | {",", "pero", "but"}
_JOINTS = frozenset({"y", "and"})
_ASKED = frozenset({"duration", "read_back", "story"})
_WINDOW = 5
_SINCE_THEN = 20
_REACH = 25
_BRIEF = frozenset({"hour", "minute"})
_RUNNING = ("ando", "iendo", "endo")
_TODAY = 0.02
_RECENT = 3.0
_OLD = 45 * 12
_DOERS = frozenset((word,) for word in ("i", "he", "she", "we", "they"))
_PAIN, _LONE, _NEAR, _WEAK, _WHOLE = 6, 4, 3, 2, 3


@dataclass(frozen=True)
class Topics:
    """The words that name a pain, a place, and an illness without pain."""

    pains: frozenset[int]
    places: frozenset[int]
    illnesses: frozenset[int]


class Ties:
    """Scores the amounts of one message: 0 is of anything else than the pain."""

    def __init__(self, text: Text, onsets: Onsets, topics: Topics) -> None:
        self._text = text
        self._words = text.words
        self._onsets = onsets
        self._reader = onsets.reader
        self._topics = topics
        self._sore = topics.pains | topics.places
        self._spoken = {text.sentences[place] for place in self._sore}

    def score(self, amount: Amount, asked: str | None) -> int:
        """Return 0 for a duration of anything else, more the surer it is the pain."""
        if self._afar(amount) is None and self._is_excluded(amount):
            return 0
        score = self._score(amount, asked)
        return score + self._weight(amount) if score else 0

    def _is_excluded(self, amount: Amount) -> bool:
        if self._goes_on(amount):
            return False
        return (
            self._is_of_something_else(amount)
            or self._is_of_an_illness(amount)
            or self._is_over(amount)
        )

    def start(self, amount: Amount) -> int:
        """Return where the telling of an amount starts: at its "since", if any."""
        since = self._afar(amount)
        return amount.first if since is None else since

    def _afar(self, amount: Amount) -> int | None:
        """Return the "since" of "since the fall, two years ago"."""
        if not self._is_ago(amount):
            return None
        ago = self._reader.before("ago_before", amount.first)
        first = ago[1] if ago else amount.first
        since = self._onsets.since_afar(first)
        return since[1] if since else None

    def _is_since(self, amount: Amount) -> bool:
        return amount.unit == SINCE or self._afar(amount) is not None

    def clause(self, position: int) -> range:
        """Return the places of the words of the clause around a position."""
        first = last = position
        least, most = position - _REACH, min(position + _REACH, len(self._words))
        while first > max(least, 0) and not self._parts(first - 1):
            first -= 1
        while last < most and not self._parts(last):
            last += 1
        return range(first, last)

    def is_on_pain(self, position: int) -> bool:
        """Tell whether the clause around a position names a pain."""
        return not self._topics.pains.isdisjoint(self.clause(position))

    def _parts(self, position: int) -> bool:
        words = self._words
        if words[position] in {".", ","} and self._is_decimal(position):
            return False
        if words[position] in _JOINTS:
            return not (position and self._reader.after("whole", position - 1))
        return words[position] in ENDS

    def _is_decimal(self, position: int) -> bool:
        around = self._words[position - 1 : position + 2 : 2] if position else ()
        return len(around) == len("..") and all(word.isdecimal() for word in around)

    def _around(self, amount: Amount) -> range:
        """Return the clause of an amount, both its ends in it."""
        first, last = self.clause(amount.first), self.clause(amount.last - 1)
        return range(min(first.start, amount.first), max(last.stop, amount.last))

    def _score(self, amount: Amount, asked: str | None) -> int:
        clause = self._around(amount)
        if self._is_since(amount):
            return self._since(amount, clause, asked)
        if amount.unit == ON or self._is_ago(amount):
            return self._event(amount, clause, asked)
        return self._span(amount, clause, asked)

    def _is_ago(self, amount: Amount) -> bool:
        if amount.unit == SINCE:
            return False
        reader = self._reader
        before = reader.before("ago_before", amount.first)
        place = before[1] if before else amount.first
        told = reader.after("ago_before", place) or reader.after("ago", amount.last)
        return bool(told) and self._words[place - 1 : place] != ("desde",)

    def _event(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score the moment at which something happened: was it the onset?"""
        if self._goes_on(amount):
            return _PAIN
        if amount.unit == ON:
            return self._moment(amount, clause, asked)
        if self._begins(clause):
            return _PAIN
        if self._is_alone(amount, clause):
            return self._lone(amount, asked)
        return self._happened(amount, clause) or self._of_clause(clause, asked)

    def _moment(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a date that is told without "since"."""
        is_sore = not self._sore.isdisjoint(clause)
        if self._begins(clause) and (is_sore or amount.low > _TODAY):
            return _PAIN
        if asked == "duration":
            return _WEAK
        return self._happened(amount, clause)

    def _happened(self, amount: Amount, clause: range) -> int:
        """Score an injury of these months, in a message on pain."""
        is_hurt = self._has("injury", clause) and not self._has("other_event", clause)
        return _NEAR if is_hurt and self._sore and amount.low <= _RECENT else 0

    def _begins(self, clause: range) -> bool:
        """Tell whether something begins there, of itself: not "I started the car"."""
        return any(
            self._reader.after("onset", place) and not self._is_done(place)
            for place in clause
        )

    def _is_done(self, place: int) -> bool:
        starts = self._words[place].startswith(("start", "beg"))
        return starts and self._words[place - 1 : place] in _DOERS

    def _of_clause(self, clause: range, asked: str | None) -> int:
        if self._has("other_event", clause):
            return 0
        if not self._topics.pains.isdisjoint(clause):
            return _PAIN
        if not self._topics.places.isdisjoint(clause):
            return _NEAR
        return _WEAK if asked == "duration" else 0

    def _since(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score what something has lasted since: is it the pain?"""
        outside = range(amount.last, clause.stop)
        first = self.start(amount)
        before = range(min(clause.start, first), first)
        if not self._topics.pains.isdisjoint((*outside, *before)):
            return _PAIN
        if self._begins(before):
            return _PAIN
        if self._has("other_event", outside) or self._has("other_event", before):
            return 0
        if asked in _ASKED or self._text.sentences[amount.first] in self._spoken:
            return _NEAR
        is_first = self._is_filler(range(self._start(amount), first))
        is_it = self._has("it", before)
        return _WEAK if self._sore and (is_first or is_it) else 0

    def _start(self, amount: Amount) -> int:
        """Return the start of the sentence, at most so many words back."""
        start = self._text.bounds[amount.first][0]
        return max(start, amount.first - _REACH)

    def _span(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score how long something has lasted: is it the pain?"""
        if self._has("clinical", clause):
            return _PAIN
        if amount.unit in _BRIEF:
            return self._brief(amount, clause)
        if not self._topics.pains.isdisjoint(clause) or self._begins(clause):
            return _PAIN
        return self._painless(amount, clause, asked)

    def _painless(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a time whose clause names no pain."""
        if amount.high is None and amount.hedged:
            return self._vague(amount, clause, asked)
        if self._is_alone(amount, clause):
            return self._lone(amount, asked)
        if not self._topics.places.isdisjoint(clause):
            return _NEAR
        return self._loose(amount, clause, asked)

    def _vague(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score "years": only where the pain is spoken of."""
        is_on_it = self._reader.after("anchor_after", amount.last) or asked in _ASKED
        is_sore = not self._topics.places.isdisjoint(clause)
        return _WEAK if is_on_it or is_sore else 0

    def _lone(self, amount: Amount, asked: str | None) -> int:
        """Score a time that is all its clause says."""
        if asked in _ASKED:
            return _LONE
        if self._is_age(amount):
            return 0
        if self._sore:
            return _LONE
        is_all = (amount.last - amount.first) * 2 >= len(self._words)
        is_told = is_all or self._is_anchored(amount) or self._is_begun(amount)
        return _WEAK if is_told and not amount.hedged else 0

    def _is_begun(self, amount: Amount) -> bool:
        """Tell whether the sentence goes on with how it began."""
        start, end = self._text.bounds[amount.first]
        first = max(start, amount.first - _REACH)
        return self._begins(range(first, min(end, amount.last + _REACH)))

    def _is_age(self, amount: Amount) -> bool:
        """Tell whether bare years are those of the speaker: "soy Juan, 34 años"."""
        if amount.unit != "year" or self._is_anchored(amount):
            return False
        said = range(self._start(amount), amount.first)
        return amount.low > _OLD or self._has("who", said)

    def _brief(self, amount: Amount, clause: range) -> int:
        """Score hours: they are often those of an attack, of sleep or of work."""
        if self._begins(clause):
            return _NEAR
        is_sore = not self._topics.pains.isdisjoint(clause)
        return _NEAR if is_sore and self._is_anchored(amount) else 0

    def _loose(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a time whose clause names neither a pain nor a place."""
        if asked in _ASKED:
            return _WEAK
        if not self._is_anchored(amount) or self._has("other_event", clause):
            return 0
        if not self._topics.pains.isdisjoint(self._before(amount)):
            return _NEAR
        is_near = self._text.sentences[amount.first] in self._spoken
        is_it = self._has("it", clause) and self._sore
        return (_NEAR if is_near else _WEAK) if is_it else 0

    def _before(self, amount: Amount) -> range:
        """Return the words back to a comma or stop: "it hurts and swells for"."""
        first = amount.first
        while first > self._start(amount) and self._words[first - 1] not in ENDS:
            first -= 1
        return range(first, amount.first)

    def _weight(self, amount: Amount) -> int:
        """Weigh the whole of the pain above this flare."""
        clause = self._around(amount)
        if self._has("whole", clause):
            return _WHOLE
        return -1 if self._has("flare", clause) else 0

    def _is_alone(self, amount: Amount, clause: range) -> bool:
        """Tell whether nothing else is said in the clause."""
        outside = [range(clause.start, amount.first), range(amount.last, clause.stop)]
        return all(self._is_filler(places) for places in outside)

    def _is_filler(self, places: range) -> bool:
        position = places.start
        while position < places.stop:
            ends = (found[1] for g in _FILLERS if (found := self._at(g, position)))
            end = max(ends, default=0)
            if not end and self._words[position].isalnum():
                return False
            position = end or position + 1
        return True

    def _at(self, group: str, position: int) -> tuple[str, int] | None:
        return self._reader.after(group, position)

    def _has(self, group: str, places: range) -> bool:
        return any(self._reader.after(group, place) for place in places)

    def _goes_on(self, amount: Amount) -> bool:
        """Tell whether the pain is said to date from it: "... and ever since"."""
        if amount.low <= _TODAY or not (amount.unit == ON or self._is_ago(amount)):
            return False
        end = min(len(self._words), amount.last + _SINCE_THEN)
        return any(
            self._is_since_then(place) and self._is_near_pain(place)
            for place in range(amount.last, end)
        )

    def _is_near_pain(self, place: int) -> bool:
        number = self._text.sentences[place]
        return not self._spoken.isdisjoint({number - 1, number, number + 1})

    def _is_since_then(self, place: int) -> bool:
        if self._reader.after("since_then", place):
            return True
        after = self._words[place + 1 : place + 2]
        ends = not after or after[0] in ENDS or after[0] in _JOINTS
        told = self._words[place] == "since" and ends
        return told and not self._has("nothing", self.clause(place))

    def _is_over(self, amount: Amount) -> bool:
        """Tell whether it is told of a pain that ended, and did not come back."""
        clause = self._around(amount)
        last = self._text.bounds[amount.last - 1][1]
        end = min(len(self._words), last + 2, amount.last + _SINCE_THEN)
        places = range(clause.start, max(end, clause.stop))
        return self._ends(places) and not self._has("returned", places)

    def _ends(self, places: range) -> bool:
        return any(
            self._reader.after("over", place)
            and not self._reader.before("nothing", place)
            for place in places
        )

    def _is_of_an_illness(self, amount: Amount) -> bool:
        """Tell whether the clause names an illness, and no pain."""
        clause = self._around(amount)
        first = self._anchored_at(amount)
        near = range(max(first - _WINDOW, 0), first)
        return any(
            not self._topics.illnesses.isdisjoint(places)
            and self._topics.pains.isdisjoint(places)
            for places in (clause, near)
        )

    def _is_of_something_else(self, amount: Amount) -> bool:
        reader = self._reader
        if reader.after("clinical", amount.last):
            return False
        after = reader.after("anchor_after", amount.last)
        if amount.unit in {SINCE, ON}:
            claimed = reader.after("not_since", amount.last)
            return bool(claimed) or self._is_claimed_moment(amount)
        if reader.after("not_after", amount.last) and not after:
            return True
        if reader.before("not_just_before", amount.first):
            return True
        if amount.unit == "year" and reader.before("age", amount.first) and not after:
            return True
        return self._is_doing(amount) or self._is_claimed_before(amount)

    def _is_doing(self, amount: Amount) -> bool:
        """Tell whether it is how long something is done: "12 años manejando"."""
        after = range(amount.last, min(amount.last + 1, len(self._words)))
        first = self._anchored_at(amount)
        before = range(max(first - _WINDOW, 0), first)
        return any(self._runs(at, _RUNNING) for at in after) or any(
            self._words[at - 1] == "been" and self._runs(at, ("in", "ing"))
            for at in before
            if at
        )

    def _runs(self, place: int, endings: tuple[str, ...]) -> bool:
        word = self._words[place]
        is_running = word.endswith(endings) and len(word) > _WINDOW
        is_pain = place in self._topics.pains or self._reader.after("enduring", place)
        return is_running and not is_pain

    def _is_claimed_before(self, amount: Amount) -> bool:
        """Tell whether the clause before gives the duration to something else."""
        first = self._anchored_at(amount)
        for position in range(first, max(first - _WINDOW, 0), -1):
            if self._words[position - 1] in ENDS:
                return False
            if self._reader.before("not_before", position):
                return not self._begins_with(position)
            if position - 1 in self._topics.pains:
                return False
        return False

    def _is_claimed_moment(self, amount: Amount) -> bool:
        is_hurt = self._has("injury", self._around(amount))
        return not is_hurt and self._is_claimed_before(amount)

    def _begins_with(self, position: int) -> bool:
        """Tell whether something began as it happened: "it started when I moved"."""
        clause = self.clause(position - 1)
        before = range(clause.start, position)
        return self._begins(before) and self._has("upon", before)

    def _anchored_at(self, amount: Amount) -> int:
        anchor = self._reader.before("anchor", amount.first)
        return anchor[1] if anchor else amount.first

    def _is_anchored(self, amount: Amount) -> bool:
        reader = self._reader
        if amount.unit == SINCE or reader.after("anchor_after", amount.last):
            return True
        places = range(amount.first, max(amount.first - 2, -1), -1)
        return any(reader.before("anchor", place) for place in places)


_FILLERS = (
    "filler",
    "anchor",
    "anchor_after",
    "about",
    "since",
    "or_so",
    "whole",
    "flare",
    "ago",
    "correction",
)
