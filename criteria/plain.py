"""Words that a patient may meet, said simply; nothing here is for clinicians."""

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from criteria.glossaries import Glossary
from criteria.loading import read

FOLDER = Path(__file__).parent / "plain"


@cache
def glossary() -> Glossary:
    """Return the terms in plain language, without disease, grade, drug or dose.

    >>> glossary().entries[0].term["en"]
    'Pain from a light touch'
    """
    return read(FOLDER / "glossary.yaml", TypeAdapter(Glossary))
