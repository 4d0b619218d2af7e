"""How surely the words around an amount of time tie it to the patient's pain."""

from bot.nlu.claims import Claims
from bot.nlu.onsets import ON
from bot.nlu.quantities import Amount
from bot.nlu.surroundings import OBJECT, REACH, TODAY, Surroundings

_ASKED = frozenset({"duration", "read_back", "story"})
_BRIEF = frozenset({"hour", "minute"})
_RECENT = 3.0
_OLD = 45 * 12
_APART = 4
_APPOSED = 14
_OFS = frozenset({("de",), ("of",), ("a",)})
_ONSET, _PAIN, _LONE, _NEAR, _WEAK, _WHOLE = 7, 6, 4, 3, 2, 3
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


class Ties:
    """Scores the amounts of one message: 0 is of anything else than the pain."""

    def __init__(self, near: Surroundings) -> None:
        self._near = near
        self._claims = Claims(near)

    def score(self, amount: Amount, asked: str | None) -> int:
        """Return 0 for a duration of anything else, more the surer it is the pain."""
        if self._near.afar(amount) is None and self._claims.is_excluded(amount):
            return 0
        score = self._score(amount, asked)
        return score + self._weight(amount) if score else 0

    def _score(self, amount: Amount, asked: str | None) -> int:
        clause = self._near.around(amount)
        if self._near.is_since(amount):
            return self._since(amount, clause, asked)
        if amount.unit == ON or self._near.is_ago(amount):
            return self._event(amount, clause, asked)
        return self._span(amount, clause, asked)

    def _event(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score the moment at which something happened: was it the onset?"""
        if self._near.goes_on(amount):
            return _PAIN
        if amount.unit == ON:
            return self._moment(amount, clause, asked)
        if self._near.begins(clause) or self._is_begun_after(amount):
            return _ONSET
        if self._is_upon(amount):
            return _ONSET
        if self._is_alone(amount, clause):
            told = asked not in _ASKED and self._is_by_the_way(amount)
            return 0 if told else self._lone(amount, clause, asked)
        return self._happened(amount, clause) or self._of_clause(amount, clause, asked)

    def is_of_birth(self, amount: Amount) -> bool:
        """Tell whether it counts from a birth, whose child is not who hurts."""
        return self._at("birth", amount.first) is not None or self._is_upon(amount)

    def _is_upon(self, amount: Amount) -> bool:
        """Read "it began when she was born, four years ago", in either order."""
        if not self._near.is_ago(amount) or self._near.afar(amount) is not None:
            return False
        first, (start, end) = amount.first, self._near.text.bounds[amount.first]
        if not self._is_alone(amount, self._near.around(amount)):
            return False
        told = range(max(start, first - _APPOSED), first)
        upon = [place for place in told if self._at("upon", place)]
        before = range(told.start, upon[-1] if upon else told.start)
        after = range(amount.last, min(end, amount.last + REACH))
        is_sore = not self._near.sore.isdisjoint(range(start, end))
        begins = self._near.begins(before) or self._near.begins(after)
        return bool(upon) and is_sore and begins

    def _is_by_the_way(self, amount: Amount) -> bool:
        """Tell whether its sentence is on another event: "I had it out, years ago"."""
        if amount.unit in _BRIEF:
            return False
        start = self._near.sentence_start(amount)
        end = self._near.text.bounds[amount.first][1]
        told = range(start, min(end, amount.last + REACH))
        return self._near.has("other_event", told)

    def _moment(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a date that is told without "since"."""
        is_sore = not self._near.sore.isdisjoint(clause)
        if self._near.begins(clause) and (is_sore or amount.low > TODAY):
            return _ONSET
        if asked == "duration":
            return _WEAK
        if amount.low == 0.0 and amount.high > TODAY:
            return 0
        return self._happened(amount, clause) or self._opening(amount, clause)

    def _opening(self, amount: Amount, clause: range) -> int:
        """Score a day that opens a story of pain: "Christmas, pop, my back"."""
        is_first = clause.start == self._near.text.bounds[amount.first][0]
        is_kind = self._near.words[amount.first - 1 : amount.first] in _OFS
        if (
            is_kind
            or not is_first
            or amount.low <= TODAY
            or not self._is_alone(amount, clause)
        ):
            return 0
        is_sore = self._near.text.sentences[amount.first] in self._near.spoken
        return _WEAK if is_sore and not self._is_by_the_way(amount) else 0

    def _is_begun_after(self, amount: Amount) -> bool:
        """Tell whether its sentence goes on with how something began that hurts."""
        end = self._near.text.bounds[amount.first][1]
        after = range(amount.last, min(end, amount.last + REACH))
        if self._near.has("since", after) or self._near.has("ago_before", after):
            return False
        is_sore = not self._near.sore.isdisjoint(after)
        return is_sore and not self._is_by_the_way(amount) and self._near.begins(after)

    def _happened(self, amount: Amount, clause: range) -> int:
        """Score an injury of these months, in a message on pain."""
        is_hurt = self._near.has("injury", clause) and not self._is_other(clause)
        return _NEAR if is_hurt and self._near.sore and amount.low <= _RECENT else 0

    def _of_clause(self, amount: Amount, clause: range, asked: str | None) -> int:
        if self._is_other(clause) and not self._is_left(clause, amount.first):
            return 0
        if not self._near.topics.pains.isdisjoint(clause):
            return _PAIN
        if not self._near.topics.places.isdisjoint(clause):
            return _NEAR
        return _WEAK if asked == "duration" else 0

    def _is_left(self, clause: range, first: int) -> bool:
        """Tell whether the clause goes on from an event to a pain, well apart."""
        last = next(p for p in reversed(clause) if self._at("other_event", p))
        return not self._near.topics.pains.isdisjoint(range(last + _APART, first))

    def _is_other(self, places: range) -> bool:
        """Tell whether something else happens there: not "I got this pain"."""
        for place in places:
            is_pain = self._near.is_got(place) or self._near.has_it(place)
            if self._at("other_event", place) and not is_pain:
                return True
        return False

    def _since(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score what something has lasted since: is it the pain?"""
        outside = range(amount.last, clause.stop)
        first = self._near.start(amount)
        before = range(min(clause.start, first), first)
        if not self._near.topics.pains.isdisjoint((*outside, *before)):
            return _PAIN
        if self._near.begins(before):
            return _ONSET
        if self._is_other(outside) or self._is_other(before):
            return 0
        if (
            asked in _ASKED
            or self._near.text.sentences[amount.first] in self._near.spoken
        ):
            return _NEAR
        is_first = self._is_filler(range(self._near.sentence_start(amount), first))
        is_it = self._near.has("it", before)
        return _WEAK if is_first or is_it else 0

    def _span(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score how long something has lasted: is it the pain?"""
        if self._near.has("clinical", clause):
            return _PAIN
        if self._is_now_and_then(amount, clause, asked):
            return 0
        if amount.unit in _BRIEF:
            return self._brief(amount, clause)
        if self._near.has_pain_after(amount):
            return _PAIN
        if not self._near.topics.pains.isdisjoint(clause) or self._near.begins(clause):
            return _PAIN
        return self._painless(amount, clause, asked)

    def _is_now_and_then(
        self, amount: Amount, clause: range, asked: str | None
    ) -> bool:
        """Tell whether "some days" says how often: not "for some days"."""
        is_vague = self._at("now_and_then", amount.first) is not None
        if amount.unit != "day" or not is_vague or self._near.lasts(amount):
            return False
        after = self._at("anchor_after", amount.last) is not None
        is_answer = asked == "duration" and self._is_alone(amount, clause)
        return not (after or is_answer)

    def _painless(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a time whose clause names no pain."""
        if amount.high is None and amount.hedged:
            return self._vague(amount, clause, asked)
        if asked != "duration" and self._near.has("implant", clause):
            return 0
        if self._is_alone(amount, clause):
            return self._lone(amount, clause, asked)
        if not self._near.topics.places.isdisjoint(clause):
            return _NEAR
        return self._loose(amount, clause, asked)

    def _vague(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score "years": only where the pain is spoken of."""
        is_on_it = (
            self._near.reader.after("anchor_after", amount.last) or asked in _ASKED
        )
        is_sore = not self._near.topics.places.isdisjoint(clause)
        return _WEAK if is_on_it or is_sore else 0

    def _lone(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a time that is all its clause says."""
        if asked in _ASKED:
            return _LONE
        if self._is_age(amount):
            return 0
        if self._near.sore:
            return _LONE
        is_all = (amount.last - amount.first) * 2 >= len(self._near.words)
        is_told = is_all or self._near.is_anchored(amount) or self._is_begun(amount)
        is_told = is_told or (amount.unit != "year" and self._is_first(amount, clause))
        return _WEAK if is_told and amount.high is not None else 0

    def _is_first(self, amount: Amount, clause: range) -> bool:
        """Tell whether it opens the message or answers its own question."""
        if amount.unit in _BRIEF:
            return False
        asks = range(max(clause.start - OBJECT, 0), amount.first)
        return clause.start == 0 or self._near.has("how_long", asks)

    def _is_begun(self, amount: Amount) -> bool:
        """Tell whether the sentence goes on with how it began."""
        start, end = self._near.text.bounds[amount.first]
        first = max(start, amount.first - REACH)
        return self._near.begins(range(first, min(end, amount.last + REACH)))

    def _is_age(self, amount: Amount) -> bool:
        """Tell whether bare years are those of the speaker: "soy Juan, 34 años"."""
        if amount.unit != "year" or self._near.is_anchored(amount):
            return False
        said = range(self._near.sentence_start(amount), amount.first)
        return amount.low > _OLD or self._near.has("who", said)

    def _brief(self, amount: Amount, clause: range) -> int:
        """Score hours: they are often those of an attack, of sleep or of work."""
        if self._near.begins(clause):
            return _NEAR
        if self._near.has("upon", range(clause.start, amount.first)):
            return 0
        is_sore = not self._near.topics.pains.isdisjoint(clause)
        return _NEAR if is_sore and self._near.is_anchored(amount) else 0

    def _loose(self, amount: Amount, clause: range, asked: str | None) -> int:
        """Score a time whose clause names neither a pain nor a place."""
        if asked in _ASKED:
            return _WEAK
        is_of = self._near.words[amount.first - 1 : amount.first] in _OFS
        if is_of or not self._near.is_anchored(amount) or self._is_other(clause):
            return 0
        if not self._near.topics.pains.isdisjoint(self._near.before(amount)):
            return _NEAR
        is_near = self._near.text.sentences[amount.first] in self._near.spoken
        return (_NEAR if is_near else _WEAK) if self._near.sore else 0

    def _weight(self, amount: Amount) -> int:
        """Weigh the whole of the pain above this flare."""
        clause = self._near.around(amount)
        if self._near.has("whole", clause):
            return _WHOLE
        return -1 if self._near.has("flare", clause) else 0

    def _is_alone(self, amount: Amount, clause: range) -> bool:
        """Tell whether nothing else is said in the clause."""
        outside = [range(clause.start, amount.first), range(amount.last, clause.stop)]
        return all(self._is_filler(places) for places in outside)

    def _is_filler(self, places: range) -> bool:
        position = places.start
        while position < places.stop:
            ends = (found[1] for g in _FILLERS if (found := self._at(g, position)))
            end = max(ends, default=0)
            if not end and self._near.words[position].isalnum():
                return False
            position = end or position + 1
        return True

    def _at(self, group: str, position: int) -> tuple[str, int] | None:
        return self._near.reader.after(group, position)
