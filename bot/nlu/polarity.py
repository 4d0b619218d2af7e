"""Whether words affirm or deny, how surely, and whose experience they tell."""

from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from bot.nlu.departures import DEPARTED, departures
from bot.nlu.lexicon import LANGS, groups, phrases
from bot.nlu.phrasebook import Mark, Phrasebook
from bot.nlu.words import Text

UNBOTHERED = "unbothered"
_REACH = {"negator": 8, "deny": 14}
_DENIALS = frozenset({"negator", "deny", "result"})
_LINKS = frozenset({"y", "que", "me", "todos", "todo", "and", "that", "all", "which"})
_AUXILIARIES = frozenset({"do", "does", "did"})
_SPAN = 25
_SOFT = frozenset(
    {"anymore", "any", "mucho", "nada", "at", "now", "ahora", "tanto", "much"}
)
_ANSWERS = frozenset(",:-?")
_FAR = 10
_ANDS = frozenset({"y", "and"})
_STARTS = frozenset(
    {"me", "i", "my", "it", "its", "se", "yo", "mi", "mis", "ando", "both", "they"}
) | {"como", "like", "luego", "feels", "prefiero", "preferiria", "quisiera", "ojala"}
_ALSO = frozenset({"too", "also", "tambien", "as"})
_SPARING = ("not_me", UNBOTHERED)
_ALL = frozenset("both all everything they todo todos todas ambas ambos".split())  # noqa: SIM905
_CLOSE = 5
_NOS = frozenset({"no", "not"})
_ISNT = frozenset("isnt arent wasnt werent dont doesnt didnt".split())  # noqa: SIM905
_NEXT = 3
_WITHOUTS = frozenset({"sin", "without"})
_WITHS = frozenset({"con", "with"})
_NORS = frozenset({"ni", "nor"})
_TAILS = frozenset("el la en de gracias thank thankfully myself never".split())  # noqa: SIM905
_FOR = frozenset({"for", "para", "pa"})
_OWNERS = {"other": "other", "third": "third", "self": "patient"}
_STOPS = frozenset(".!?;:,)\n") | {"y", "and", "pero", "but", "e"}


@dataclass(frozen=True)
class Reading:
    """How a piece of text is meant."""

    negated: bool
    hedged: bool
    whose: str


