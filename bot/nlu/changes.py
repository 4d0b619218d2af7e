"""What was and is no more: "the fog is gone", "antes me molestaba la luz, ya no"."""

from dataclasses import replace

from bot.nlu.clauses import Clauses
from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark

_OUTLASTING = "hx_aftersensation"
_NEAR = 5
_OPENING = 3
_SOON = 4
_TOPICS = ("hypersensitivity", "comorbidity", "conditions", "descriptors", "regions")


class Changes:
    """Tells of each finding of a scene whether it still holds."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self._scene = scene
        self._clauses = clauses

    def now(self, draft: Draft) -> Draft | None:
        """Return a finding as it is now; None where only its past is told."""
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
            not _overlap(mark, draft) and self._holds(mark)
            for mark in self._scene.within("context/over", near)
        ) or self._opens(number + 1, "over")

    def _opens(self, number: int, group: str) -> bool:
        """Tell whether a clause that names nothing new opens with words of a group."""
        clause = self._clauses.words(number)
        opening = range(clause.start, min(clause.stop, clause.start + _OPENING))
        marks = self._scene.within(f"context/{group}", opening)
        return any(self._holds(mark) for mark in marks) and not self._is_new(clause)

    def _is_new(self, clause: range) -> bool:
        return any(self._scene.within(topic, clause) for topic in _TOPICS)

    def _holds(self, mark: Mark) -> bool:
        return not self._scene.stance.is_negated(mark.first, mark.last)

    def _was_before(self, draft: Draft) -> bool:
        clause = self._clauses.words(self._clauses.at(draft.first))
        places = range(clause.start, draft.last)
        return bool(self._scene.within("context/formerly", places))

    def _once(self, draft: Draft) -> Draft | None:
        """Read a finding of the past: what is said of today decides, soon after."""
        number = self._clauses.at(draft.last - 1)
        soon = range(number + 2, number + _SOON)
        is_over = any(self._opens(one, "over") for one in soon)
        return replace(draft, value="false") if is_over else None


def _overlap(mark: Mark, draft: Draft) -> bool:
    return mark.first < draft.last and draft.first < mark.last
