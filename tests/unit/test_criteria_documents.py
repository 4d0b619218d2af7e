"""The README's table, the JSON Schemas and the list of doubts follow the rules."""

import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from criteria.__main__ import BEGIN, END, documents, renew, with_table
from criteria.catalogue import catalogue
from criteria.files import FOLDER
from criteria.loading import load
from criteria.showing import rules_table

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "criteria/schemas"
CASES = [
    case
    for file in sorted((ROOT / "tests/cases").glob("*.yaml"))
    for case in YAML(typ="safe", pure=True).load(file)
]
RULE_SETS = sorted(catalogue().rule_sets)


@cache
def schema(name: str) -> Any:
    text = (SCHEMAS / f"{name}.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def as_json(file: Path) -> Any:
    data = YAML(typ="safe", pure=True).load(file)
    return json.loads(json.dumps(data, default=str))


def test_only_what_changed_is_written_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    here = tmp_path / "criteria"
    shutil.copytree(ROOT / "criteria/schemas", here / "schemas")
    shutil.copy(ROOT / "criteria/README.md", here)
    (here / "schemas/findings.json").unlink()
    readme = here / "README.md"
    right = readme.read_text("utf-8")
    readme.write_text(right.replace("| `csi` |", "| `cis` |"), "utf-8")
    monkeypatch.setattr("criteria.__main__.HERE", here)

    renewed = renew()

    assert renewed == ["criteria/schemas/findings.json", "criteria/README.md"]
    assert readme.read_text("utf-8") == right
    assert renew() == []


def test_the_table_is_put_between_the_first_two_marks():
    text = f"a\n{BEGIN}\nold\n{END}\nb {BEGIN} c {END} d"

    made = with_table(text, "new")

    assert made == f"a\n{BEGIN}\nnew\n{END}\nb {BEGIN} c {END} d"


@pytest.mark.parametrize("file", documents(), ids=lambda file: file.name)
def test_what_is_made_from_the_rules_is_up_to_date(file: Path):
    assert file.read_text("utf-8") == documents()[file], "run: make rules"


def test_the_table_shows_every_rule_set_with_version_and_source():
    shown = rules_table().splitlines()

    for name, rules in catalogue().rule_sets.items():
        for edition in rules.editions:
            line = next(x for x in shown if f"`{name}` | {edition.version} " in x)
            assert edition.source in line
            assert str(edition.in_force.start) in line
            labels = getattr(edition, "labels", ())
            assert " · ".join(label.code for label in labels) in line


def test_the_table_of_a_day_leaves_out_what_was_not_in_force():
    early = rules_table(date(2010, 1, 1))

    assert "`dn4`" in early
    assert "`iasp_2021`" not in early
    assert "`red_flags`" in early


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_findings_of_every_case_fit_the_schema(case: dict[str, Any]):
    found = case["findings"]
    flat = found.get("problems", [found])[0]
    schema("findings").validate({n: v for n, v in flat.items() if n != "label"})


@pytest.mark.parametrize(
    "found",
    [
        {"hx_tuch": "true"},
        {"hx_touch": True},
        {"distribution": "regionnal"},
        {"pain_regions": ["kneee"]},
        {"conditions": {"migrane": "true"}},
        {"red_flags": ["RF_CESS"]},
        {"duration_months": -1},
        {"csi": {"items": [5] * 25}},
    ],
)
def test_the_findings_schema_refuses_what_the_reader_refuses(found: dict[str, Any]):
    with pytest.raises(jsonschema.ValidationError):
        schema("findings").validate(found)


@pytest.mark.parametrize("name", RULE_SETS)
def test_every_rule_file_fits_the_schema(name: str):
    schema("rule_file").validate(as_json(FOLDER / f"{name}.yaml"))


def test_the_red_flag_file_fits_its_schema():
    data = as_json(FOLDER / "red_flags.yaml")
    schema("red_flags").validate(data)
    del data["codes"][0]["advice"]["es"]

    with pytest.raises(jsonschema.ValidationError):
        schema("red_flags").validate(data)


def test_a_rule_file_without_a_source_does_not_fit_the_schema():
    data = as_json(FOLDER / "csi.yaml")
    del data["editions"][0]["source"]

    with pytest.raises(jsonschema.ValidationError):
        schema("rule_file").validate(data)


def test_the_list_of_doubts_is_linked_and_names_every_file_with_a_doubt():
    doubts = (ROOT / "criteria/UNVERIFIED.md").read_text("utf-8")
    doubtful = {
        file.name
        for folder in ("catalogue", "clinical", "plain")
        for file in (ROOT / "criteria" / folder).glob("*.yaml")
        if re.search(r"provenance: \[[^]]*\b(M|E|V2)\b", file.read_text("utf-8"))
    }

    assert len(doubtful) > 10
    assert sorted(name for name in doubtful if f"`{name}`" not in doubts) == []
    assert "criteria/UNVERIFIED.md" in (ROOT / "README.md").read_text("utf-8")
    assert "UNVERIFIED.md" in (ROOT / "criteria/README.md").read_text("utf-8")


def test_every_red_flag_marked_from_memory_is_among_the_doubts():
    doubts = (ROOT / "criteria/UNVERIFIED.md").read_text("utf-8")
    from_memory = [
        flag.code for flag in catalogue().red_flags.codes if "M" in flag.provenance
    ]

    unnamed = [code for code in from_memory if code not in doubts]
    row = "the row 'Red flags with a source from memory' of criteria/UNVERIFIED.md"
    assert not unnamed, f"name {', '.join(unnamed)} in {row}"


@pytest.mark.parametrize(
    "path", re.findall(r"`(\w+\.py)`", (ROOT / "criteria/README.md").read_text("utf-8"))
)
def test_every_module_that_the_readme_names_exists(path: str):
    assert (ROOT / "criteria" / path).exists()


def test_every_module_is_named_in_the_readme():
    readme = (ROOT / "criteria/README.md").read_text("utf-8")
    modules = {f.name for f in (ROOT / "criteria").glob("*.py")} - {"__init__.py"}

    assert sorted(name for name in modules if f"`{name}`" not in readme) == []


def test_the_table_shows_from_when_until_when_a_retired_edition_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "csi.yaml"
    retired = "{from: 2013-05-01, until: 2020-01-01}"
    text = path.read_text("utf-8").replace("{from: 2013-05-01}", retired)
    path.write_text(text, "utf-8")
    monkeypatch.setattr("criteria.showing.catalogue", lambda: load(tmp_path))

    shown = rules_table().splitlines()

    assert "| 2013-05-01 – 2020-01-01 |" in next(x for x in shown if "`csi`" in x)
    assert "`csi`" not in rules_table(date(2020, 1, 1))