class Stance:
    """The polarity, hedge and owner marks of one message."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._at: dict[int, Mark] = {}
        self._labels: list[str | None] = [None] * len(text.words)
        for mark in _book().marks(text.words):
            for position in range(mark.first, mark.last):
                self._at[position] = mark
                self._labels[position] = mark.label
        self._owners = self._find_owners()

    def reading(self, first: int, last: int) -> Reading:
        """Return how the words from first to last (exclusive) are meant."""
        return Reading(
            self.is_negated(first, last),
            self._is_near("hedge", first, last, 6),
            self.owner(last),
        )

    def is_negated(self, first: int, last: int) -> bool:
        """Tell whether the words are denied where they stand."""
        if self.label(first) in {"negator", "affirm"}:
            return False
        after = self._said_after(last)
        if after is not None and self.text.words[last] not in _ALSO:
            return after
        verb = self._verb_within(first, last)
        if verb:
            return self._is_verb_denied(verb)
        return self._is_denied_before(first, has_verb=self._has_verb_after(last))

    def _has_verb_after(self, last: int) -> bool:
        """Tell whether the words are the subject of a verb: "my hip hurts"."""
        clause = takewhile(
            lambda position: self.text.words[position] not in _STOPS,
            range(last, min(last + _REACH["negator"], len(self.text.words))),
        )
        return any(self.label(position) == "assert" for position in clause)

    def is_denied_between(self, first: int, last: int) -> bool:
        """Tell whether a denial stands among the words from first to last."""
        labels = self._labels[first:last]
        return not _DENIALS.isdisjoint(labels)

    def is_contrasted(self, first: int, last: int) -> bool:
        """Tell whether a "but" stands among the words from first to last."""
        words = self.text.words
        return any(
            self._labels[place] == "contrast" and words[place] not in _ANDS
            for place in range(first, last)
            if words[place - 1] not in _ANDS
        )

    def is_feared(self, first: int, last: int) -> bool:
        """Tell whether the words are only feared, asked about or in the family."""
        return self._is_near("worry", first, last, 5)

    def is_past(self, first: int, last: int) -> bool:
        """Tell whether the sentence puts the words into a closed past."""
        start, end = self.text.bounds[first]
        near = range(max(first - _SPAN, start), min(first + _SPAN, end))
        marks = {place: self._labels[place] for place in near}
        if "again" in marks.values():
            return False
        pasts = (place for place, label in marks.items() if label == "past")
        return not all(self._is_parted(place, first) for place in pasts)

    def is_overcome(self, first: int, last: int) -> bool:
        """Tell whether a thing of years ago is told with its good end."""
        before = self._labels[max(0, first - _SPAN) : first + 1]
        after = self._labels[last : last + _SPAN]
        is_old = not {"long_ago", "past"}.isdisjoint([*before, *after[:6]])
        return is_old and "overcome" in after

    def _is_parted(self, past: int, first: int) -> bool:
        """Tell whether a clause ends between words of the past and later ones."""
        between = self.text.words[past:first]
        labels = self._labels[past + 1 : first]
        return "contrast" in labels or "but" in between or "," in between[2:]

    def owner(self, last: int) -> str:
        """Return "patient" or "other": whose the words before a position are."""
        return self._owners[last - 1] if last else "patient"

    def elliptic(self, last: int) -> bool | None:
        """Return True for a following "yes", False for a "no", None for neither."""
        after = self._said_after(last)
        return None if after is None else not after

    def label(self, position: int) -> str | None:
        """Return the label of the mark that covers a word, if any."""
        mark = self._at.get(position)
        return mark.label if mark else None

    def _find_owners(self) -> list[str]:
        """Name the owner at each word: the last person named in its sentence."""
        if "proxy" in self._labels:
            return ["patient"] * len(self.text.words)
        owners: list[str] = []
        owner = named = "patient"
        others = [mark for mark in set(self._at.values()) if mark.label == "other"]
        asides = frozenset(departures(self.text.words, others))
        for position, sentence in enumerate(self.text.sentences):
            is_new = position and sentence != self.text.sentences[position - 1]
            if is_new or position in asides:
                owner = "patient"
            told = self._owner_told(position)
            if told:
                owner = named if told == "third" else told
                named = owner
            elif self.label(position) == "other":
                named = "other"
            owners.append(owner)
        return owners

    def _owner_told(self, position: int) -> str | None:
        mark = self._at.get(position)
        if mark and mark.label == "assert" and self.text.words[mark.first] == "me":
            return "patient"
        if mark is None or mark.label not in _OWNERS:
            return None
        told = _OWNERS[mark.label]
        return None if told == "other" and self._reports(mark.last) else told

    def _reports(self, position: int) -> bool:
        """Tell whether somebody is named for what they say, or do to the patient."""
        does = self.text.words[position + 1 : position + 2] == ("me",)
        return does or self.label(position) == "reporting"

    def is_refuted(self, last: int) -> bool:
        """Tell whether a test or a doctor took back what ends before a position."""
        end = min(self._end_of_results(last), last + _FAR)
        for position in range(last, end):
            label = self.label(position)
            if label in {"refuted", "result"}:
                return True
            if label in {"assert", "self"}:
                return False
        return False

    def _end_of_results(self, last: int) -> int:
        """Return the sentence's end, or of the next: "Both came back negative"."""
        end = self.text.bounds[last - 1][1]
        goes_on = not _ALL.isdisjoint(self.text.words[end : end + 1])
        return self.text.bounds[end][1] if goes_on else end

    def spared(self, last: int) -> Mark | None:
        """Return a following "but not me", after somebody else's illness."""
        words = self.text.words
        end = min(self.text.bounds[last - 1][1], last + _SPAN)
        end = self.text.bounds[min(end, len(words) - 1)][1]
        marks = (_sparing().at(words, position) for position in range(last, end))
        return next((mark for mark in marks if mark and self._spares(mark)), None)

    def _spares(self, mark: Mark) -> bool:
        """Tell whether no more is said: not "a mí no me molesta la luz"."""
        is_whole = mark.label == UNBOTHERED
        return (self._ends_clause if is_whole else self._is_all_said)(mark.last)

    def _is_all_said(self, position: int) -> bool:
        loose = self.text.words[position : position + 1]
        return self._ends_clause(position) or loose[0] in _TAILS

    def _ends_clause(self, position: int) -> bool:
        words = self.text.words
        return position == len(words) or words[position] in _STOPS

    def _said_after(self, last: int) -> bool | None:
        return True if self._came_out_negative(last) else self._denied_after(last)

    def _came_out_negative(self, last: int) -> bool:
        """Tell whether a test's result follows: "y salieron negativos"."""
        words = self.text.words
        linked = takewhile(_LINKS.__contains__, words[last : last + 3])
        return self.label(last + sum(1 for _ in linked)) == "result"

    def _denied_after(self, last: int) -> bool | None:
        words = self.text.words
        if self.label(last + 1) == "negator" and words[last] in _AUXILIARIES:
            last += 1
        if words[last : last + 1] and words[last] in _ANSWERS:
            return self._answered(last + 1)
        linked = words[last : last + 1] in {("y",), ("and",)}
        mark = self._at.get(last + linked)
        if linked and mark and mark.label != "no_after":
            return None
        if not mark or mark.label not in {"negator", "yes_after", "no_after"}:
            return None
        if mark.label == "no_after":
            return True if not linked or self._ends_clause(mark.last) else None
        verb = self._at.get(mark.last)
        end = verb.last if verb and verb.label == "assert" else mark.last
        ends = end >= len(words) or words[end] in _STOPS | _SOFT
        return (mark.label == "negator") if ends else None

    def _answered(self, position: int) -> bool | None:
        """Read "light, no. noise: yes": an answer that ends its clause."""
        mark = self._at.get(position)
        if not mark or mark.label not in {"negator", "yes_after", "no_after"}:
            return None
        return mark.label != "yes_after" if self._ends_clause(mark.last) else None

    def _verb_within(self, first: int, last: int) -> Mark | None:
        for position in range(first, last):
            mark = self._at.get(position)
            if mark and mark.label in {"assert", "affirm"}:
                return mark
        return None

    def _is_verb_denied(self, verb: Mark) -> bool:
        if verb.label == "affirm":
            return False
        for position in range(verb.first - 1, max(verb.first - 4, -1), -1):
            mark = self._at.get(position)
            if self.text.words[position] in _STOPS or self._closes(mark):
                return False
            if mark and self._is_no(mark):
                return True
        return False

    def _is_no(self, mark: Mark) -> bool:
        """Tell whether a mark is a "no" or ends in one: "dijo que no", "they arent"."""
        word = self.text.words[mark.last - 1]
        return mark.label == "negator" or word in _NOS | _ISNT

    def _closes(self, mark: Mark | None) -> bool:
        return bool(mark) and mark.label in {"contrast", "cause", "assert", "affirm"}

    def _is_denied_before(self, first: int, *, has_verb: bool) -> bool:
        words, sentences = self.text.words, self.text.sentences
        for distance, position in enumerate(range(first - 1, -1, -1), start=1):
            mark = self._at.get(position)
            if sentences[position] != sentences[first] or distance > _REACH["deny"]:
                return False
            if words[position] == ":":
                return False
            if words[position] == "," and (has_verb or self._is_new(position, first)):
                return False
            decided = self._decides(mark, distance, words) if mark else None
            if decided is not None:
                return decided
        return False

    def _is_new(self, comma: int, first: int) -> bool:
        """Tell whether a clause of its own starts after a comma: ", my legs"."""
        return not _STARTS.isdisjoint(self.text.words[comma + 1 : first + 1])

    def _decides(
        self, mark: Mark, distance: int, words: tuple[str, ...]
    ) -> bool | None:
        if mark.label in {"contrast", "cause", "affirm"}:
            return False
        if mark.label == "assert":
            return self._is_verb_denied(mark)
        if mark.label == "result":
            return words[mark.last - 1] in _FOR or distance <= _CLOSE or None
        if mark.label == "deny":
            return True
        return self._negates(mark, distance, words)

    def _negates(
        self, mark: Mark, distance: int, words: tuple[str, ...]
    ) -> bool | None:
        answers = mark.last < len(words) and words[mark.last] in {",", ":"}
        if words[mark.first] in _NORS and self._is_affirmed(mark.first):
            return False
        is_own = mark.label == "negator" or words[mark.last - 1] in _NOS
        reach = _REACH["negator"] if is_own else _NEXT
        if not self._is_no(mark) or answers or distance > reach:
            return None
        lacks = words[mark.first] in _WITHOUTS
        return not (lacks and self._turns_to_with(mark.last, mark.first + distance))

    def _turns_to_with(self, first: int, last: int) -> bool:
        """Tell whether a "with" goes on from a "without": "sin fuerza y con fiebre"."""
        words = self.text.words
        return any(
            words[place] in _WITHS and words[place - 1] in _ANDS | {","}
            for place in range(first + 1, last)
        )

    def _is_affirmed(self, place: int) -> bool:
        """Tell whether a "nor" goes on from what cannot be borne or does not end."""
        return "affirm" in self._labels[self.text.bounds[place][0] : place]

    def _is_near(self, label: str, first: int, last: int, reach: int) -> bool:
        return label in self._labels_around(first, first - reach, last + reach // 2)

    def _labels_around(self, place: int, low: int, high: int) -> list[str | None]:
        """Return the labels from low to high within the sentence of a place."""
        first, last = self.text.bounds[place]
        return self._labels[max(low, first) : min(high, last)]


@cache
def _book() -> Phrasebook:
    labelled: dict[str, list[tuple[str, ...]]] = {}
    for lang in LANGS:
        for label, said in groups(lang, "polarity").items():
            if label not in _SPARING and not label.startswith(DEPARTED):
                labelled.setdefault(label, []).extend(said)
    return Phrasebook(labelled)


@cache
def _sparing() -> Phrasebook:
    return Phrasebook({label: phrases("polarity", label) for label in _SPARING})
