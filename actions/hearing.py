"""One message as the actions see it, and what it adds to the record of findings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.interfaces import Tracker

from actions.folding import fold
from actions.questions import Question, is_answered, questions
from actions.sides import names_side, side_in
from actions.ticks import pieces
from actions.typed_numbers import number_in
from criteria.record import Evidence, Record, Status
from criteria.regions import suggest_distribution

NAMED_ENTITIES = ("choice", "language")
PAIRED = frozenset(
    {"shoulder", "upper_arm", "elbow", "forearm", "arm", "wrist", "hand", "buttock"}
    | {"hip", "thigh", "knee", "lower_leg", "leg", "ankle", "foot"}
)
SURE = 0.95
WHOLE_SENTENCE = 5
ASKS_OF_ONE = re.compile(
    r"\b(tengo|sera|es|do i have|could it be|is (it|this))\b[^.!]*\?"
)
ASKS_WHICH = re.compile(
    r"\b(que (enfermedad )?tengo|que me pasa|do i have|what do i have|"
    r"what is wrong with me|what's wrong with me)\b[^.!]*\?"
)
ANSWER_FOR_ANOTHER = ("carer", "interpreter")
YES_OR_NO = {"affirm": "yes", "deny": "no"}
SUGGESTED = "regions"
WITHOUT_WORDS = ("dont_know", "skip", "switch_language")


@dataclass(frozen=True, slots=True)
class Message:
    """The patient's last message: its words, its intent and what was understood in it.

    `requested` is the slot it answers, `choice` the quick reply that was tapped, or the
    first of those that were `ticked` together,
    `confidence` how sure the intent is (0 to 1), `raised` the session's red flags,
    `hints` the findings that were touched on without being stated, `doubts` the red
    flags that the message may mean, `told` what the server knows of the session
    (identity, resume_code, clinic_phone), `at` the time.
    """

    words: str
    seq: int
    requested: str | None
    intent: str | None
    confidence: float
    choice: str | None
    lang: str | None
    wanted_language: str | None
    mentions: tuple[Mapping[str, Any], ...]
    raised: tuple[str, ...]
    hints: tuple[str, ...]
    at: str | None = None
    ticked: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Tell whether the intent is certain, not a classifier's guess."""
        return self.choice is not None or self.confidence >= SURE

    def as_evidence(self) -> Evidence:
        """Return the whole message as the words behind a finding."""
        extractor = "typed" if self.choice is None else "choice"
        return self.evidence(0, len(self.words), extractor)

    def evidence(self, start: int, end: int, extractor: str) -> Evidence:
        """Return a part of the message as the words behind a finding."""
        return Evidence(
            turn=self.seq,
            start=start,
            end=end,
            words=self.words[start:end],
            lang=self.lang if self.lang in ("es", "en") else None,
            extractor=extractor,
        )

    def ticks(self) -> Iterator[tuple[str, Evidence]]:
        """Yield each ticked quick reply with its own words as evidence."""
        places = pieces(self.words)
        if len(places) != len(self.ticked):
            places = [(0, len(self.words))] * len(self.ticked)
        for choice, (start, end) in zip(self.ticked, places, strict=True):
            yield choice, self.evidence(start, end, "choice")

    @property
    def asks_diagnosis(self) -> bool:
        """Tell whether the message asks whether the person has an illness."""
        named = any(one["entity"].startswith("conditions.") for one in self.mentions)
        plain = fold(self.words)
        return bool((named and ASKS_OF_ONE.search(plain)) or ASKS_WHICH.search(plain))

    @property
    def is_foreign(self) -> bool:
        """Tell whether a whole sentence is in neither of our languages."""
        return self.lang is None and len(self.words.split()) >= WHOLE_SENTENCE

    @property
    def is_off_topic(self) -> bool:
        """Tell whether it is about something else: a question that states nothing."""
        is_question = self.words.rstrip().endswith("?") and not self.mentions
        return self.intent == "out_of_scope" or is_question

    @property
    def is_done(self) -> bool:
        """Tell whether it surely says no more than that all is said: "that's all"."""
        is_sure = self.choice is None and self.confidence >= SURE
        return self.intent == "done" and is_sure

    @property
    def corrects(self) -> bool:
        """Tell whether the message takes back something said before."""
        is_read_back = (self.requested or "").startswith("read_back")
        return self.intent == "correct" or is_read_back or self.requested == "clarify"

    def is_act(self, intent: str, choice: str | None = None) -> bool:
        """Tell whether the message is an act: tapped as a choice or said in words.

        To a question about warning signs only a sure intent counts.
        """
        if self.choice is not None:
            return self.choice == (choice or intent)
        is_warning = (self.requested or "").startswith("safety")
        return self.intent == intent and (self.confidence >= SURE or not is_warning)


