"""Two answers that contradict each other: asked about once, then left as they are."""

from actions.saying import quote, say_denied, say_value, wording
from actions.talk import Talk
from criteria.findings import Owner, fact
from criteria.provenance import Past
from criteria.record import Status

QUESTION = "clarify"


def open_contradiction(talk: Talk) -> str | None:
    """Prepare the question about a contradiction that was not asked about yet."""
    asked = talk.get("clarified") or []
    name = next((n for n in _contradictions(talk) if n not in asked), None)
    if name is None:
        return None
    talk.put("clarifying", name)
    talk.put("contradiction", _say(talk, name))
    return QUESTION


def answer_contradiction(talk: Talk) -> None:
    """Take which of two answers is right; whatever is said, it is asked only once."""
    name = talk.get("clarifying")
    talk.put("clarified", [*(talk.get("clarified") or []), name])
    if name not in _contradictions(talk):
        return
    one, other = _said(talk, name)
    right = {"first": one, "second": other}.get(talk.message.choice or "")
    if right is not None:
        talk.record = talk.record.hear(
            name, right.value, evidence=talk.message.as_evidence(), correction=True
        )


def _contradictions(talk: Talk) -> list[str]:
    record = talk.record
    return [
        name
        for name in record.names()
        if record.get(name).status is Status.CONFLICT
        and fact(name).owner is not Owner.CLINICIAN
    ]


def _said(talk: Talk, name: str) -> tuple[Past, Past]:
    """Return the last two values said of a finding, the earlier first."""
    one, other = talk.record.get(name).history[-2:]
    return one, other


def _say(talk: Talk, name: str) -> str:
    lang = talk.language
    one, other = (_quote(name, past, lang) for past in _said(talk, name))
    return str(wording()["join"][lang].format(one, other))


def _quote(name: str, past: Past, lang: str) -> str:
    """Quote a value, or the person's own words where the value alone says little."""
    first = next((one for one in past.evidence if one.words), None)
    if first and first.extractor == "choice" and past.value == "false":
        return quote(say_denied(name, lang), lang)
    said = say_value(name, past.value, lang)
    return quote(said or (first.words if first else ""), lang)
