"""Which side of a place is meant: said before it, after it, later, or by "the other".

A side goes to the nearest place that may have it. One said after a pause goes to the
last place named, and one that names neither, "the same", "the other", to what was said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from bot.nlu.language import words_of
from bot.nlu.limbs import is_digit, is_part_of, limb_of
from bot.nlu.mentions import Scene
from bot.nlu.phrasebook import Mark

BOTH = "both"
PAIRED = frozenset(
    {"jaw", "shoulder", "upper_arm", "elbow", "forearm", "arm", "wrist", "hand"}
    | {"buttock", "hip", "thigh", "knee", "lower_leg", "leg", "ankle", "foot", "groin"}
)
_SIDED = PAIRED | {"face", "head", "hemibody"}
_OPPOSITE = {"sides/left": "sides/right", "sides/right": "sides/left"}
_NEAR = 4
_CHAIN = 10
_LATER = 20
_BEFORE = 6
_WEIGHT = 1.5
_NOTS = {"en": frozenset({"not"}), "es": frozenset({"no"})}
_CLOSES = frozenset(".,;:!?)\n")
_BARE = frozenset({("and",), (",",), ("&",), ("n",), ("plus",), ()})
_LISTING = frozenset({"y", "e", "and", "n", "&", ",", "plus"})


def base(mark: Mark) -> str:
    """Return the region of a mark without its side."""
    return mark.label.partition("/")[2].partition(":")[0]


def is_plural(mark: Mark) -> bool:
    """Tell whether a place is named in a plural that means both of a pair."""
    return mark.label.endswith(f":{BOTH}")


class Sides:
    """The sides of the places of one message.

    `given` holds the side of each place, `alone` sides said of a place named before,
    `withdrawn` the places taken back by a correction.
    """

    def __init__(self, scene: Scene, marks: list[Mark]) -> None:
        self._scene = scene
        self._marks = marks
        self.given: dict[Mark, Mark] = {}
        self.alone: list[tuple[Mark, Mark]] = []
        self.withdrawn = set(self._taken_back())
        late = [side for side in self._said if not self._give(side)]
        self._share()
        self._reach_along()
        for side in late:
            self._give_late(side)

    @cached_property
    def _said(self) -> list[Mark]:
        """The sides said, each as the left, the right or both."""
        said: list[Mark] = []
        for side in self._scene.of("sides"):
            if not self._is_idle(side):
                told = self._meant(side, said)
                said += [told] if told else []
        return [side for side in said if not self._is_replaced(side, said)]

    def _meant(self, side: Mark, said: Sequence[Mark]) -> Mark | None:
        """Return what "the same" or "the other" side stands for, if anything."""
        kind = side.label.partition("/")[2]
        if kind not in {"same", "other"}:
            return side
        last = next((one for one in reversed(said) if one.label in _OPPOSITE), None)
        if last is None:
            return None
        label = last.label if kind == "same" else _OPPOSITE[last.label]
        return Mark(label, side.first, side.last)

    def _is_idle(self, side: Mark) -> bool:
        """Tell whether a word of side is none: "turn left", a letter on its own."""
        if self._scene.text.words[side.first - 1 : side.first] == ("the",):
            return False
        elsewhere = self._scene.of("context/elsewhere")
        idle = any(one.first <= side.first < one.last for one in elsewhere)
        return idle or self._scene.is_masked(side) or self._is_stray(side)

    def _is_stray(self, side: Mark) -> bool:
        """Tell whether a single letter stands apart from any place: not "L knee"."""
        words = self._scene.text.words
        if len(words[side.first]) > 1:
            return False
        if any(0 <= mark.first - side.last <= 1 for mark in self._marks):
            return False
        before = {mark.last for mark in self._marks}
        ends = words[side.last : side.last + 1]
        is_last = not ends or ends[0] in _CLOSES
        return not (is_last and not before.isdisjoint({side.first, side.first - 1}))

    def _is_replaced(self, side: Mark, said: Sequence[Mark]) -> bool:
        """Tell whether another side was at once put for this: "right, sorry, left"."""
        for one, other in pairwise(said):
            if one is side and not self._marks_between(one, other):
                return self._is_corrected(one.last, other.first)
        return False

    def _marks_between(self, one: Mark, other: Mark) -> bool:
        return any(one.last <= mark.first < other.first for mark in self._marks)

    def _is_corrected(self, first: int, last: int) -> bool:
        if last - first > _CHAIN:
            return False
        return bool(self._scene.within("context/corrected", range(first, last)))

    def _taken_back(self) -> Iterator[Mark]:
        for one, other in pairwise(self._marks):
            if self._is_corrected(one.last, other.first):
                yield one

    def _give(self, side: Mark) -> bool:
        """Give a side to the nearest place without one."""
        around = range(side.first - _BEFORE * 2, side.last + _BEFORE)
        near = (mark for mark in self._marks if mark.first in around)
        free = [mark for mark in near if self._may_hold(mark, side)]
        if free:
            self.given[min(free, key=lambda mark: self._distance(mark, side))] = side
        return bool(free)

    def _may_hold(self, mark: Mark, side: Mark) -> bool:
        is_free = mark not in self.given and mark not in self.withdrawn
        near = _gap(mark, side) <= _NEAR and self._scene.same_sentence(mark, side)
        return is_free and near and self._fits(mark, side)

    def _fits(self, mark: Mark, side: Mark) -> bool:
        """Tell whether a place can have a side: "both" is for pairs, one for one."""
        if side.label.endswith(BOTH):
            return base(mark) in PAIRED or self._is_of_sides(side)
        return not is_plural(mark) or self._is_narrowed(mark, side)

    def _is_of_sides(self, side: Mark) -> bool:
        """Tell whether the word "side" itself is said: "my pelvis, on both sides"."""
        around = self._scene.text.words[max(0, side.first - 1) : side.last + 1]
        return not words_of("side").isdisjoint(around)

    def _is_narrowed(self, mark: Mark, side: Mark) -> bool:
        between = range(min(mark.last, side.last), max(mark.first, side.first))
        if not between:
            return True
        told = ("context/corrected", "context/only")
        return any(self._scene.within(topic, between) for topic in told)

    def _give_late(self, side: Mark) -> None:
        """Read a side after a pause, "my knee, the right one", or one put right."""
        before = [m for m in self._marks if m.last <= side.first <= m.last + _LATER]
        if not before:
            return
        mark = self._last_told(before, side)
        is_new = mark not in self.given and self._fits(mark, side)
        if is_new and not self._is_contrast(mark, side):
            self.given[mark] = side
        elif not self._is_put_right(mark, side):
            self._leave_alone(mark, side)

    def _last_told(self, before: list[Mark], side: Mark) -> Mark:
        """Return the last place said of the other side, or the last place of all."""
        opposite = _OPPOSITE.get(side.label)
        told = ((mark, self.given.get(mark)) for mark in reversed(before))
        sided = (mark for mark, given in told if given and given.label == opposite)
        mark = next(sided, before[-1])
        is_limb = any(is_part_of(one, mark) for one in before)
        return mark if is_limb else before[-1]

    def _is_put_right(self, mark: Mark, side: Mark) -> bool:
        """Give a place another side, where the one said before is taken back."""
        is_other = mark in self.given
        if is_other and self._is_corrected(side.first - _NEAR, side.first):
            self.given[mark] = side
            return True
        return False

    def _leave_alone(self, mark: Mark, side: Mark) -> None:
        is_one = not side.label.endswith(BOTH)
        if is_one and self._is_half(side):
            self.alone.append((replace(mark, label="regions/hemibody"), side))
        elif is_one and base(mark) in _SIDED:
            self.alone.append((mark, side))

    def _is_half(self, side: Mark) -> bool:
        """Tell whether all of a side is meant, after limbs of the other side."""
        told = (m for m, given in self.given.items() if given.label != side.label)
        limbs = {limb_of(mark) for mark in told if mark.last <= side.first}
        return self._is_of_sides(side) and {"arm", "leg"} <= limbs

    def _is_contrast(self, mark: Mark, side: Mark) -> bool:
        """Tell whether a side is named only to deny it: "the left, not the right"."""
        between = self._scene.text.words[mark.last : side.first][-2:]
        nots = _NOTS[self._scene.lang]
        return not nots.isdisjoint(between) and "," not in between

    def _distance(self, mark: Mark, side: Mark) -> float:
        """Count the words between, more over a comma or on the side usage avoids."""
        follows = side.first >= mark.last
        is_both = side.label.endswith(BOTH)
        usual = follows if self._scene.lang == "es" and not is_both else not follows
        low, high = min(mark.last, side.last), max(mark.first, side.first)
        comma = "," in self._scene.text.words[low:high]
        return _gap(mark, side) + (0 if usual else _WEIGHT) + 2 * comma

    def _share(self) -> None:
        """Give one side to a list: "left knee and ankle", "codo y muñeca derechos"."""
        pairs = [*pairwise(self._marks)]
        for one, other in pairs:
            side = self.given.get(one)
            if side and self._is_free(other) and self._is_told_first(side, one, other):
                self.given[other] = _at(side, other)
        self._share_back(pairs)
        self._inherit()

    def _share_back(self, pairs: list[tuple[Mark, Mark]]) -> None:
        listed: dict[Mark, Mark] = {}
        for one, other in reversed(pairs):
            side = listed.get(other) or self._told_last(other)
            if side and self._is_listed(one, other):
                if self._is_free(one):
                    self.given[one] = _at(side, one)
                    listed[one] = side
                elif base(one) not in PAIRED:
                    listed[one] = side

    def _inherit(self) -> None:
        """Give a part the side of its limb: "my left leg, the calf above all"."""
        for number, mark in enumerate(self._marks):
            wholes = [m for m in self._marks[:number] if self._holds(m, mark)]
            if wholes and self._is_free(mark):
                self.given[mark] = _at(self.given[wholes[-1]], mark)

    def _holds(self, whole: Mark, mark: Mark) -> bool:
        """Tell whether a place with a side is the limb of another, or its end."""
        words = self._scene.text.words
        is_end = is_digit(words, mark) and limb_of(whole) == limb_of(mark)
        side = self.given.get(whole)
        is_one = side is not None and not side.label.endswith(BOTH)
        is_near = self._scene.same_sentence(whole, mark)
        return is_one and is_near and (is_end or is_part_of(mark, whole))

    def _is_told_first(self, side: Mark, one: Mark, other: Mark) -> bool:
        """Tell whether two places stand right after a side: "left knee and ankle"."""
        between = self._scene.text.words[one.last : other.first]
        return side.last <= one.first and between in _BARE

    def _told_last(self, mark: Mark) -> Mark | None:
        """Return the side a list ends in: "thigh and calf on the right"."""
        side = self.given.get(mark)
        if side is None or side.first < mark.last:
            return None
        return side if self._is_of_list(side) else None

    def _is_of_list(self, side: Mark) -> bool:
        if side.first == side.last or side.label.endswith(BOTH):
            return False
        lists = self._scene.within(
            "context/shared", range(max(0, side.first - _NEAR), side.first)
        )
        word = self._scene.text.words[side.first]
        is_plural_side = self._scene.lang == "es" and word.endswith("s")
        is_same = side.last - side.first > 1
        return is_same or is_plural_side or any(o.last == side.first for o in lists)

    def _is_listed(self, one: Mark, other: Mark) -> bool:
        """Tell whether nothing but the words of a list stands between two places."""
        words = self._scene.text.words[one.last : other.first]
        is_near = len(words) <= _BEFORE and self._scene.same_sentence(one, other)
        return is_near and all(
            word in _LISTING or word in words_of("reached") for word in words
        )

    def _reach_along(self) -> None:
        """Give one side to all of a chain: "from my left hip down to the foot"."""
        for chain in self._chains():
            sides = [self.given[mark] for mark in chain if mark in self.given]
            is_one = len({side.label for side in sides}) == 1
            if is_one and not sides[0].label.endswith(BOTH):
                free = (mark for mark in chain if self._is_free(mark))
                self.given.update([(mark, _at(sides[0], mark)) for mark in free])

    def _is_free(self, mark: Mark) -> bool:
        is_one = not is_plural(mark) and base(mark) in PAIRED
        return is_one and mark not in self.given

    def _chains(self) -> Iterator[list[Mark]]:
        chain: list[Mark] = []
        for mark in self._marks:
            if chain and not self._leads(chain[-1], mark):
                yield chain
                chain = []
            chain.append(mark)
        if chain:
            yield chain

    def _leads(self, one: Mark, other: Mark) -> bool:
        if other.first - one.last > _LATER or not self._scene.same_sentence(one, other):
            return False
        if self._scene.stance.is_denied_between(one.last, other.first):
            return False
        between = range(max(one.last, other.first - _CHAIN), other.first)
        return bool(self._scene.within("context/along", between))


def _at(side: Mark, mark: Mark) -> Mark:
    """Return a side as if it were said in the very word of a place."""
    return Mark(side.label, mark.first, mark.last)


def _gap(one: Mark, other: Mark) -> int:
    return max(one.first - other.last, other.first - one.last, 0)
