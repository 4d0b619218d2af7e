"""What else a time may belong to: an age, an illness, a job, a pain that ended."""

from bot.nlu.onsets import ON, SINCE
from bot.nlu.quantities import Amount
from bot.nlu.surroundings import ENDS, SINCE_THEN, Surroundings

_WINDOW = 5
_RUNNING = ("ando", "iendo", "endo")


class Claims:
    """Tells of each amount of a message whether something else claims it."""

    def __init__(self, near: Surroundings) -> None:
        self._near = near

    def is_excluded(self, amount: Amount) -> bool:
        """Tell whether an amount is of anything else than the pain."""
        if self._near.goes_on(amount):
            return False
        return (
            self._is_of_something_else(amount)
            or self._is_of_an_illness(amount)
            or self._is_over(amount)
            or self._is_spell(amount)
            or self._is_respite(amount)
        )

    def _is_spell(self, amount: Amount) -> bool:
        """Tell whether the pain goes after it: "it grabs me for an hour and goes"."""
        is_moment = amount.unit in {SINCE, ON} or self._near.is_ago(amount)
        passes = self._near.reader.after("passes", amount.last)
        if is_moment or not passes:
            return False
        return not self._near.reader.after("spreads", passes[1])

    def _is_respite(self, amount: Amount) -> bool:
        """Tell whether the pain was away for it: "came back after a good year"."""
        is_after = self._near.reader.before("respite", amount.first)
        clause = self._near.around(amount)
        return bool(is_after) and self._is_told("returned", clause)

    def _is_over(self, amount: Amount) -> bool:
        """Tell whether it is told of a pain that ended, and did not come back."""
        clause = self._near.around(amount)
        last = self._near.text.bounds[amount.last - 1][1]
        end = min(len(self._near.words), last + 2, amount.last + SINCE_THEN)
        places = range(clause.start, max(end, clause.stop))
        return self._is_told("over", places) and not self._is_told("returned", places)

    def _is_told(self, group: str, places: range) -> bool:
        """Tell whether a phrase of a group is said, and not denied."""
        return any(
            (told := self._near.reader.after(group, place))
            and not self._moves_on(told[1])
            and not self._near.has(
                "nothing", range(max(place - 3, places.start), place)
            )
            for place in places
        )

    def _moves_on(self, last: int) -> bool:
        """Tell whether it but went to another place: "se me pasó a las piernas"."""
        way = self._near.reader.after("onward", last)
        after = range(way[1] - 1, way[1] + 1) if way else range(0)
        return not self._near.topics.places.isdisjoint(after)

    def _is_of_an_illness(self, amount: Amount) -> bool:
        """Tell whether the clause names an illness, and no pain."""
        clause = self._near.around(amount)
        first = self._near.anchored_at(amount)
        near = range(max(first - _WINDOW, 0), first)
        return any(
            not self._near.topics.illnesses.isdisjoint(places)
            and self._near.topics.pains.isdisjoint(places)
            for places in (clause, near)
        )

    def _is_of_something_else(self, amount: Amount) -> bool:
        reader = self._near.reader
        if reader.after("clinical", amount.last):
            return False
        after = reader.after("anchor_after", amount.last)
        if amount.unit in {SINCE, ON}:
            claimed = reader.after("not_since", amount.last)
            return bool(claimed) or self._is_claimed_moment(amount)
        after = after or self._near.has_pain_after(amount)
        if reader.after("not_after", amount.last) and not after:
            return True
        if reader.before("not_just_before", amount.first):
            return True
        if amount.unit == "year" and reader.before("age", amount.first) and not after:
            return True
        return self._is_doing(amount) or self._is_claimed_before(amount)

    def _is_doing(self, amount: Amount) -> bool:
        """Tell whether it is how long something is done: "12 años manejando"."""
        after = range(amount.last, min(amount.last + 1, len(self._near.words)))
        first = self._near.anchored_at(amount)
        before = range(max(first - _WINDOW, 0), first)
        return any(self._runs(at, _RUNNING) for at in after) or any(
            self._near.words[at - 1] == "been" and self._runs(at, ("in", "ing"))
            for at in before
            if at
        )

    def _runs(self, place: int, endings: tuple[str, ...]) -> bool:
        word = self._near.words[place]
        is_running = word.endswith(endings) and len(word) > _WINDOW
        is_pain = place in self._near.topics.pains or self._near.reader.after(
            "enduring", place
        )
        return is_running and not is_pain

    def _is_claimed_before(self, amount: Amount) -> bool:
        """Tell whether the clause before gives the duration to something else."""
        first = self._near.anchored_at(amount)
        for position in range(first, max(first - _WINDOW, 0), -1):
            if self._near.words[position - 1] in ENDS | {"yo"}:
                return False
            if self._near.reader.before("not_before", position):
                return not self._begins_with(position)
            if position - 1 in self._near.topics.pains:
                return False
        return False

    def _is_claimed_moment(self, amount: Amount) -> bool:
        is_hurt = self._near.has("injury", self._near.around(amount))
        is_hurt = is_hurt or bool(self._near.reader.after("birth", amount.first))
        return not is_hurt and self._is_claimed_before(amount)

    def _begins_with(self, position: int) -> bool:
        """Tell whether something began as it happened: "it started when I moved"."""
        clause = self._near.clause(position - 1)
        before = range(clause.start, position)
        return self._near.begins(before) and self._near.has("upon", before)
