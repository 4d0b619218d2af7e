"""Evidence is complete, for clinicians only, and far from what a patient reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from criteria import clinical, plain
from criteria.catalogue import catalogue, graded, red_flags
from criteria.findings import CONDITIONS

ROOT = Path(__file__).parents[2]
FOR_PATIENTS = (
    *sorted((ROOT / "bot/domain").glob("*.yml")),
    ROOT / "bot/web/texts/es.yml",
    ROOT / "bot/web/texts/en.yml",
    ROOT / "bot/server/safe_texts.yml",
    *sorted((ROOT / "bot/web/templates/patient").glob("*.html")),
    ROOT / "actions/read_back.yml",
    ROOT / "criteria/plain/glossary.yaml",
)
FOR_CLINICIANS = (
    "criteria.checklist",
    "criteria.clinical",
    "criteria.explaining",
    "criteria.telling",
)
DESK = ("desk", "labels", "summary", "cli", "instruments")
CONDITION_STEMS = (
    "fibromi|fibromy|migra|cefalea en racimos|cluster headache|intestino irritable"
    "|irritable bowel|endometrios|cistitis|cystitis|artrit|arthrit|artrosis|lupus"
    "|sdrc|crps|neuropat|neuropath"
)
TOLD = {("utter_ask_conditions", "buttons")}
"""What a doctor has said is chosen from a list of conditions."""
TOLD_BACK = "conditions"
"""The read-back's names of what a doctor has said, under "you were told you have"."""

FORBIDDEN = re.compile(
    rf"nocipl|ketamin|gabapentin|{CONDITION_STEMS}|indetermina|\d\s?(mg|ml|mcg|µg)\b",
    re.IGNORECASE,
)


def strings(value: Any) -> Iterator[str]:
    """Yield every text value inside; keys are names, not texts."""
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        value = [one for key, one in value.items() if key not in ("id", "payload")]
    if isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def patient_texts(file: Path) -> list[str]:
    if file.suffix == ".html":
        return [file.read_text("utf-8")]
    data = YAML(typ="safe", pure=True).load(file)
    data.pop("source", None)
    data.pop(TOLD_BACK, None)
    if file.parent.name == "domain":
        data = [
            each[key]
            for name, response in data.get("responses", {}).items()
            for each in response
            for key in ("text", "buttons", "custom")
            if key in each and (name, key) not in TOLD
        ]
    return list(strings(data))


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


@pytest.mark.parametrize("file", FOR_PATIENTS, ids=lambda file: file.name)
def test_18_no_patient_text_holds_a_grade_disease_drug_or_dose(file: Path):
    said = patient_texts(file)
    grades = {
        label.text[lang]
        for edition in graded().values()
        for label in edition.labels
        for lang in ("es", "en")
    }

    assert [text for text in said if FORBIDDEN.search(text)] == []
    assert grades.isdisjoint(said)


def test_18_the_texts_looked_at_are_those_of_the_dialogue_and_the_pages():
    counts = {file.name: len(patient_texts(file)) for file in FOR_PATIENTS}

    asked = (n for name, n in counts.items() if name.startswith("questions"))
    assert sum(asked) > 40
    assert counts["closings.yml"] > 0
    assert min(counts["es.yml"], counts["en.yml"], counts["read_back.yml"]) > 20


def test_18_no_advice_or_ending_holds_a_grade_disease_drug_or_dose():
    endings = catalogue().red_flags.endings
    said = [
        text[lang]
        for text in (
            *(flag.advice for flag in red_flags()),
            endings.staffed,
            endings.not_staffed,
        )
        for lang in ("es", "en")
    ]

    assert len(said) == 2 * len(red_flags()) + 4
    assert [text for text in said if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize(
    "text",
    ["dolor nociplástico", "ketamina 0.5", "tome 50 mg", "Fibromyalgia", "migraña"],
)
def test_18_the_guard_itself_finds_what_it_forbids(text: str):
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize("file", FOR_PATIENTS, ids=lambda file: file.name)
def test_no_patient_text_repeats_a_text_for_clinicians(file: Path):
    clinical_texts = {
        text
        for name in ("ketamine", "associated_conditions", "validity", "glossary")
        for text in strings(getattr(clinical, name)().model_dump())
        if len(text.split()) > 3
    }

    assert len(clinical_texts) > 60
    assert [
        said
        for said in patient_texts(file)
        if any(one in said or said in one for one in clinical_texts if len(said) > 30)
    ] == []


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
