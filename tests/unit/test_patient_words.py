"""Property 18: nothing a patient reads holds a grade, a diagnosis, a drug or a dose."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from actions.read_back import full_text, sections
from criteria import clinical
from criteria.catalogue import catalogue, graded, red_flags
from criteria.problems import Patient
from criteria.record import Source
from tests.unit.criteria_strategies import IS_SLOW, any_findings

pytestmark = [pytest.mark.slow] if IS_SLOW else []
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


@pytest.mark.parametrize("file", FOR_PATIENTS, ids=lambda file: file.name)
def test_18_no_patient_text_holds_a_grade_disease_drug_or_dose(file: Path):
    said = patient_texts(file)

    assert [text for text in said if FORBIDDEN.search(text)] == []
    assert grades().isdisjoint(said)


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


def answers(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield every answered finding of a flat object, an entry of a map by itself."""
    for name, value in found.items():
        if name in ("conditions", "conflicts"):
            continue
        parts = value if name in ("dn4i", "sss", "red_flags") else {"": value}
        for key, one in parts.items():
            if one != "unknown":
                yield f"{name}.{key}" if key else name, one


@given(any_findings(), st.sampled_from(["es", "en"]))
def test_18_a_read_back_holds_no_grade_disease_drug_or_dose(
    found: dict[str, Any], lang: str
):
    patient = Patient().with_problem("1")
    for name, value in answers(found):
        patient = patient.hear(name, value, problem=0, source=Source.CLINICIAN)

    said = full_text(sections(patient, lang))

    assert not FORBIDDEN.search(said)
    assert [text for text in grades() if text in said] == []


def grades() -> set[str]:
    """Return every grade's code, and its text in both languages."""
    labels = [label for edition in graded().values() for label in edition.labels]
    texts = {label.text[lang] for label in labels for lang in ("es", "en")}
    return texts | {label.code for label in labels}


def test_18_a_read_back_is_more_than_titles():
    patient = Patient().with_problem("1").hear("hx_touch", "true", problem=0)

    assert len(full_text(sections(patient, "es"))) > 20
