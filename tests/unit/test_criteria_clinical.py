"""Evidence is complete, and imported only where clinicians read it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from criteria import clinical, plain
from criteria.catalogue import graded
from criteria.findings import CONDITIONS

ROOT = Path(__file__).parents[2]
FOR_CLINICIANS = (
    "criteria.checklist",
    "criteria.clinical",
    "criteria.explaining",
    "criteria.telling",
)
DESK = ("desk", "labels", "summary", "cli", "instruments")


def test_every_row_of_the_papers_ketamine_evidence_stands_with_its_check():
    ids = [claim.id for claim in clinical.ketamine().entries]

    assert ids == [
        "fibromyalgia",
        "fibromyalgia_and_crps",
        "crps",
        "central_pain_after_cord_injury",
        "cluster_headache",
        "migraine",
        "ibs_and_pelvic_pain",
        "depression",
        "mechanisms",
        "neuropathic_longer_term",
    ]


def test_associated_conditions_are_told_conditions_and_read_by_no_rule():
    names = [one.condition for one in clinical.associated_conditions().entries]
    read = {name for edition in graded().values() for _, name in edition.findings()}

    assert set(names) < set(CONDITIONS)
    assert not any(name.startswith("conditions") for name in read)


def test_only_musculoskeletal_conditions_are_gradable():
    gradable = [
        one.condition
        for one in clinical.associated_conditions().entries
        if one.gradable
    ]

    assert gradable == ["fibromyalgia", "crps"]


def test_the_field_studys_figures_warn_against_screening():
    field = next(s for s in clinical.validity().entries if s.id == "field_study")

    assert "60 %" in field.result["en"]
    assert "Not for screening" in field.reading["en"]


def test_both_glossaries_hold_the_same_terms_in_different_words():
    for_clinicians = {term.id: term for term in clinical.glossary().entries}
    for_patients = {term.id: term for term in plain.glossary().entries}

    assert list(for_clinicians) == list(for_patients)
    for name, term in for_patients.items():
        other = for_clinicians[name]
        for lang in ("es", "en"):
            assert term.term[lang] != other.term[lang]
            assert term.meaning[lang] != other.meaning[lang]


def test_every_clinical_text_has_two_languages_that_differ():
    data = [
        clinical.ketamine(),
        clinical.associated_conditions(),
        clinical.validity(),
        clinical.glossary(),
    ]
    pairs = [pair for one in data for pair in texts_of(one.model_dump())]

    assert len(pairs) > 60
    assert [es for es, en in pairs if es == en and es != "plausible"] == []


def texts_of(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and set(value) == {"es", "en"}:
        yield value["es"], value["en"]
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)


def test_only_the_desk_and_the_commands_import_what_is_for_clinicians():
    importing = {
        file.relative_to(ROOT).as_posix()
        for folder in ("bot", "actions")
        for file in (ROOT / folder).rglob("*.py")
        if imported(file) & set(FOR_CLINICIANS)
    }

    assert {f for f in importing if not Path(f).stem.startswith(DESK)} == set()


def test_the_plain_glossary_imports_nothing_for_clinicians():
    assert imported(ROOT / "criteria/plain.py").isdisjoint(FOR_CLINICIANS)


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return found
