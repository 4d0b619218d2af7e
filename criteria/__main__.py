"""Writes what is made from the rules: the README's table and the JSON Schemas."""

import json
import sys
from pathlib import Path

from criteria import showing
from criteria.errors import CriteriaError

HERE = Path(__file__).parent
BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"


def documents() -> dict[Path, str]:
    """Return every made file with the text that it must hold."""
    schemas = {
        "findings": showing.findings_schema(),
        "rule_file": showing.rule_file_schema(),
        "red_flags": showing.red_flags_schema(),
    }
    made = {
        HERE / f"schemas/{name}.json": _json(schema) for name, schema in schemas.items()
    }
    readme = HERE / "README.md"
    return made | {readme: with_table(readme.read_text("utf-8"), showing.rules_table())}


def with_table(text: str, table: str) -> str:
    """Return a text with the table between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _json(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def renew() -> list[str]:
    """Write the files that must hold something else, and return their names."""
    names = []
    for file, text in documents().items():
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
            names.append(str(file.relative_to(HERE.parent)))
    return names


if __name__ == "__main__":
    try:
        sys.stdout.writelines(f"renewed {name}\n" for name in renew())
    except CriteriaError as error:
        sys.exit(str(error))
