"""What is said of a thing: that it bothers, helps, is fine or changes nothing."""

from dataclasses import dataclass

from bot.nlu.mentions import truth
from bot.nlu.phrasebook import Mark

BASES = {
    "annoyance": "bothers",
    "pain": "bothers",
    "felt": "bothers",
    "relief": "helps",
    "fine": "fine",
    "bearing": "fine",
    "change": "changes",
}


@dataclass(frozen=True)
class Verdict:
    """What is said of a thing ("bothers", "helps", "fine"), and whether it holds."""

    base: str
    holds: bool
    mark: Mark

    @property
    def value(self) -> str | None:
        """Whether the thing bothers; None where help is denied, which says nothing."""
        if self.base == "bothers":
            return truth(self.holds)
        if self.base == "fine":
            return truth(not self.holds)
        if self.base == "changes":
            return None if self.holds else "false"
        return "false" if self.holds else None

    def of(self, name: str) -> str | None:
        """Return the value for one finding: gloves that help say nothing of touch."""
        is_idle = self.base == "helps" and name == "hx_touch"
        return None if is_idle else self.value
