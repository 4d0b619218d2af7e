"""What the entries of every rule file share: text, source, provenance, version."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from criteria.values import Strict

Provenance = tuple[Literal["V", "V2", "M", "E"], ...]
Sourced = Annotated[Provenance, Field(min_length=1)]
Sentence = Annotated[str, Field(min_length=1)]
Limit = Annotated[int, Field(strict=True, ge=1)]
YesNo = Annotated[bool, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]


class Text(Strict):
    """One meaning in both languages.

    >>> Text(es="sí", en="yes")["en"]
    'yes'
    """

    es: Sentence
    en: Sentence

    def __getitem__(self, lang: str) -> str:
        return {"es": self.es, "en": self.en}[lang]


class Versioned(Strict):
    """A file of which only the newest version answers."""

    id: Sentence
    version: Sentence
