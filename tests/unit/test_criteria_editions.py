"""A rule that changed answers by its old wording for the days before the change."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from criteria import catalogue, classify, judging
from criteria.catalogue import FOLDER, rule_versions
from criteria.explaining import explain
from criteria.record import Record

EVE, DAY = date(2029, 12, 31), date(2030, 1, 1)
FOUR_MONTHS = {
    "body_system": "musculoskeletal",
    "duration_months": 4,
    "duration_precision": "exact",
    "distribution": "regional",
}
READ = (
    catalogue.catalogue,
    catalogue.editions,
    catalogue.graded,
    judging._versions,
    judging._judges,
)


@pytest.fixture
def longer_from_2030(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rules by which pain is chronic after six months from 2030 on."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "iasp_2021.yaml"
    file.write_text(renewed(file.read_text("utf-8")), "utf-8")
    monkeypatch.setattr("criteria.catalogue.FOLDER", tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


def renewed(text: str) -> str:
    head, old = text.split("editions:\n")
    new = old.replace("2021.1", "2030.1").replace("more_than: 3", "more_than: 6")
    new = new.replace("{from: 2021-05-01}", "{from: 2030-01-01}")
    ended = old.replace("{from: 2021-05-01}", "{from: 2021-05-01, until: 2030-01-01}")
    return f"{head}editions:\n{ended}{new}"


def forget() -> None:
    for read in READ:
        read.cache_clear()


@pytest.mark.usefixtures("longer_from_2030")
@pytest.mark.parametrize(
    ("on", "version", "grade", "screen"),
    [
        (EVE, "2021.1", "INDETERMINATE", "incomplete"),
        (DAY, "2030.1", "RULED_OUT", "negative"),
        (None, "2030.1", "RULED_OUT", "negative"),
    ],
)
def test_the_edition_of_the_day_answers(
    on: date | None, version: str, grade: str, screen: str
):
    outcomes = classify(FOUR_MONTHS, on=on)

    assert rule_versions(on)["iasp_2021"] == version
    assert outcomes["iasp_2021"]["grade"] == grade
    assert outcomes["screen"] == screen


@pytest.mark.usefixtures("longer_from_2030")
@pytest.mark.parametrize(
    ("on", "version", "grade"),
    [(EVE, "2021.1", "INDETERMINATE"), (DAY, "2030.1", "RULED_OUT")],
)
def test_the_edition_of_the_day_is_explained(on: date, version: str, grade: str):
    record = Record()
    for name, value in FOUR_MONTHS.items():
        record = record.hear(name, value)
    explanation = explain(record, on=on)[0]

    assert (explanation.rule_set, explanation.version) == ("iasp_2021", version)
    assert explanation.code == grade


@pytest.mark.usefixtures("longer_from_2030")
def test_a_later_edition_does_not_answer_for_what_an_earlier_one_did():
    def grade(on: date) -> Any:
        return classify(FOUR_MONTHS, on=on)["iasp_2021"]["grade"]

    assert [grade(on) for on in (DAY, EVE, DAY)] == [
        "RULED_OUT",
        "INDETERMINATE",
        "RULED_OUT",
    ]
