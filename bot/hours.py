"""When somebody at the clinic reads alerts, as an installer writes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DIAS = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
PLACE_OF_DAY = {name: place % 7 for place, name in enumerate((*DAYS, *DIAS))}
SPAN = re.compile(r"(\w{3})(?:-(\w{3}))? (\d\d:\d\d)-(\d\d:\d\d)")
MIDNIGHT = "24:00"


class HoursError(ValueError):
    """Staffed hours are written in a way that cannot be read."""

    def __init__(self, span: str) -> None:
        self.span = span
        super().__init__(
            f"'{span}' are no staffed hours. Write days and times such as 'mon-fri "
            "08:00-18:00', several after commas; hours past midnight as two spans."
        )


@dataclass(frozen=True)
class Span:
    """Some weekdays (0 is Monday), from a time to another, which is not included."""

    days: frozenset[int]
    start: time
    end: time | None

    def covers(self, at: datetime) -> bool:
        """Tell whether a local time lies in the span."""
        now = at.time()
        in_time = self.start <= now and (self.end is None or now < self.end)
        return at.weekday() in self.days and in_time


def read_hours(written: str) -> tuple[Span, ...]:
    """Read staffed hours; nothing written is never.

    >>> [
    ...     sorted(span.days)
    ...     for span in read_hours("mon-wed 08:00-18:00, sat 09:00-24:00")
    ... ]
    [[0, 1, 2], [5]]

    Raises:
        HoursError: a span is not days and times, or ends before it starts.
    """
    parts = (part.strip().lower() for part in written.split(","))
    return tuple(_span(part) for part in parts if part)


def _span(written: str) -> Span:
    found = SPAN.fullmatch(written)
    if not found:
        raise HoursError(written)
    first, last, start, end = found.groups()
    try:
        days = frozenset(_days(first, last or first))
        span = Span(days, _time(start), None if end == MIDNIGHT else _time(end))
    except (KeyError, ValueError) as error:
        raise HoursError(written) from error
    if span.end is not None and span.end <= span.start:
        raise HoursError(written)
    return span


def _days(first: str, last: str) -> Iterator[int]:
    """Yield the weekdays from one to another, past Sunday where need be."""
    start, end = PLACE_OF_DAY[first], PLACE_OF_DAY[last]
    if start <= end:
        return iter(range(start, end + 1))
    return chain(range(start, 7), range(end + 1))


def _time(written: str) -> time:
    return time.fromisoformat(written)
