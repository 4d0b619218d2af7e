"""What a thing does to the patient: cold + hurts, warmth + helps, noise + "no"."""

from collections.abc import Iterator
from functools import cached_property

from bot.nlu.deeds import ROLE, deeds
from bot.nlu.mentions import Draft, Scene
from bot.nlu.phrasebook import Mark
from bot.nlu.verdicts import BASES, Verdict

_REACH = 10
_SENSES_REACH = 8
_LIKE = 5
_NEAR = 4
_LEAD = 3
_BACK = 4
_QUESTION = 5
_OPENING = 5
_ANDS = frozenset({"y", "e", "and", "o", "or"})
_BUTS = frozenset({"pero", "aunque", "sino", "but", "although", "only", "solo"})
_TOPICS = ("hypersensitivity", "comorbidity")
_STIMULUS = "stimulus"
_ANSWERS = frozenset("si no tambien tampoco yes too does doesnt do dont".split())  # noqa: SIM905
_LOADS = frozenset({"weight", "peso", "apoyo", "piso", "pisar"})
_YES = frozenset({"si", "yes", "does", "do"})
_MINE = frozenset({"me", "my"})
_WITH = frozenset({"con", "en", "in", "with"})
_UNWELCOME = frozenset(
    {"com_sound", "com_light", "com_odour", "hx_touch", "hx_pressure"}
)
_AFTER = frozenset(
    "con de a en sin por para with in by for of at to on like from about que".split()  # noqa: SIM905
)
_NOS = frozenset({"no", "ni", "dont", "doesnt", "not", "never", "neither", "without"})


