"""What patients write of warning signs, read from `red_flags.yml`."""

from pathlib import Path

from ruamel.yaml import YAML

MESSAGES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("red_flags.yml"))
STATED: dict[str, list[str]] = MESSAGES["stated"]
PAIRS = [(code, text) for code, texts in STATED.items() for text in texts]
