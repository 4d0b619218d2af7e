"""A patient's message once it is stored: what it answers, and what it raised."""

from dataclasses import dataclass

from actions.log_rows import RaisedFlag, Turn
from criteria.catalogue import red_flags, stopping_levels
from criteria.record import Record


@dataclass(frozen=True)
class Heard:
    """A stored message: its turn, the question it answers, the session's red flags.

    `is_alerted` says that somebody who is there now was told of this message's flags.
    """

    session_id: str
    turn: Turn
    question: Turn | None
    flags: tuple[RaisedFlag, ...]
    is_alerted: bool = False

    @property
    def urgent(self) -> tuple[str, ...]:
        """Return the codes that this message raised first."""
        return tuple(flag.code for flag in self.flags if flag.seq == self.turn.seq)

    @property
    def is_stopped(self) -> bool:
        """Tell whether a red flag ended the interview, now or before."""
        return any(flag.level in stopping_levels() for flag in self.flags)

    @property
    def is_crisis(self) -> bool:
        """Tell whether somebody spoke of harming themselves, now or before."""
        return any(flag.code.startswith("RF_SUICIDE") for flag in self.flags)

    @property
    def lang(self) -> str | None:
        """Return the language the conversation is held in, None before it is known."""
        return self.question.lang if self.question else None

    def understood_later(self, record: Record) -> list[RaisedFlag]:
        """Return the red flags that the dialogue found and the listener did not."""
        known = {flag.code for flag in self.flags}
        return [
            RaisedFlag(flag.code, flag.level, self.turn.text, seq=self.turn.seq)
            for flag in red_flags()
            if flag.code not in known
            and record.get(f"red_flags.{flag.code}").value == "true"
        ]
