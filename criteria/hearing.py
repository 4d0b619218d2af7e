"""Decides what a finding is after one more statement about it."""

from criteria.joining import join
from criteria.provenance import Finding, Past
from criteria.values import Source, Status


def after(name: str, old: Finding, said: Past, *, correction: bool) -> Finding:
    """Return a finding after a statement.

    Args:
        name: The finding's name.
        old: What it was.
        said: The statement.
        correction: Whether it takes back what was said before.
    """
    if not old.is_said:
        return old.answered(said)
    if _raises_anew(name, old, said):
        return old.answered(said)
    if _is_clinicians(said.source) is not _is_clinicians(old.source):
        return _outranked(old, said)
    if correction and not _lowers(name, said):
        return _corrected(old, said)
    return _repeated(name, old, said)


def _outranked(old: Finding, said: Past) -> Finding:
    """Let the clinician's statement count; the other stays visible."""
    wins = _is_clinicians(said.source)
    return old.answered(said) if wins else old.beside(said)


def _corrected(old: Finding, said: Past) -> Finding:
    if old.status is Status.ANSWERED and old.value == said.value:
        return old.joined(said, said.value)
    return old.answered(said)


def _repeated(name: str, old: Finding, said: Past) -> Finding:
    if old.status is Status.CONFLICT:
        return old.beside(said)
    agreed = join(name, old.value, said.value)
    if agreed is None:
        return old.in_conflict(said)
    return old.joined(said, agreed)


def _raises_anew(name: str, old: Finding, said: Past) -> bool:
    """Let a red flag be raised again, in new words, after it was cleared."""
    raised = name.startswith("red_flags.") and said.value == "true"
    return raised and old.value != "true" and said not in old.history


def _lowers(name: str, said: Past) -> bool:
    """Keep a red flag that only a clinician may clear."""
    cleared = name.startswith("red_flags.") and said.value == "false"
    return cleared and not _is_clinicians(said.source)


def _is_clinicians(source: Source) -> bool:
    return source is Source.CLINICIAN
