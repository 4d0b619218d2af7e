"""Reads one YAML file; what cannot be read is an error naming the file."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from criteria.errors import CatalogueError

FOLDER = Path(__file__).parent / "catalogue"


def read_yaml(file: Path) -> Any:
    """Return what a YAML 1.2 file holds.

    Raises:
        CatalogueError: The file is missing, not UTF-8 or not YAML.
    """
    try:
        return YAML(typ="safe", pure=True).load(file)
    except OSError as error:
        raise CatalogueError(file.name, "file", str(error.strerror)) from None
    except MarkedYAMLError as error:
        problem = f"{error.problem}, line {error.problem_mark.line + 1}"
        raise CatalogueError(file.name, "YAML", problem) from None
    except YAMLError as error:
        problem = " ".join(str(error).split())
        raise CatalogueError(file.name, "YAML", problem) from None


def codes_in(file: Path) -> tuple[str, ...]:
    """Return the code of every entry under ``codes``, which need not be valid yet.

    Raises:
        CatalogueError: The file has no list of codes.
    """
    data = read_yaml(file)
    try:
        return tuple(str(entry["code"]) for entry in data["codes"])
    except (KeyError, TypeError):
        problem = "each entry of this list needs a 'code'"
        raise CatalogueError(file.name, "codes", problem) from None
