"""Licensed wording comes from the clinic's own file, whole and with its licence."""

from pathlib import Path

import pytest

from criteria.errors import CatalogueError
from criteria.instruments import licensed_wording

LICENCE = "licence: given to the clinic on 2026-01-31\n"
ITEM = "  - {es: pregunta, en: question}\n"


@pytest.mark.parametrize(("name", "items"), [("csi", 25), ("dn4", 10)])
def test_a_clinics_wording_is_read_from_its_file(tmp_path: Path, name: str, items: int):
    file = tmp_path / "wording.yaml"
    file.write_text(f"id: {name}\n{LICENCE}items:\n{ITEM * items}", "utf-8")
    instrument = licensed_wording(file)

    assert len(instrument.items) == items
    assert instrument.items[0]["es"] == "pregunta"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"id: csi\n{LICENCE}items:\n{ITEM * 24}", "file: csi has 25 items, not 24"),
        (f"id: csi\nitems:\n{ITEM * 25}", "file: 'licence' is missing"),
        (f"id: csi\n{LICENCE}itmes:\n{ITEM}", "itmes: there is no 'itmes'. Did you"),
        (f"id: hads\n{LICENCE}items:\n{ITEM}", "id: input should be 'csi' or 'dn4'"),
    ],
)
def test_wording_that_is_not_whole_is_refused(tmp_path: Path, text: str, problem: str):
    file = tmp_path / "wording.yaml"
    file.write_text(text, "utf-8")

    with pytest.raises(CatalogueError) as caught:
        licensed_wording(file)
    assert str(caught.value).startswith(f"wording.yaml, {problem}")


def test_no_file_of_the_rules_holds_items_of_a_questionnaire():
    files = Path(__file__).parents[2].glob("criteria/**/*.yaml")

    assert not any("\nitems:" in file.read_text("utf-8") for file in files)
