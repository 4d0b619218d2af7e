"""Red-flag patterns: phrases in order with bounded gaps, or together in one message."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, product

from bot.nlu.folding import fold
from bot.nlu.phrases import expand

_GAPS = {"~": 0, "..": 4, "...": 9}
_WHOLE = "= "
_ENDS = frozenset(".!?;\n")
_STEM = re.compile(r"\w+\*?|[^\w\s]")
_SHORTEST_STEM = 3
_LONGEST_STEM = 14
_LONGEST_ENDING = 3
_TRIED = 3
"""Of a part that stands in many places, so many are looked at."""


Wordings = dict[str, "Wordings"]
"""Phrases as a tree of words; the empty key ends a phrase."""

Place = tuple[int, int]
"""Words first to last (exclusive)."""


@dataclass(frozen=True)
class Step:
    """One phrase of a pattern, in any of its wordings, after a gap of so many words."""

    wordings: Wordings
    gap: int


@dataclass(frozen=True)
class Pattern:
    """Parts that must all be found in a message; each is a run of steps.

    A `whole` pattern must be all that the message says.
    """

    line: str
    parts: tuple[tuple[Step, ...], ...]
    whole: bool = False


@dataclass(frozen=True)
class Found:
    """A pattern's parts, each a run of steps at words first to last (exclusive)."""

    parts: tuple[tuple[Place, ...], ...]

    @property
    def extent(self) -> Place:
        """The words from the first part to the last; of a lone run its first step."""
        if len(self.parts) == 1:
            return self.parts[0][0]
        places = [place for part in self.parts for place in part]
        return min(first for first, _ in places), max(last for _, last in places)


class Compiler:
    """Compiles the lines of one set; steps written alike share one tree.

    `@name` in a line stands for the lines of the group `name`.
    """

    def __init__(self, macros: Mapping[str, Sequence[str]]) -> None:
        self._macros = macros
        self._trees: dict[str, Wordings] = {}

    def compile(self, line: str) -> Pattern:
        """Compile a line: `a (b|c) .. d* & @name`.

        `..` allows 4 words between, `...` 9, `~` none; `*` ends a stem; `&` joins
        parts found anywhere in the message; a leading `=` asks for the whole message.

        Raises:
            ValueError: brackets do not match, or a group is unknown.
        """
        wording = line.removeprefix(_WHOLE)
        parts = tuple(self._part(part.split()) for part in wording.split(" & "))
        return Pattern(line, parts, wording != line)

    def _part(self, pieces: list[str]) -> tuple[Step, ...]:
        steps: list[Step] = []
        run: list[str] = []
        gap = 0
        for piece in [*pieces, ".."]:
            if piece not in _GAPS:
                run.append(piece)
                continue
            steps.append(Step(self._wordings(" ".join(run)), gap))
            run, gap = [], _GAPS[piece]
        return tuple(steps)

    def _wordings(self, piece: str) -> Wordings:
        if piece not in self._trees:
            self._trees[piece] = _tree(self._lines(piece))
        return self._trees[piece]

    def _lines(self, piece: str) -> Sequence[str]:
        if not piece.startswith("@"):
            return [piece]
        if piece[1:] not in self._macros:
            known = ", ".join(sorted(self._macros))
            message = f"'{piece}' names no group; known: {known}"
            raise ValueError(message)
        return [_without_gaps(line) for line in self._macros[piece[1:]]]


def _without_gaps(line: str) -> str:
    """Return a line of a group that others use; it is one phrase, without gaps."""
    gaps = {*_GAPS, "&"} & set(line.split())
    if gaps:
        message = f"'{line}' is used by other lines and so may hold no '{min(gaps)}'"
        raise ValueError(message)
    return line


def _tree(lines: Iterable[str]) -> Wordings:
    tree: Wordings = {}
    for line in lines:
        for phrase in expand(fold(line).text):
            branch = tree
            for word in _stems(phrase):
                branch = branch.setdefault(word, {})
            branch[""] = {}
    return tree


def _stems(phrase: str) -> list[str]:
    """Return the words of a folded phrase; a stem keeps its final `*`."""
    words = _STEM.findall(phrase)
    if not words or any(_is_bad_stem(word) for word in words):
        message = f"'{phrase}' is empty or holds a stem that is too short or too long"
        raise ValueError(message)
    return words


def _is_bad_stem(word: str) -> bool:
    stem = word.removesuffix("*")
    return stem != word and not _SHORTEST_STEM <= len(stem) <= _LONGEST_STEM