def last_message(tracker: Tracker) -> Message:
    """Read the last message from Rasa's tracker.

    The server puts `seq`, `said` (the words shown for a quick reply) and `red_flags`
    in the message metadata; Rasa's own channels leave them out.
    """
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    entities = latest.get("entities") or []
    intent = latest.get("intent") or {}
    return Message(
        words=metadata.get("said") or latest.get("text") or "",
        seq=metadata.get("seq", 0),
        requested=tracker.get_slot("requested_slot"),
        intent=intent.get("name"),
        confidence=intent.get("confidence") or 0.0,
        choice=_value(entities, "choice"),
        ticked=_values(entities, "choice") if intent.get("name") == "tick" else (),
        lang=latest.get("language"),
        wanted_language=_value(entities, "language"),
        mentions=tuple(e for e in entities if e["entity"] not in NAMED_ENTITIES),
        raised=tuple(metadata.get("red_flags", ())),
        hints=tuple(latest.get("hints") or ()),
        doubts=tuple(latest.get("doubts") or ()),
        at=metadata.get("at"),
        told=metadata.get("told") or {},
    )


def hear(record: Record, message: Message) -> Record:
    """Add to the record what the message states, whatever was asked."""
    before = record
    record = _hear_raised(record, message)
    for mention in message.mentions:
        is_asked = message.asks_diagnosis and mention["entity"].startswith("conditions")
        if mention.get("whose") != "other" and not is_asked:
            record = _hear_mention(record, message, mention)
    record = _hear_corrected_side(record, message)
    for hint in message.hints:
        record = record.mark(hint, Status.NOT_ASSESSED)
    if corrects_another(before, record, message):
        return record
    return _hear_choice(record, message)


def corrects_another(before: Record, after: Record, message: Message) -> bool:
    """Tell whether a correction changed another answer than the one asked for.

    A read-back shows what was changed, so nothing is "another" answer there.
    """
    question = questions().get(message.requested or "")
    if message.intent != "correct" or not question or question.topic == "read_back":
        return False
    told = {name for name in before.names() if before.get(name).is_said}
    changed = {n for n in told if before.get(n).value != after.get(n).value}
    answers = any(before.get(n) != after.get(n) for n in question.asks_about)
    return bool(changed.difference(question.holds)) and not answers


def painful_regions(record: Record) -> list[str]:
    """Return the regions that hurt, none if none was named."""
    value = record.get("pain_regions").value
    return [str(region) for region in value] if isinstance(value, list) else []


def unsided(record: Record) -> list[str]:
    """Return the painful parts that come in pairs and were named without a side."""
    return [region for region in painful_regions(record) if region in PAIRED]


def suggest_place(record: Record) -> Record:
    """Add the distribution that the painful regions suggest, if they suggest one."""
    if is_answered(record, "distribution") and not _is_suggested(
        record, "distribution"
    ):
        return record
    suggestion = suggest_distribution(painful_regions(record))
    words = record.get("pain_regions").evidence
    for evidence in words if suggestion else ():
        basis = evidence.model_copy(update={"extractor": SUGGESTED})
        record = record.hear(
            "distribution", suggestion, evidence=basis, correction=True
        )
    return record


def _is_suggested(record: Record, name: str) -> bool:
    """Tell whether a value only follows from the painful regions."""
    words = record.get(name).evidence
    return bool(words) and all(one.extractor == SUGGESTED for one in words)


def _hear_corrected_side(record: Record, message: Message) -> Record:
    """Move the one part that has a side to the side that a correction names alone."""
    sided = [one for one in painful_regions(record) if ":" in one]
    side = side_in(message.words) if names_side(message.words) else None
    is_meant = message.intent == "correct" and not message.mentions and len(sided) == 1
    if not is_meant or side is None:
        return record
    part, evidence = sided[0].partition(":")[0], message.as_evidence()
    record = record.unhear_region(part, evidence)
    return record.hear("pain_regions", [f"{part}:{side}"], evidence=evidence)


