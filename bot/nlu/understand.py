"""One message, understood: its language, its findings with their words, and its act."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.nlu.acts import act
from bot.nlu.carers import of_patient
from bot.nlu.changes import Changes
from bot.nlu.durations import Durations
from bot.nlu.extraction import findings, spared
from bot.nlu.finder import finder
from bot.nlu.language import detect
from bot.nlu.lexicon import LANGS, Lang
from bot.nlu.likely import weigh
from bot.nlu.listener import Verdict, judge
from bot.nlu.mentions import Draft, Mention, Scene
from bot.nlu.phrasebook import Mark
from bot.nlu.polarity import Stance
from bot.nlu.reading import read
from bot.nlu.signs import signs
from bot.nlu.surroundings import Topics
from bot.nlu.warnings import WHOEVER
from bot.nlu.words import Text

_PAINLESS = frozenset(
    {"anxiety", "cancer", "depression", "diabetes", "hypertension", "hypothyroidism"}
)
_ECLIPSES = {
    "com_fatigue": {"conditions.chronic_fatigue"},
    "hx_cold": {"dn4i.painful_cold"},
    "pelvis": {"conditions.chronic_pelvic_pain"},
    "head": {"com_cognition", "conditions.cluster_headache"},
    "face": {"com_light", "com_sound"},
}
_PAINS = ("context/pain", "descriptors", "distribution", "hypersensitivity")
_HINT = ".hint"
_WARNING_SIGNS = "safety"
_SHARED = frozenset(
    {
        "context/pain",
        "context/annoyance",
        "context/relief",
        "context/fine",
        "context/over",
        "context/formerly",
        "context/bearing",
        "context/condition",
        "context/aside",
        "context/operated",
        "context/painless",
        "context/well",
        "context/meanwhile",
        "context/ended",
        "context/dismissed",
        "context/elsewhere",
        "context/held",
        "context/mask",
        "context/beyond",
        "context/undenied",
        "context/had",
        "context/mine",
        "sides",
    }
)


@dataclass(frozen=True)
class Understanding:
    """What a message says.

    `lang` is "es", "en" or None (undecidable). `act` is what the whole message does:
    yes, no, none, dont_know, skip, speak_es, speak_en, greet, done, correct; or what
    it unmistakably asks for (`bot.nlu.requests.REQUESTS`); or None.
    `hints` names findings that the message touches on without stating them: com_sleep
    for bad sleep of which no waking is told. `doubts` holds the codes of red flags
    that it may mean: they must be asked about.
    """

    lang: Lang | None
    findings: tuple[Mention, ...]
    act: str | None
    hints: tuple[str, ...]
    doubts: tuple[str, ...]


def understand(
    text: str, *, asked: str | None = None, today: date, for_another: bool = False
) -> Understanding:
    """Understand one message of a patient; any str is accepted.

    Args:
        text: the message as received.
        asked: the topic that was just asked, which lets short answers mean something.
        today: the day that relative dates are counted from.
        for_another: whether somebody answers for the patient.
    """
    message = of_patient(read(text), for_another=for_another)
    stance = Stance(message)
    marks = {lang: _marks(message, lang) for lang in LANGS}
    shared = _shared(marks.values()) | {"regions": _places_named(marks.values())}
    scenes = [
        Scene(message, stance, _owned(marks[lang]) | shared, asked, lang)
        for lang in LANGS
    ]
    warnings = judge(message, stance, today)
    mentions = [
        *_lexical(scenes),
        *_told(scenes),
        *_timed(scenes, today),
        *_red_flags(message, warnings),
    ]
    retracts = any(scene.of("context/takeback") for scene in scenes)
    heard = _merge(_eclipsed(mentions), retracts=retracts)
    heard = weigh(stance, heard, asked)
    sided = any(scene.of("sides") for scene in scenes)
    hints = tuple(_hints(scenes, heard))
    states = bool(heard or hints) or sided or asked == _WARNING_SIGNS
    done, lang = act(message, states=states)
    known = [lang for lang in LANGS for found in marks[lang].values() for _ in found]
    spoken = detect(message, [*known, lang, lang])
    return Understanding(spoken, heard, done, hints, warnings.doubts)


def _marks(message: Text, lang: Lang) -> dict[str, tuple[Mark, ...]]:
    """Return the phrases of one language by topic, words of context by group."""
    marks: dict[str, list[Mark]] = {}
    for mark in finder(lang).find(message.words):
        topic = mark.label.partition("/")[0]
        key = mark.label if topic == "context" else topic
        marks.setdefault(key, []).append(mark)
    return {key: tuple(found) for key, found in marks.items()}


def _shared(
    marks: Iterable[dict[str, tuple[Mark, ...]]],
) -> dict[str, tuple[Mark, ...]]:
    """Return the words of context in either language: "me duele my knee"."""
    shared: dict[str, tuple[Mark, ...]] = {}
    for mine in marks:
        for key in _SHARED & mine.keys():
            shared[key] = shared.get(key, ()) + mine[key]
    return {key: tuple(sorted(shared[key], key=_first)) for key in shared}


def _first(mark: Mark) -> int:
    return mark.first


def _owned(marks: dict[str, tuple[Mark, ...]]) -> dict[str, tuple[Mark, ...]]:
    """Return marks with the places named in their own language set apart."""
    return marks | {"regions/own": marks.get("regions", ())}


def _places_named(
    marks: Iterable[dict[str, tuple[Mark, ...]]],
) -> tuple[Mark, ...]:
    """Return the places in either language, the longest where they overlap."""
    named = [mark for mine in marks for mark in mine.get("regions", ())]
    taken: set[int] = set()
    kept: list[Mark] = []
    for mark in sorted(named, key=lambda one: one.first - one.last):
        span = range(mark.first, mark.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(mark)
    return tuple(sorted(kept, key=_first))


def _lexical(scenes: Iterable[Scene]) -> Iterator[Mention]:
    for scene in scenes:
        drafts = list(findings(scene))
        for draft in Changes(scene).now((*drafts, *spared(scene, drafts))):
            yield _mention(scene.stance, draft, scene.lang)


def _told(scenes: Sequence[Scene]) -> Iterator[Mention]:
    stance, changes = scenes[0].stance, Changes(scenes[0])
    for draft, lang in signs(stance):
        for held in changes.now([draft]):
            yield _mention(stance, held, lang)


def _hints(scenes: Iterable[Scene], heard: Iterable[Mention]) -> Iterator[str]:
    """Yield each finding that is hinted at and not stated, once."""
    stated = {one.name for one in heard}
    hinted = (mark.label for scene in scenes for mark in _hinting(scene))
    names = (label.partition("/")[2].removesuffix(_HINT) for label in hinted)
    yield from dict.fromkeys(name for name in names if name not in stated)


def _hinting(scene: Scene) -> Iterator[Mark]:
    for mark in scene.of("comorbidity"):
        reading = scene.stance.reading(mark.first, mark.last)
        is_said = not reading.negated and not scene.is_masked(mark)
        is_hint = mark.label.endswith(_HINT) and is_said
        if is_hint and reading.whose == "patient":
            yield mark


def _timed(scenes: list[Scene], today: date) -> Iterator[Mention]:
    stance = scenes[0].stance
    pains = _places(mark for scene in scenes for mark in _pains(scene))
    places = _places(mark for scene in scenes for mark in scene.of("regions"))
    illnesses = _places(mark for scene in scenes for mark in _painless(scene))
    durations = Durations(stance, Topics(pains, places, illnesses), today)
    amount = durations.of_pain(scenes[0].asked)
    if amount:
        span = amount.first, amount.last
        draft = Draft("duration_months", amount.interval(), *span, own=True)
        yield _mention(stance, draft, None, hedged=amount.hedged)


def _pains(scene: Scene) -> Iterator[Mark]:
    for topic in _PAINS:
        yield from scene.of(topic)
    yield from (mark for mark in scene.of("conditions") if not _is_painless(mark))


def _places(marks: Iterable[Mark]) -> frozenset[int]:
    return frozenset(mark.first for mark in marks)


def _painless(scene: Scene) -> Iterator[Mark]:
    """Yield the illnesses named whose time says nothing of the pain's."""
    yield from (mark for mark in scene.of("conditions") if _is_painless(mark))


