"""Rule files changed by a few characters, and the error that must come of it."""

import re
import shutil
from pathlib import Path

import pytest

from criteria.catalogue import FOLDER
from criteria.errors import CatalogueError
from criteria.loading import Catalogue, load


def load_with(folder: Path, file: str, old: str, new: str) -> Catalogue:
    """Load a copy of the rules in which the first `old` of a file is `new`."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return load(folder)


def refused(folder: Path, file: str, old: str, new: str) -> CatalogueError:
    """Return the error of the changed rules: one line that names file and entry."""
    with pytest.raises(CatalogueError) as caught:
        load_with(folder, file, old, new)
    error = caught.value
    assert error.file == file
    assert str(error).startswith(f"{file}, {error.entry}: ")
    assert "\n" not in str(error)
    return error


def plainly(value: object) -> str:
    """Return a short name for a test, without signs that a shell or a tool minds."""
    return re.sub(r"\W+", "_", str(value))[:32]


def tells(error: CatalogueError, part: str) -> bool:
    """Return whether an error holds some words, none of them cut."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", str(error)) is not None
