"""Amounts of time as intervals in months, and what "about" and "over" make of them."""

from dataclasses import dataclass, replace

from bot.nlu.calendar import DAYS_A_MONTH

_HEDGE = 0.15
_LEAST_HEDGE = 0.5
_ALMOST = 0.85
MONTHS = {
    "minute": 1 / DAYS_A_MONTH / 24 / 60,
    "hour": 1 / DAYS_A_MONTH / 24,
    "day": 1 / DAYS_A_MONTH,
    "week": 7 / DAYS_A_MONTH,
    "fortnight": 14 / DAYS_A_MONTH,
    "month": 1.0,
    "bimester": 2.0,
    "trimester": 3.0,
    "semester": 6.0,
    "year": 12.0,
    "lustrum": 60.0,
    "decade": 120.0,
    "century": 1200.0,
}


@dataclass(frozen=True)
class Amount:
    """Months between low and high (None: no upper bound), at words first to last."""

    low: float
    high: float | None
    first: int
    last: int
    unit: str
    low_open: bool = False
    high_open: bool = False
    hedged: bool = False

    def interval(self) -> dict[str, float | bool | None]:
        """Return the interval as the vocabulary writes it."""
        value: dict[str, float | bool | None] = {
            "low": _rounded(self.low),
            "high": None if self.high is None else _rounded(self.high),
        }
        opens = {"low_open": self.low_open, "high_open": self.high_open}
        return value | {name: True for name, is_open in opens.items() if is_open}


def hedge(amount: Amount) -> Amount:
    """Widen by 15 %, at least half a month; what is hedged already stays as it is."""
    if amount.hedged:
        return amount
    low = amount.low - max(amount.low * _HEDGE, _LEAST_HEDGE)
    high = amount.high
    if high is not None:
        high += max(high * _HEDGE, _LEAST_HEDGE)
    return replace(amount, low=max(low, 0.0), high=high, hedged=True)


def is_range(amount: Amount) -> bool:
    """Tell whether an amount lies between two ends."""
    return amount.high is not None and amount.high > amount.low


def is_upper_bound(amount: Amount) -> bool:
    """Tell whether the amount is an upper bound alone."""
    return amount.low == 0.0 and amount.high is not None


def both_bounds(one: Amount, other: Amount) -> Amount:
    """Join a lower and an upper bound, in either order."""
    lower, upper = sorted((one, other), key=is_upper_bound)
    return replace(
        lower,
        high=upper.high,
        high_open=upper.high_open,
        hedged=one.hedged or other.hedged,
        first=one.first,
        last=other.last,
    )


def _more_than(amount: Amount) -> Amount:
    return replace(amount, high=None, low_open=True)


def _less_than(amount: Amount) -> Amount:
    return replace(amount, low=0.0, high=amount.high, high_open=True)


def _at_least(amount: Amount) -> Amount:
    return replace(amount, high=None)


def _at_most(amount: Amount) -> Amount:
    return replace(amount, low=0.0)


def _almost(amount: Amount) -> Amount:
    if amount.high is None:
        return amount
    return replace(amount, low=amount.low * _ALMOST, high_open=True, hedged=True)


BOUND = {
    "more_than": _more_than,
    "less_than": _less_than,
    "at_least": _at_least,
    "at_most": _at_most,
    "almost": _almost,
    "about": hedge,
    "or_more": _at_least,
    "or_so": hedge,
    "or_nearly": _almost,
}
"""What each group of bounding words makes of an amount."""


def _rounded(months: float) -> float:
    value = round(months, 2)
    return int(value) if value == int(value) else value