def _is_painless(mark: Mark) -> bool:
    return mark.label.partition("/")[2] in _PAINLESS


def _red_flags(message: Text, warnings: Verdict) -> Iterator[Mention]:
    for heard in warnings.told:
        start, end = message.raw_span(heard.first, heard.last)
        yield Mention(
            name="red_flags",
            value=heard.code,
            negated=not heard.stated and heard.whose == "patient",
            hedged=heard.hedged,
            whose="patient" if heard.code in WHOEVER else heard.whose,
            start=start,
            end=end,
            words=message.folded.raw[start:end],
            lang=None,
        )


def _mention(
    stance: Stance, draft: Draft, lang: Lang | None, *, hedged: bool = False
) -> Mention:
    start, end = stance.text.raw_span(draft.first, draft.last)
    reading = stance.reading(draft.first, draft.last)
    return Mention(
        name=draft.name,
        value=draft.value,
        negated=draft.negated,
        hedged=hedged or reading.hedged,
        whose="patient" if draft.own else reading.whose,
        start=start,
        end=end,
        words=stance.text.folded.raw[start:end],
        lang=lang,
    )


def _merge(mentions: Iterable[Mention], *, retracts: bool) -> tuple[Mention, ...]:
    """Keep the longest of overlapping mentions; each finding once, the last said.

    Of several things of a kind one that bothers counts, unless the message takes
    something back.
    """
    kept: list[Mention] = []
    taken: dict[tuple[str, object], set[int]] = {}
    for mention in sorted(mentions, key=lambda one: one.start - one.end):
        places = taken.setdefault(_rivalry(mention), set())
        span = range(mention.start, mention.end)
        if places.isdisjoint(span):
            places.update(span)
            kept.append(mention)
    last: dict[tuple[str, object, str], Mention] = {}
    for one in sorted(kept, key=lambda one: one.start):
        if retracts or not _is_outweighed(one, last.get(_identity(one))):
            last[_identity(one)] = one
    return tuple(sorted(last.values(), key=lambda one: (one.start, one.name)))


def _is_outweighed(one: Mention, before: Mention | None) -> bool:
    """Tell whether one thing that bothers outweighs a later one that does not."""
    is_kind = one.name.startswith(("hx_", "com_"))
    return is_kind and bool(before) and (before.value, one.value) == ("true", "false")


def _eclipsed(heard: Sequence[Mention]) -> tuple[Mention, ...]:
    """Drop what is but part of something else: a cold pain is no cold."""
    return tuple(
        one
        for one in heard
        if not any(
            two.name in _ECLIPSES.get(_kind(one), ())
            and one.start < two.end
            and two.start < one.end
            for two in heard
        )
    )


def _kind(one: Mention) -> str:
    is_place = one.name == "pain_regions"
    return str(one.value).partition(":")[0] if is_place else one.name


def _rivalry(one: Mention) -> tuple[str, object]:
    """Name what excludes one another where it overlaps; red flags never do."""
    return one.name, one.value if one.name == "red_flags" else None


def _identity(one: Mention) -> tuple[str, object, str]:
    many = one.name in {"pain_regions", "red_flags"}
    return one.name, one.value if many else None, one.whose
