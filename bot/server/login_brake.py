"""The brake on guessing passwords: waits that grow, and always end.

Failures are counted for the account and for the address, in memory. An address from
which the account was opened before is held back by its own failures only, so that a
stranger's guesses do not keep a clinic out.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=1)
MOST_KEPT = 10_000


@dataclass
class _Failures:
    count: int
    last_at: datetime

    @property
    def wait(self) -> timedelta:
        over = self.count - FREE_TRIES
        if over < 0:
            return timedelta()
        return min(FIRST_WAIT * (1 << min(over, 10)), LONGEST_WAIT)


@dataclass
class LoginBrake:
    """Counts failed logins and says who must wait."""

    _failures: dict[str, _Failures] = field(default_factory=dict)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def must_wait(self, account: str, address: str, at: datetime) -> bool:
        """Tell whether a login may not be tried yet."""
        return any(self._holds(key, at) for key in self._keys(account, address))

    def failed(self, account: str, address: str, at: datetime) -> None:
        """Count a failed login."""
        self._forget_old(at)
        for key in self._keys(account, address):
            count = self._failures[key].count if key in self._failures else 0
            self._failures[key] = _Failures(count + 1, at)

    def passed(self, account: str, address: str) -> None:
        """Note a login that worked; it clears the counts that held it back."""
        for key in self._keys(account, address):
            self._failures.pop(key, None)
        self._known.add((account, address))

    def _keys(self, account: str, address: str) -> tuple[str, ...]:
        if (account, address) in self._known:
            return (f"address {address}",)
        return (f"address {address}", f"account {account}")

    def _holds(self, key: str, at: datetime) -> bool:
        failures = self._failures.get(key)
        return failures is not None and at - failures.last_at < failures.wait

    def _forget_old(self, at: datetime) -> None:
        recent = sorted(self._failures.items(), key=lambda item: item[1].last_at)
        self._failures = {
            key: failures
            for key, failures in recent[-MOST_KEPT:]
            if at - failures.last_at < FORGET_AFTER
        }
