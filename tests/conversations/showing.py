"""Shows a played dialogue in two columns: what was said, and what was expected."""

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from tests.conversations.exchanges import Exchange
from tests.conversations.matching import Check
from tests.conversations.transcripts import Played, Transcript

LEFT, RIGHT = 76, 56
RULE = "─" * (LEFT + RIGHT + 5)
HEAD = f"  {'what was said':<{LEFT}} │ what was expected"


def side_by_side(transcript: Transcript, place: str) -> str:
    """Return the dialogue as text; a step that went wrong is marked."""
    lines = [f"{place}: {transcript.script.name}", "", HEAD, RULE]
    for part in transcript.parts:
        lines += [*_part(part), RULE]
    return "\n".join(lines)


def _part(part: Played) -> Iterator[str]:
    mark = "✗" if part.failed else " "
    left = [*_happened(part)]
    left += [line for exchange in part.exchanges for line in _said(exchange)]
    if part.stuck:
        left += wrap(f"STUCK: {part.stuck}", LEFT)
    right = [line for check in part.checks for line in _expected(check)]
    for number, (one, other) in enumerate(zip_longest(left, right, fillvalue="")):
        yield f"{'  ' if number else mark + ' '}{one:<{LEFT}} │ {other}".rstrip()


def _happened(part: Played) -> Iterator[str]:
    for name in ("later", "resumes", "restarts"):
        happened = part.step and getattr(part.step, name)
        if happened:
            yield f"({name}: {happened})"


def _said(exchange: Exchange) -> Iterator[str]:
    picked = ", ".join(exchange.ticked) or exchange.tapped
    said = exchange.typed if exchange.typed is not None else f"[{picked}]"
    yield from wrap(f"patient: {said}", LEFT, subsequent_indent="  ")
    names = " ".join(exchange.says) or "a fixed text"
    yield from wrap(f"  bot ({names}):", LEFT, subsequent_indent="    ")
    for message in exchange.reply.messages:
        for line in message.splitlines():
            yield from wrap(line, LEFT, initial_indent="    ", subsequent_indent="    ")
    yield f"  → asks {exchange.asked}, state {exchange.reply.state}"


def _expected(check: Check) -> Iterator[str]:
    mark = "✓" if check.holds else "✗"
    yield from wrap(f"{mark} {check.what}: {check.expected}", RIGHT)
    if not check.holds:
        yield from wrap(f"    but: {check.found}", RIGHT, subsequent_indent="    ")
