"""One message as the actions see it, and what it adds to the record of findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk.interfaces import Tracker

from actions.topics import is_answered, topics
from criteria.record import Evidence, Record, Status
from criteria.regions import suggest_distribution

NAMED_ENTITIES = ("choice", "language")
SURE = 0.95
RETOLD = ("duration_months", "distribution")


@dataclass(frozen=True, slots=True)
class Message:
    """The patient's last message: its words, its intent and what was understood in it.

    `requested` is the slot it answers, `choice` the quick reply that was tapped,
    `confidence` how sure the intent is (0 to 1), `raised` the session's red flags,
    `hints` the findings that were touched on without being stated.
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

    @property
    def corrects(self) -> bool:
        """Tell whether the message takes back something said before."""
        return self.intent == "correct" or self.requested == "read_back"

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
        lang=latest.get("language"),
        wanted_language=_value(entities, "language"),
        mentions=tuple(e for e in entities if e["entity"] not in NAMED_ENTITIES),
        raised=tuple(metadata.get("red_flags", ())),
        hints=tuple(latest.get("hints") or ()),
    )


def hear(record: Record, message: Message) -> Record:
    """Add to the record what the message states, whatever was asked."""
    record = _hear_raised(record, message)
    for mention in message.mentions:
        if mention.get("whose") != "other":
            record = _hear_mention(record, message, mention)
    for hint in message.hints:
        record = record.mark(hint, Status.NOT_ASSESSED)
    return _hear_choice(record, message)


def painful_regions(record: Record) -> list[str]:
    """Return the regions that hurt, none if none was named."""
    value = record.get("pain_regions").value
    return [str(region) for region in value] if isinstance(value, list) else []


def suggest_place(record: Record) -> Record:
    """Add the distribution that the painful regions suggest, if they suggest one."""
    if is_answered(record, "distribution"):
        return record
    suggestion = suggest_distribution(painful_regions(record))
    words = record.get("pain_regions").evidence
    for evidence in words if suggestion else ():
        record = record.hear("distribution", suggestion, evidence=evidence)
    return record


def _hear_raised(record: Record, message: Message) -> Record:
    evidence = _evidence(message, 0, len(message.words), "listener")
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
    evidence = _evidence(message, start, end, mention.get("extractor", ""))
    if name == "red_flags":
        return record
    if name == "pain_regions" and mention.get("negated"):
        return record.unhear_region(value, evidence=evidence)
    if name == "pain_regions":
        return record.hear(name, [value], evidence=evidence)
    correction = message.corrects or _asked_about(message.requested, name)
    if name in RETOLD and is_answered(record, name) and not correction:
        return record
    return record.hear(name, value, evidence=evidence, correction=correction)


def _hear_choice(record: Record, message: Message) -> Record:
    topic = topics().get(message.requested or "")
    if topic is None or message.choice in (None, "none"):
        return record
    evidence = _evidence(message, 0, len(message.words), "choice")
    for name, value in topic.meaning(message.choice or "").items():
        record = record.hear(name, value, evidence=evidence, correction=True)
    return record


def hear_none(record: Record, message: Message) -> Record:
    """Deny what the requested topic asked about and was neither answered nor hinted."""
    topic = topics()[message.requested or ""]
    evidence = _evidence(message, 0, len(message.words), "choice")
    for name in topic.open_in(record):
        is_hinted = record.get(name).status is Status.NOT_ASSESSED
        if name in topic.none and not is_hinted:
            record = record.hear(name, "false", evidence=evidence)
    return record


def _asked_about(requested: str | None, name: str) -> bool:
    topic = topics().get(requested or "")
    return topic is not None and name in topic.asks_about


def _evidence(message: Message, start: int, end: int, extractor: str) -> Evidence:
    return Evidence(
        turn=message.seq,
        start=start,
        end=end,
        words=message.words[start:end],
        lang=message.lang if message.lang in ("es", "en") else None,
        extractor=extractor,
    )


def _value(entities: Iterable[Mapping[str, Any]], name: str) -> Any:
    return next((e["value"] for e in entities if e["entity"] == name), None)