def _hear_raised(record: Record, message: Message) -> Record:
    evidence = message.evidence(0, len(message.words), "listener")
    new = (c for c in message.raised if record.get(f"red_flags.{c}").value != "true")
    for code in new:
        name = f"red_flags.{code}"
        record = record.hear(name, "true", evidence=evidence, correction=True)
    return record


def _hear_mention(
    record: Record, message: Message, mention: Mapping[str, Any]
) -> Record:
    """Add one mention; red flags are raised by the listener and denied as a whole."""
    name, value = mention["entity"], mention["value"]
    start, end = mention.get("start", 0), mention.get("end", 0)
    evidence = message.evidence(start, end, mention.get("extractor", ""))
    if name == "red_flags":
        return record
    if name == "pain_regions" and mention.get("negated"):
        return record.unhear_region(value, evidence=evidence)
    if name == "pain_regions":
        record = _without_other_side(record, message, value)
        return record.hear(name, [value], evidence=evidence)
    asked = _asked_about(message.requested, name)
    correction = message.corrects or asked or _is_suggested(record, name)
    return record.hear(name, value, evidence=evidence, correction=correction)


def _says_none(message: Message) -> bool:
    return message.is_act("deny", "none") or message.is_act("deny_all", "none")


def _without_other_side(record: Record, message: Message, region: str) -> Record:
    """Take away the part on another side where a correction names its side."""
    part, _, side = region.partition(":")
    is_corrected = message.intent == "correct" and side
    return record.unhear_region(part) if is_corrected else record


def _hear_choice(record: Record, message: Message) -> Record:
    """Add what the answered question makes of a quick reply, a number or any words."""
    question = questions().get(message.requested or "")
    if question is None:
        return record
    for findings, evidence in _stated(question, message):
        for name, value in findings.items():
            adds = name == "pain_regions"
            record = record.hear(name, value, evidence=evidence, correction=not adds)
    return _hear_words(record, message, question)


def _stated(
    question: Question, message: Message
) -> Iterator[tuple[dict[str, Any], Evidence]]:
    """Yield the findings of each quick reply, and the words that state them."""
    for choice, evidence in message.ticks():
        yield question.meaning(choice), evidence
    if not message.ticked:
        yield _stated_by_one(question, message), message.as_evidence()


def _stated_by_one(question: Question, message: Message) -> dict[str, Any]:
    """Return the findings of a quick reply, or of the reply or number typed for it."""
    if message.choice is not None:
        return {} if message.choice == "none" else question.meaning(message.choice)
    typed = question.typed_choice(fold(message.words))
    typed = typed or YES_OR_NO.get(message.intent or "", "")
    number = number_in(message.words, question.number)
    return question.meaning(typed) or question.meaning(str(number))


def _hear_words(record: Record, message: Message, question: Question) -> Record:
    """Keep the person's own words where the question asks for them."""
    left = message.is_done or any(message.is_act(act) for act in WITHOUT_WORDS)
    if question.words == "questions" and _says_none(message):
        return record
    if question.words is None or left or not message.words.strip():
        return record
    said = [message.words.strip()]
    return record.hear(question.words, said, evidence=message.as_evidence())


def hear_none(record: Record, message: Message) -> Record:
    """Deny what the question asked about and was neither answered nor hinted."""
    question = questions()[message.requested or ""]
    evidence = message.as_evidence()
    for name in question.open_in(record):
        is_hinted = record.get(name).status is Status.NOT_ASSESSED
        if name in question.none and not is_hinted:
            record = record.hear(name, "false", evidence=evidence)
    return record


def _asked_about(requested: str | None, name: str) -> bool:
    question = questions().get(requested or "")
    return question is not None and name in question.asks_about


def _value(entities: Iterable[Mapping[str, Any]], name: str) -> Any:
    return next(iter(_values(entities, name)), None)


def _values(entities: Iterable[Mapping[str, Any]], name: str) -> tuple[Any, ...]:
    return tuple(e["value"] for e in entities if e["entity"] == name)
