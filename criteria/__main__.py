"""Writes what is made from the rules: the README's table and the JSON Schemas."""

import json
from pathlib import Path

from criteria import showing

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


if __name__ == "__main__":
    for file, text in documents().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
