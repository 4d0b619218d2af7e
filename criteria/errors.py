"""What can go wrong with findings and with rules, each said in one line."""

from collections.abc import Iterable
from difflib import get_close_matches


class CriteriaError(ValueError):
    """Base of every error of this package; its text is one line for a person."""


class UnknownNameError(CriteriaError):
    """A name that the vocabulary does not have.

    Attributes:
        where: The place of the name in the input.
        name: The name as given.
    """

    def __init__(self, where: str, name: str, known: Iterable[str]) -> None:
        self.where = where
        self.name = name
        super().__init__(f"{where}: there is no '{name}'.{did_you_mean(name, known)}")


class BadValueError(CriteriaError):
    """A known name with a value that it cannot have.

    Attributes:
        where: The place of the value in the input.
    """

    def __init__(self, where: str, problem: str) -> None:
        self.where = where
        super().__init__(f"{where}: {problem}")


class OwnerError(CriteriaError):
    """A patient's words were about to set what only a clinician may set.

    Attributes:
        name: The finding.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"'{name}' is for a clinician to say; a patient's words cannot set it."
        )


class CatalogueError(CriteriaError):
    """A rule file that cannot be used.

    Attributes:
        file: The file's name.
        entry: The place inside the file.
    """

    def __init__(self, file: str, entry: str, problem: str) -> None:
        self.file = file
        self.entry = entry
        super().__init__(f"{file}, {entry}: {problem}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known name, or nothing.

    >>> did_you_mean("hx_tuch", ["hx_touch", "hx_heat"])
    " Did you mean 'hx_touch'?"
    >>> did_you_mean("zzz", ["hx_touch"])
    ''
    """
    near = get_close_matches(name, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