class Pairing:
    """Pairs each thing named in a scene with what is said of it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._stance = scene.stance
        self._clauses = scene.clauses
        self._base = "bothers"
        self._is_no = False

    def drafts(self) -> Iterator[Draft]:
        """Yield a finding for every thing of which something is said."""
        for mark in self._stimuli:
            verdict = self._verdict(mark)
            if verdict:
                self._base = verdict.base
                self._is_no = self._scene.text.words[verdict.mark.first] in _NOS
            value = verdict and verdict.of(_name(mark))
            if verdict and value:
                first = min(mark.first, verdict.mark.first)
                last = max(mark.last, verdict.mark.last)
                own = verdict.mark != mark and self._is_mine(last)
                yield Draft(_name(mark), value, first, last, own=own)

    def _is_mine(self, last: int) -> bool:
        """Tell whether it is done to the patient: "lifting him hurts my wrists"."""
        return not _MINE.isdisjoint(self._scene.text.words[last : last + 1])

    @cached_property
    def _stimuli(self) -> list[Mark]:
        marks = (mark for topic in _TOPICS for mark in self._scene.of(topic))
        named = [m for m in marks if m.label.endswith(f".{_STIMULUS}")]
        things = (*named, *deeds(self._scene))
        return sorted(
            (mark for mark in things if self._is_meant(mark)),
            key=lambda mark: mark.first,
        )

    def _is_meant(self, mark: Mark) -> bool:
        """Tell whether a thing is named for itself, not in an idiom or comparison."""
        start = self._scene.text.bounds[mark.first][0]
        asks = self._scene.within("context/asking", range(start, mark.first))
        is_idle = asks or self._is_compared(mark) or self._is_done_with(mark)
        return not is_idle and not self._scene.is_masked(mark)

    def _is_done_with(self, mark: Mark) -> bool:
        """Tell whether it is the cold that counts: "washing up in cold water"."""
        if not _name(mark).startswith("hx_movement"):
            return False
        after = range(mark.last, mark.last + _NEAR)
        words = self._scene.text.words
        return any(
            _name(one) in {"hx_cold", "hx_heat"} and words[one.first - 1] in _WITH
            for one in self._scene.within("hypersensitivity", after)
        )

    def _is_compared(self, mark: Mark) -> bool:
        """Tell whether a "like a" stands before a thing, and no "when" between."""
        clause = self._clauses.words(self._clauses.at(mark.first))
        first = max(mark.first - _LIKE, clause.start)
        compared = self._scene.within("context/comparison", range(first, mark.first))
        if not compared:
            return False
        between = range(compared[-1].last, mark.first)
        leads = self._scene.within("context/condition", between)
        return not any(lead.last >= mark.first - _LEAD for lead in leads)

    @cached_property
    def _predicates(self) -> list[tuple[str, Mark]]:
        told = [
            (group, mark)
            for group in BASES
            for mark in self._scene.of(f"context/{group}")
            if group != "fine" or self._is_predicate(mark)
        ]
        return [*told, *(("felt", mark) for mark in self._scene.of("descriptors"))]

    def _is_predicate(self, mark: Mark) -> bool:
        """Tell whether a lone "fine" ends its clause: not "bien cansada"."""
        clause = self._clauses.words(self._clauses.at(mark.first))
        return mark.last - mark.first > 1 or clause.stop - mark.last <= 1

    def _verdict(self, mark: Mark) -> Verdict | None:
        number = self._clauses.at(mark.first)
        return (
            self._unable(mark)
            or self._within(mark, number)
            or self._elliptic(mark)
            or self._ahead(mark, number)
            or self._at_end(mark)
            or self._behind(mark, number)
            or self._on_condition(mark)
            or self._effect(mark)
            or self._asked(mark)
        )

    def _within(self, mark: Mark, number: int) -> Verdict | None:
        clause = self._clauses.words(number)
        found = [
            (group, other)
            for group, other in self._predicates
            if other.first in clause and self._may_pair(mark, group, other)
        ]
        return self._nearest(mark, found)

    def _nearest(self, mark: Mark, found: list[tuple[str, Mark]]) -> Verdict | None:
        if not found:
            return None
        group, other = min(found, key=lambda one: _distance(mark, one[1]))
        return self._judged(mark, group, other)

    def _may_pair(self, mark: Mark, group: str, other: Mark) -> bool:
        gap = _gap(mark, other)
        overlap = other.first < mark.last and mark.first < other.last
        if overlap or gap > _reach(mark, group) or _is_idle(mark, group):
            return False
        return not self._is_parted(mark, other)

    def _is_parted(self, mark: Mark, other: Mark) -> bool:
        """Tell whether an "and" parts them, with a predicate on the thing's side."""
        low, high = min(mark.last, other.last), max(mark.first, other.first)
        words = self._scene.text.words
        for place in (p for p in range(low, high) if words[p] in _ANDS):
            mine = range(low, place) if mark.first < place else range(place, high)
            if any(one.first in mine for _, one in self._predicates):
                return True
        return False

    def _judged(self, mark: Mark, group: str, other: Mark) -> Verdict:
        is_fine = group == "fine"
        denied = self._is_undone(other) if is_fine else self._is_denied(mark, other)
        return Verdict(BASES[group], not denied, other)

    def _is_undone(self, fine: Mark) -> bool:
        """Tell whether a "not" stands before "fine"; what ends a test is none."""
        before = (self._stance.label(fine.first - step) for step in (1, 2))
        return "negator" in before

    def _is_denied(self, mark: Mark, other: Mark) -> bool:
        answer = self._stance.elliptic(mark.last)
        if answer is not None and other.first > mark.last + 1:
            return not answer
        before = [self._stance.label(mark.first - step) for step in (1, 2)]
        is_apart = mark.first > 0 and self._scene.text.words[mark.first - 1] == ","
        if other.first > mark.last and "negator" in before and not is_apart:
            return True
        return self._stance.is_negated(other.first, other.last)

    def _unable(self, mark: Mark) -> Verdict | None:
        """Read "I cannot bend for the pain": what is not done because it hurts."""
        end = self._scene.text.bounds[mark.first][1]
        before = range(max(mark.first - _LEAD - 1, 0), mark.first + 1)
        after = range(mark.last, min(mark.last + _SENSES_REACH, end))
        reasons = self._scene.within("context/for_pain", after)
        unable = self._scene.within("context/unable", before)
        if reasons and unable:
            return Verdict("bothers", True, reasons[0])  # noqa: FBT003
        if unable and self._is_rest(mark) and self._is_kept_from(mark, unable[-1]):
            return Verdict("bothers", True, mark)  # noqa: FBT003
        is_hurt = self._scene.within("context/not_even", before) and self._hurts(mark)
        return Verdict("bothers", True, mark) if is_hurt else None  # noqa: FBT003

    def _is_kept_from(self, mark: Mark, unable: Mark) -> bool:
        """Tell whether a "cannot" stands right before a thing; a mere "ni" is none."""
        is_nor = "ni" in self._scene.text.words[unable.first : unable.first + 2]
        return _gap(unable, mark) <= 1 and not is_nor

    def _is_rest(self, mark: Mark) -> bool:
        """Tell whether it is lying, kneeling and the like: no weight put on a foot."""
        words = self._scene.text.words[mark.first : mark.last]
        return _name(mark) == "hx_pressure" and _LOADS.isdisjoint(words)

    def _hurts(self, mark: Mark) -> bool:
        """Tell whether the sentence goes on with a pain."""
        rest = range(mark.last, self._scene.text.bounds[mark.first][1])
        topics = ("context/pain", "context/annoyance", "descriptors")
        return any(self._scene.within(topic, rest) for topic in topics)

    def _effect(self, mark: Mark) -> Verdict | None:
        """Read "the glare liquidates me": what a thing does to "me", in any words."""
        words, clause = self._scene.text.words, self._clauses.at(mark.first)
        places = range(
            mark.last, min(mark.last + _NEAR, self._clauses.words(clause).stop)
        )
        is_subject = _AFTER.isdisjoint(words[max(mark.first - 2, 0) : mark.first])
        if _name(mark) not in _UNWELCOME or not is_subject:
            return None
        me = next((p for p in places if words[p] == "me"), None)
        if me is None or words[me - 1] in _AFTER:
            return None
        labels = [self._stance.label(place) for place in range(mark.last, me)]
        return Verdict("bothers", "negator" not in labels, mark)

    def _elliptic(self, mark: Mark) -> Verdict | None:
        """Read "the cold, no": it does not do what the thing before does."""
        return self._of_answer(mark, self._stance.elliptic(mark.last))

    def _at_end(self, mark: Mark) -> Verdict | None:
        """Read "sitting on a hard chair does": an answer that ends its clause."""
        clause = self._clauses.words(self._clauses.at(mark.first))
        rest = range(mark.last + 1, min(clause.stop, mark.last + _NEAR))
        if any(one.first in rest for one in self._stimuli):
            return None
        words = self._scene.text.words
        places = (place for place in rest if words[place] in _ANSWERS)
        answers = (self._stance.elliptic(place) for place in places)
        return self._of_answer(mark, next(answers, None))

    def _of_answer(self, mark: Mark, answer: bool | None) -> Verdict | None:  # noqa: FBT001
        if answer is False and self._is_after_fine(mark):
            return Verdict("fine", False, mark)  # noqa: FBT003
        is_set = self._base != "bothers" or self._is_asked(mark)
        told = is_set or self._scene.of("context/annoyance")
        if answer is None or not told:
            return None
        if self._base == "fine" and answer and self._is_no and self._is_yes(mark.last):
            return Verdict("bothers", True, mark)  # noqa: FBT003
        return Verdict(self._base, answer, mark)

    def _is_after_fine(self, mark: Mark) -> bool:
        """Tell whether "fine" came before: "sitting is ok, bending isn't"."""
        first = max(mark.first - _REACH, self._scene.text.bounds[mark.first][0])
        before = range(first, mark.first)
        said = [
            one for g, one in self._predicates if g == "fine" and one.first in before
        ]
        return bool(said) and not self._is_undone(said[-1])

    def _is_yes(self, place: int) -> bool:
        """Tell whether a "yes" follows, which goes against a "does nothing" before."""
        return not _YES.isdisjoint(self._scene.text.words[place : place + 2])

    def _ahead(self, mark: Mark, number: int) -> Verdict | None:
        """Read "the cold, honestly, kills me": what the next clauses say."""
        sentence = self._scene.text.bounds[mark.first]
        for following in range(number + 1, len(self._clauses)):
            clause = self._clauses.words(following)
            if not self._continues(sentence, clause.start):
                return None
            if self._parts(mark, clause):
                return self._spared(mark, following)
            found = self._within(mark, following) or self._listed(following)
            if found:
                return None if self._is_of_another(found, clause) else found
        return None

    def _spared(self, mark: Mark, number: int) -> Verdict | None:
        """Read "there is noise, but it does not bother me"."""
        is_next = number == self._clauses.at(mark.first) + 1
        if not is_next or number in self._things:
            return None
        found = self._within(mark, number)
        is_lone = found and found.mark.last - found.mark.first == 1
        is_told = found and not (found.base == "fine" and is_lone)
        return found if is_told and found.value == "false" else None

    def _is_of_another(self, found: Verdict, clause: range) -> bool:
        """Tell whether "and the rest is fine" speaks of something else."""
        return found.base == "fine" and self._scene.text.words[clause.start] in _ANDS

    def _listed(self, number: int) -> Verdict | None:
        """Return what is said of the next thing of a list: "noise, light: all hurt"."""
        things = self._things.get(number, ())
        return self._verdict(things[0]) if things else None

    @cached_property
    def _things(self) -> dict[int, list[Mark]]:
        """The things named in each clause."""
        things: dict[int, list[Mark]] = {}
        for mark in self._stimuli:
            things.setdefault(self._clauses.at(mark.first), []).append(mark)
        return things

    def _continues(self, sentence: tuple[int, int], place: int) -> bool:
        """Tell whether a place is in a sentence, or just after a short question."""
        asks = self._scene.text.words[sentence[1] - 1] == "?"
        clause = self._clauses.words(self._clauses.at(sentence[1] - 1))
        is_next = asks and len(clause) <= _QUESTION
        return sentence[0] <= place < sentence[1] + (_QUESTION if is_next else 0)

    def _behind(self, mark: Mark, number: int) -> Verdict | None:
        """Read "it hurts, above all in the cold"."""
        sentence = self._scene.text.bounds[mark.first]
        for before in range(number, max(number - _BACK, 0), -1):
            clause = self._clauses.words(before)
            is_far = mark.first - clause.start > _OPENING
            if clause.start <= sentence[0] or self._turns(clause) or is_far:
                return None
            found = self._within(mark, before - 1)
            if found:
                return found
        return None

    def _parts(self, mark: Mark, clause: range) -> bool:
        """Tell whether a "but" starts a clause; "however" may only set off a topic."""
        if self._stance.label(clause.start) == "cause":
            return True
        is_but = self._scene.text.words[clause.start] in _BUTS
        return self._turns(clause) and (is_but or clause.start != mark.last)

    def _turns(self, clause: range) -> bool:
        return self._stance.label(clause.start) == "contrast"

    def _on_condition(self, mark: Mark) -> Verdict | None:
        """Read "my jaw, when I chew": a thing named as what brings on the pain."""
        before = range(max(mark.first - _LEAD, 0), mark.first + 1)
        leads = self._scene.within("context/condition", before)
        is_history = mark.label.startswith("hypersensitivity/")
        if not is_history or not leads or not self._is_painful(mark):
            return None
        denied = self._stance.is_negated(mark.first, mark.last)
        return None if denied else Verdict("bothers", True, mark)  # noqa: FBT003

    def _is_painful(self, mark: Mark) -> bool:
        """Tell whether the sentence speaks of a pain or a place."""
        sentence = range(*self._scene.text.bounds[mark.first])
        topics = ("context/pain", "descriptors", "regions")
        return any(self._scene.within(topic, sentence) for topic in topics)

    def _asked(self, mark: Mark) -> Verdict | None:
        if not self._is_asked(mark):
            return None
        denied = self._stance.is_negated(mark.first, mark.last)
        return Verdict("bothers", not denied, mark)

    def _is_asked(self, mark: Mark) -> bool:
        return mark.label.partition("/")[0] == self._scene.asked


def _is_idle(mark: Mark, group: str) -> bool:
    """Tell whether a group says nothing of a thing.

    Something done that is but said to be fine may be no movement; what is felt says
    nothing of noise or light.
    """
    if group == "felt":
        return not mark.label.startswith("hypersensitivity/")
    return mark.label.endswith(f".{ROLE}") and BASES[group] != "bothers"


def _reach(mark: Mark, group: str) -> int:
    if group in {"pain", "felt"}:
        return _NEAR
    return _REACH if mark.label.startswith("hypersensitivity/") else _SENSES_REACH


def _name(mark: Mark) -> str:
    return mark.label.partition("/")[2].partition(".")[0]


def _distance(one: Mark, other: Mark) -> tuple[int, int]:
    """Rank what stands near by its gap; of two alike the longer comes first."""
    return _gap(one, other), other.first - other.last


def _gap(one: Mark, other: Mark) -> int:
    return max(one.first - other.last, other.first - one.last, 0)
