"""What was and is no more: "the fog is gone", "antes me molestaba la luz, ya no"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark

_OUTLASTING = "hx_aftersensation"
_NEAR = 5
_OPENING = 3
_SOON = 4
_BEFORE = frozenset({"before", "antes"})
_SO = frozenset({"tanto", "tan", "so"})
_TOLD = ("context/pain", "context/annoyance", "descriptors")
_TOPICS = ("hypersensitivity", "comorbidity", "conditions", "descriptors", "regions")


class Changes:
    """Tells of each finding of a scene whether it still holds."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._clauses = scene.clauses

    def now(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield the findings as they are now; none of which only the past is told."""
        yield from filter(None, map(self._now, drafts))

    def _now(self, draft: Draft) -> Draft | None:
        if draft.value != "true" or draft.name == _OUTLASTING:
            return draft
        if self._is_over(draft):
            return replace(draft, value="false")
        return self._once(draft) if self._was_before(draft) else draft

    def _is_over(self, draft: Draft) -> bool:
        """Tell whether its own words, or those that follow, say that it is gone."""
        number = self._clauses.at(draft.last - 1)
        own = self._clauses.words(number)
        near = range(
            max(own.start, draft.first - _NEAR), min(own.stop, draft.last + _NEAR)
        )
        return any(
            not _overlap(mark, draft)
            and self._holds(mark)
            and not self._is_so_much(draft.first, mark.first)
            for mark in self._scene.within("context/over", near)
        ) or self._opens_over(number + 1)

    def _is_so_much(self, first: int, last: int) -> bool:
        """Tell whether it is what follows: "it hurts so much that I no longer walk"."""
        return not _SO.isdisjoint(self._scene.text.words[first:last])

    def _opens_over(self, number: int) -> bool:
        """Tell whether a clause that names nothing new opens with "it is gone"."""
        clause = self._clauses.words(number)
        opening = range(clause.start, min(clause.stop, clause.start + _OPENING))
        marks = self._scene.within("context/over", opening)
        return any(self._holds(mark) for mark in marks) and not self._is_new(clause)

    def _is_new(self, clause: range) -> bool:
        return any(self._scene.within(topic, clause) for topic in _TOPICS)

    def _holds(self, mark: Mark) -> bool:
        return not self._scene.stance.is_negated(mark.first, mark.last)

    def _was_before(self, draft: Draft) -> bool:
        clause = self._clauses.words(self._clauses.at(draft.first))
        places = range(clause.start, draft.last)
        words = self._scene.text.words
        marks = [
            mark
            for mark in self._scene.within("context/formerly", places)
            if mark.first <= draft.first or words[mark.first] not in _BEFORE
        ]
        return bool(marks) and not self._is_today(marks[0].last, draft.last)

    def _is_today(self, first: int, last: int) -> bool:
        """Tell whether the words from first to last come back to now."""
        label = self._scene.stance.label
        return any(label(place) == "again" for place in range(first, last))

    def _once(self, draft: Draft) -> Draft | None:
        """Read a finding of the past: what is said of today decides, soon after."""
        number = self._clauses.at(draft.last - 1)
        soon = range(number + 2, number + _SOON)
        if any(self._opens_over(one) for one in soon):
            return replace(draft, value="false")
        today = self._told_today(draft)
        if self._scene.within("context/lasting", today):
            return None if self._is_new(today) else draft
        told = any(self._scene.within(topic, today) for topic in _TOLD)
        return replace(draft, value="false") if told else None

    def _told_today(self, draft: Draft) -> range:
        """Return the places of what is told of today: "now it is just an ache"."""
        bounds = self._scene.text.bounds
        end = bounds[draft.last - 1][1]
        stop = bounds[end][1] if end < len(bounds) else end
        marks = self._scene.within("context/today", range(draft.last, stop))
        return range(marks[0].last, stop) if marks else range(0)


def _overlap(mark: Mark, draft: Draft) -> bool:
    return mark.first < draft.last and draft.first < mark.last
