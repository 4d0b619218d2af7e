"""A grammar of amounts of time: "año y medio", "two or three weeks"."""

from dataclasses import replace

from bot.nlu.quantities import (
    BOUND,
    MONTHS,
    Amount,
    both_bounds,
    is_range,
    is_upper_bound,
)
from bot.nlu.timebook import TimeWords

_VAGUE = {"couple": (2, 2), "few": (2, 6), "several": (3, 10), "many": (2, None)}
_SEVERAL_MONTHS = 11.0
_DAY = 24
_ARTICLES = frozenset({"a", "an", "un", "una", "half"})
_NOTES = {"12": "month", "52": "week", "7": "day"}
_BOUNDS = ("at_least", "less_than", "more_than", "at_most", "almost", "about")
_AFTERTHOUGHTS = ("or_nearly", "or_more", "or_so")
_CAPS = ("not_yet", "less_than", "at_most", "almost")
_CLOSINGS = ("anchor_after", "of_this", "of_them", "with_it", "yet")
_JOINTS = frozenset({",", "y", "pero", "and", "but"})


class Reader(TimeWords):
    """Reads amounts of time out of a list of words."""

    def amounts(self) -> list[Amount]:
        """Return every amount of time, from left to right, none overlapping."""
        found: list[Amount] = []
        position = 0
        while position < len(self.words):
            amount = self._amount(position)
            if amount:
                found.append(self._capped(self.bounded(amount)))
            position = max(amount.last, found[-1].last) if amount else position + 1
        return self._paired(found)

    def _paired(self, amounts: list[Amount]) -> list[Amount]:
        """Join a lower and an upper bound: "more than 3 months, less than a year"."""
        joined: list[Amount] = []
        for amount in amounts:
            if joined and self._are_pair(joined[-1], amount):
                amount = both_bounds(joined.pop(), amount)
            elif joined and self._are_ends(joined[-1], amount):
                one = joined.pop()
                amount = replace(amount, low=one.low, first=one.first)
            joined.append(amount)
        return joined

    def _capped(self, amount: Amount) -> Amount:
        """Read "over a year but not yet two", whose upper bound has no unit."""
        if amount.high is not None or amount.unit not in MONTHS:
            return amount
        link = self._cap(self._past_joints(amount.last))
        number = self.number(link[1]) if link else None
        high = number[0] * MONTHS[amount.unit] if number else 0.0
        if not number or high <= amount.low or not self.closes(number[1]):
            return amount
        return replace(amount, high=high, high_open=True, last=number[1], hedged=True)

    def _cap(self, position: int) -> tuple[str, int] | None:
        """Return the longest phrase that caps an amount: "not quite", not "not"."""
        found = filter(None, (self.after(group, position) for group in _CAPS))
        return max(found, key=lambda one: one[1], default=None)

    def _past_joints(self, position: int) -> int:
        while self.words[position : position + 1] and self.words[position] in _JOINTS:
            position += 1
        return position

    def closes(self, position: int) -> bool:
        """Tell whether nothing that could be counted follows a number."""
        rest = self.words[position : position + 1]
        ends = not rest or not rest[0].isalnum()
        return ends or any(self.after(group, position) for group in _CLOSINGS)

    def _are_pair(self, one: Amount, other: Amount) -> bool:
        between = self.words[one.last : other.first]
        lower, upper = sorted((one, other), key=is_upper_bound)
        return (
            set(between) <= _JOINTS
            and lower.high is None
            and is_upper_bound(upper)
            and lower.low < upper.high
        )

    def _are_ends(self, one: Amount, other: Amount) -> bool:
        """Tell whether two amounts are the ends of a range: "18 months to 2 years"."""
        link = self.after("range", one.last)
        ordered = one.high is not None and other.low > one.high
        return link is not None and link[1] == other.first and ordered

    def number(self, position: int) -> tuple[float, int] | None:
        """Return the number that starts at a position, and its end."""
        if position >= len(self.words):
            return None
        if self.words[position].isdecimal():
            return self._digits(position)
        tens = self.after("number", position)
        return self._with_ones(float(tens[0]), tens[1]) if tens else None

    def _digits(self, position: int) -> tuple[float, int]:
        whole = float(self.words[position][:9])
        fraction = self.words[position + 1 : position + 4]
        if len(fraction) == 3 and fraction[1] == "/" and len(fraction[0]) == 1:
            part, end = self._digits(position + 1) if fraction[0] == "1" else (0, 0)
            return (whole + part, end) if 0 < part < 1 else (whole, position + 1)
        rest = self.words[position + 1 : position + 3]
        if len(rest) == 2 and rest[1].isdecimal() and len(rest[1]) <= 2:
            if rest[0] in {".", ","}:
                return float(f"{whole:.0f}.{rest[1]}"), position + 3
            if rest[0] == "/" and int(rest[1]):
                return whole / int(rest[1]), position + 3
        return whole, position + 1

    def _with_ones(self, tens: float, end: int) -> tuple[float, int]:
        is_tens = tens >= 20 and tens % 10 == 0
        if is_tens and self.words[end : end + 1] in {("y",), ("-",)}:
            ones = self.after("number", end + 1)
            if ones and float(ones[0]) < 10:
                return tens + float(ones[0]), ones[1]
        return tens, end

    def _amount(self, position: int) -> Amount | None:
        return self._noted(position) or self._counted(position)

    def _counted(self, position: int) -> Amount | None:
        count = self._range(position)
        if count is None:
            return self._bare(position)
        low, high, end = count
        half = self.after("and_half", end)
        part = self.after("part_of", end) if low < 1 else None
        end = half[1] if half else part[1] if part else end
        whole = self.after("stretched", end)
        end = whole[1] if whole else end
        unit = self.after("unit", self._past_hyphen(end))
        unit = unit or self._unit_later(position, end)
        if unit is None:
            return None
        extra = 0.5 if half else 0.0
        size = MONTHS[unit[0]]
        top = None if high is None else (high + extra) * size
        if unit[0] == "month" and self.after("several", position):
            top = _SEVERAL_MONTHS
        amount = Amount((low + extra) * size, top, position, unit[1], unit[0])
        if unit[0] == "hour" and low >= _DAY:
            amount = replace(amount, unit="day")
        return self._with_rest(self._or_other(amount))

    def _or_other(self, amount: Amount) -> Amount:
        """Read "3 weeks, could be 4" and "maybe 4 months maybe 5" as a range."""
        place = amount.last
        while self.words[place : place + 1] in {("?",), (",",)}:
            place += 1
        link = self.after("or_else", place)
        number = self.number(link[1]) if link else None
        if not number or self.after("unit", number[1]):
            return amount
        high = number[0] * MONTHS[amount.unit]
        is_more = amount.high is not None and high > amount.high
        if not is_more:
            return amount
        return replace(amount, high=high, last=number[1], hedged=True)

    def _unit_later(self, first: int, end: int) -> tuple[str, int] | None:
        """Return the unit of "more than 3 (and less than 12 months)", said once."""
        is_lower = self.before("more_than", first) or self.before("at_least", first)
        link = self._past_joints(end) if is_lower else end
        upper = self._cap(link) if link > end else None
        number = self.number(upper[1]) if upper else None
        unit = self.after("unit", number[1]) if number else None
        return (unit[0], end) if unit else None

    def _noted(self, position: int) -> Amount | None:
        """Read the "x 6/12" of medical notes, in months (/52 weeks, /7 days)."""
        parts = self.words[position : position + 3]
        is_note = len(parts) == 3 and parts[1] == "/" and parts[2] in _NOTES
        if not is_note or not self.before("noted", position):
            return None
        if not parts[0].isdecimal() or self.after("unit", position + 3):
            return None
        unit = _NOTES[parts[2]]
        months = float(parts[0][:4]) * MONTHS[unit]
        return Amount(months, months, position, position + 3, unit)

    def _past_hyphen(self, position: int) -> int:
        return position + (self.words[position : position + 1] == ("-",))

    def _range(self, position: int) -> tuple[float, float | None, int] | None:
        low = self.number(position)
        if low is None:
            return self._vague(position)
        link = self.after("range", low[1]) or self._dash(low[1]) or self._maybe(low[1])
        high = self.number(link[1]) if link else self._next_number(low)
        if high and high[0] > low[0]:
            return low[0], high[0], high[1]
        return self._between(position, low)

    def _next_number(self, low: tuple[float, int]) -> tuple[float, int] | None:
        """Return the second number of "three, four years", "dos tres meses"."""
        if self.words[low[1] - 1] in _ARTICLES:
            return None
        comma = self.words[low[1] : low[1] + 1] == (",",)
        high = self.number(low[1] + comma)
        follows = high is not None and high[0] == low[0] + 1
        return high if follows and high and self.after("unit", high[1]) else None

    def _between(
        self, position: int, low: tuple[float, int]
    ) -> tuple[float, float, int]:
        link = self.after("and", low[1]) if self.before("between", position) else None
        high = self.number(link[1]) if link else None
        if high and high[0] > low[0]:
            return low[0], high[0], high[1]
        return low[0], low[0], low[1]

    def _maybe(self, position: int) -> tuple[str, int] | None:
        """Return the link of "six, maybe seven months"."""
        comma = self.words[position : position + 1] == (",",)
        return self.after("or_else", position + comma)

    def _dash(self, position: int) -> tuple[str, int] | None:
        is_dash = self.words[position : position + 1] == ("-",)
        return ("-", position + 1) if is_dash else None

    def _vague(self, position: int) -> tuple[float, float | None, int] | None:
        for group, (low, high) in _VAGUE.items():
            found = self.after(group, position)
            if found:
                return low, high, found[1]
        return None

    def _bare(self, position: int) -> Amount | None:
        """Read "año y medio", or a plural unit alone: "hace años", "for months"."""
        unit = self.after("unit", position)
        if unit is None:
            return None
        size = MONTHS[unit[0]]
        half = self.after("and_half", unit[1])
        if half:
            return Amount(1.5 * size, 1.5 * size, position, half[1], unit[0])
        if self._is_the_one(position, unit[1]):
            return Amount(size, size, position - 1, unit[1], unit[0])
        if self.before("the_last", position):
            return Amount(size, size, position, unit[1], unit[0])
        is_many = self.words[position].endswith("s") and size >= MONTHS["week"]
        if not is_many and not self.before("ago_before", position):
            return None
        return Amount(2 * size, None, position, unit[1], unit[0], hedged=True)

    def _is_the_one(self, first: int, last: int) -> bool:
        """Tell whether it is one: "va para el año", "this fortnight past"."""
        start = self.before("the_one", first)
        is_past = start and self.after("gone_by", last)
        return bool(is_past) or bool(start and self.before("reaching", start[1]))

    def _with_rest(self, amount: Amount) -> Amount:
        """Add "y medio", "y pico", or a smaller unit: "and three months"."""
        size = MONTHS[amount.unit]
        half = self.after("and_half", amount.last)
        if half and amount.high is not None:
            return self._plus(amount, size / 2, size / 2, half[1])
        either = self._either_way(amount)
        if either:
            return either
        bit = self.after("and_bit", amount.last)
        if bit and amount.high is not None:
            return replace(self._plus(amount, 0, size, bit[1]), high_open=True)
        return self._with_smaller(amount)

    def _either_way(self, amount: Amount) -> Amount | None:
        """Read "two years, give or take a month"."""
        comma = self.words[amount.last : amount.last + 1] == (",",)
        link = self.after("give_or_take", amount.last + comma)
        count = self.number(link[1]) if link else None
        unit = self.after("unit", count[1]) if count else None
        if not count or not unit or amount.high is None:
            return None
        size = count[0] * MONTHS[unit[0]]
        return replace(self._plus(amount, -size, size, unit[1]), hedged=True)

    def _with_smaller(self, amount: Amount) -> Amount:
        link = self.after("and", amount.last)
        count = self.number(link[1] if link else amount.last)
        unit = self.after("unit", count[1]) if count else None
        if not count or not unit or amount.high is None:
            return amount
        size = MONTHS[unit[0]]
        if size >= MONTHS[amount.unit]:
            return amount
        more = self._plus(amount, count[0] * size, count[0] * size, unit[1])
        return self._with_rest(replace(more, unit=unit[0]))

    def _plus(self, amount: Amount, low: float, high: float, last: int) -> Amount:
        top = None if amount.high is None else amount.high + high
        return replace(amount, low=amount.low + low, high=top, last=last)

    def bounded(self, amount: Amount) -> Amount:
        """Return an amount as the words around it bound and hedge it."""
        start = self.before("between", amount.first) if is_range(amount) else None
        amount = replace(amount, first=start[1]) if start else amount
        for bound in _BOUNDS:
            found = self._bound(bound, amount.first)
            if found:
                amount = BOUND[bound](replace(amount, first=found[1]))
        for bound in _AFTERTHOUGHTS:
            end = self._afterthought(bound, amount.last)
            if end:
                said = amount if is_range(amount) else BOUND[bound](amount)
                amount = replace(said, last=end[1])
        return amount

    def _bound(self, bound: str, first: int) -> tuple[str, int] | None:
        """Return a bound said before: "just under" is not "under"."""
        found = self.before(bound, first)
        others = (self.before(other, first) for other in _BOUNDS)
        is_part = found and any(other and other[1] < found[1] for other in others)
        return None if is_part else found

    def _afterthought(self, bound: str, last: int) -> tuple[str, int] | None:
        """Return a bound said after: "two years or so", "of this, roughly"."""
        this = self.after("of_this", last)
        last = this[1] if this else last
        comma = self.words[last : last + 1] == (",",)
        return self.after(bound, last + comma)
