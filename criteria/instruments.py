"""A clinic's own licensed wording of a questionnaire; none is shipped here."""

from pathlib import Path
from typing import Literal, Self

from pydantic import TypeAdapter, model_validator

from criteria.loading import read
from criteria.shapes import Sentence, Text
from criteria.values import CSI_ITEMS, Strict, refusal

ITEMS = {"csi": CSI_ITEMS, "dn4": 10}


class Instrument(Strict):
    """The items of a questionnaire in the wording that a clinic may use.

    Attributes:
        id: Which questionnaire.
        licence: Who gave the permission, to whom and when.
        items: The items in the order of the form.
    """

    id: Literal["csi", "dn4"]
    licence: Sentence
    items: tuple[Text, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if len(self.items) != ITEMS[self.id]:
            problem = f"{self.id} has {ITEMS[self.id]} items, not {len(self.items)}"
            raise refusal(problem)
        return self


def licensed_wording(file: Path) -> Instrument:
    """Read a clinic's licensed wording from a YAML file.

    Raises:
        CatalogueError: The file is missing or wrong; the text names file and entry.
    """
    return read(file, TypeAdapter(Instrument))