class Matcher:
    """All patterns of a set, tried on the words of one message at a time."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_rarest: dict[str, list[tuple[int, Pattern]]] = {}
        self._known: set[str] = set()
        trees: dict[int, Wordings] = {}
        for ranked in enumerate(patterns):
            steps = [step for part in ranked[1].parts for step in part]
            for form in min((step.wordings for step in steps), key=_commonness):
                self._by_rarest.setdefault(form, []).append(ranked)
            trees.update({id(step.wordings): step.wordings for step in steps})
        for tree in trees.values():
            self._known.update(_vocabulary(tree))
        self._forms = lru_cache(maxsize=8192)(self._forms_of)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The whole words of all patterns, stems left out."""
        return frozenset(word for word in self._known if word.isalpha())

    def knows(self, word: str) -> bool:
        """Tell whether a word is a word of the patterns, or a stem and an ending."""
        least = len(word) - _LONGEST_ENDING
        return any(len(form.rstrip("*")) >= least for form in self._forms(word))

    def find(self, words: Sequence[str]) -> Iterator[tuple[Pattern, Iterator[Found]]]:
        """Yield the patterns that may stand in the words, and where they do."""
        forms = {word: self._forms(word) for word in set(words)}
        message = _Message(words, forms)
        for pattern in self._candidates(message.present):
            if all(message.may_hold(part) for part in pattern.parts):
                yield pattern, message.find(pattern)

    def _candidates(self, present: Iterable[str]) -> list[Pattern]:
        """Return the patterns whose rarest word is present, as they were given."""
        found = {
            rank: pattern
            for form in present
            for rank, pattern in self._by_rarest.get(form, ())
        }
        return [found[rank] for rank in sorted(found)]

    def _forms_of(self, word: str) -> frozenset[str]:
        longest = min(len(word), _LONGEST_STEM)
        stems = (word[:end] + "*" for end in range(_SHORTEST_STEM, longest + 1))
        return frozenset(form for form in (word, *stems) if form in self._known)


def _commonness(tree: Wordings) -> tuple[int, int]:
    """Rank a step by how often it may start: by its short first words, then by all."""
    return sum(len(form) < _SHORTEST_STEM + 1 for form in tree), len(tree)


def _vocabulary(tree: Wordings) -> Iterator[str]:
    for word, branch in tree.items():
        yield word
        yield from _vocabulary(branch)


class _Message:
    def __init__(
        self, words: Sequence[str], forms: Mapping[str, frozenset[str]]
    ) -> None:
        self._forms = [forms[word] for word in words]
        self._spoken = [place for place, word in enumerate(words) if word.isalnum()]
        ends = accumulate((word in _ENDS for word in words), initial=0)
        self._ends_before = tuple(ends)
        self._read: dict[int, list[Place]] = {}
        self._may: dict[int, bool] = {}
        self._where: dict[str, list[int]] = {}
        for position, word_forms in enumerate(self._forms):
            for form in word_forms:
                self._where.setdefault(form, []).append(position)
        self.present = self._where.keys()

    def may_hold(self, part: tuple[Step, ...]) -> bool:
        return all(self._may_read(step.wordings) for step in part)

    def _may_read(self, tree: Wordings) -> bool:
        """Tell whether all words of some phrase of a tree occur in the message."""
        if tree.keys().isdisjoint(self.present):
            return "" in tree
        known = self._may.get(id(tree))
        if known is None:
            known = "" in tree or any(
                self._may_read(tree[form]) for form in tree.keys() & self.present
            )
            self._may[id(tree)] = known
        return known

    def find(self, pattern: Pattern) -> Iterator[Found]:
        first, *others = pattern.parts
        rest = [tuple(islice(self._places(part), _TRIED)) for part in others]
        if not all(rest):
            return
        for place in self._places(first):
            if not pattern.whole or self._is_all(place):
                yield from (Found((place, *those)) for those in product(*rest))

    def _is_all(self, place: tuple[Place, ...]) -> bool:
        """Tell whether nothing is said outside of a place."""
        return place[0][0] <= self._spoken[0] and self._spoken[-1] < place[-1][1]

    def _places(self, part: tuple[Step, ...]) -> Iterator[tuple[Place, ...]]:
        runs = [self._readings(step.wordings) for step in part]
        done = -1
        for start in runs[0] if all(runs) else ():
            places = self._run(part, runs, start) if start[0] >= done else ()
            if places:
                done = places[-1][1]
                yield places

    def _run(
        self, part: tuple[Step, ...], runs: list[list[Place]], start: Place
    ) -> tuple[Place, ...]:
        """Return the places of a run of steps from its first one on, if all follow."""
        places = [start]
        for step, readings in zip(part[1:], runs[1:], strict=True):
            place = self._next(step, readings, places[-1][1])
            if place is None:
                return ()
            places.append(place)
        return tuple(places)

    def _next(self, step: Step, readings: list[Place], position: int) -> Place | None:
        """Return the first reading of a step after a position, within its gap."""
        at = bisect_left(readings, (position, 0))
        if at == len(readings) or readings[at][0] - position > step.gap:
            return None
        place = readings[at]
        crossed = self._ends_before[place[0]] - self._ends_before[position]
        return None if crossed else place

    def _readings(self, tree: Wordings) -> list[Place]:
        """Return every place where a phrase of a tree stands, from left to right."""
        if id(tree) not in self._read:
            starts = sorted({p for f in tree for p in self._where.get(f, ())})
            ends = ((start, self._end(tree, start)) for start in starts)
            self._read[id(tree)] = [place for place in ends if place[1]]
        return self._read[id(tree)]

    def _end(self, branch: Wordings, position: int) -> int:
        """Return where the longest phrase of a tree ends, 0 if none starts here."""
        longest = position if "" in branch else 0
        if len(branch) == bool(longest) or position == len(self._forms):
            return longest
        for form in self._forms[position] & branch.keys():
            longest = max(longest, self._end(branch[form], position + 1))
        return longest
