"""A person with two pain problems has two grades, each in its own scope."""

import pytest
from hypothesis import given

from criteria import classify
from criteria.errors import BadValueError, OwnerError
from criteria.explaining import explain
from criteria.problems import Patient
from criteria.record import Source
from tests.unit.criteria_strategies import graded_findings

CLINICIAN = Source.CLINICIAN


@pytest.fixture
def patient() -> Patient:
    patient = Patient().with_problem("fibromialgia").with_problem("migraña")
    patient = patient.hear("body_system", "musculoskeletal", problem=0)
    return patient.hear("body_system", "headache_orofacial", problem=1)


def test_migraine_and_fibromyalgia_are_graded_each_in_its_scope(patient: Patient):
    first, second = classify(patient.findings())["problems"]

    assert (first["label"], first["iasp_2021"]["grade"]) == (
        "fibromialgia",
        "INDETERMINATE",
    )
    assert (second["label"], second["iasp_2021"]["grade"]) == (
        "migraña",
        "OUT_OF_SCOPE",
    )


def test_a_finding_of_the_person_counts_for_every_problem(patient: Patient):
    patient = patient.hear("com_sleep", "true", problem=1)
    patient = patient.hear("red_flags.RF_DVT", "true", problem=1)
    outcomes = classify(patient.findings())

    assert outcomes["problems"][0]["iasp_2021"]["criteria"]["3_comorbidity"] == "true"
    assert outcomes["urgency"] == "SD"
    assert "com_sleep" not in patient.findings()["problems"][1]


def test_a_finding_keeps_who_said_it_wherever_it_goes(patient: Patient):
    for name in ("com_sleep", "hx_touch"):
        patient = patient.hear(name, "true", problem=0, source=Source.CLINICIAN)

    record = patient.record(0)
    assert record.get("com_sleep").source is Source.CLINICIAN
    assert record.get("hx_touch").source is Source.CLINICIAN


def test_a_finding_of_one_problem_never_reaches_the_other(patient: Patient):
    patient = patient.hear("hx_touch", "true", problem=0)
    patient = patient.hear("hx_touch", "false", problem=1)
    first, second = patient.findings()["problems"]

    assert (first["hx_touch"], second["hx_touch"]) == ("true", "false")
    assert "conflicts" not in patient.findings()


def test_a_contradiction_stays_in_its_problem(patient: Patient):
    patient = patient.hear("hx_touch", "true", problem=0)
    patient = patient.hear("hx_touch", "false", problem=0)
    first, second = classify(patient.findings())["problems"]

    assert (first["conflicts"], second["conflicts"]) == (["hx_touch"], [])


def test_a_patients_words_never_set_a_clinicians_finding(patient: Patient):
    with pytest.raises(OwnerError):
        patient.hear("exam_heat", "true", problem=0)

    patient = patient.hear("exam_heat", "true", problem=0, source=CLINICIAN)
    assert patient.record(0).get("exam_heat").source is CLINICIAN


def test_a_label_is_used_once_and_a_place_exists(patient: Patient):
    with pytest.raises(BadValueError, match="migraña: there is a problem"):
        patient.with_problem("migraña")
    for place in (-1, 2):
        with pytest.raises(BadValueError, match="hx_touch: there is no problem"):
            patient.hear("hx_touch", "true", problem=place)
    assert patient.hear("com_light", "true", problem=7).findings()["com_light"]


def test_one_problem_with_its_person_can_be_explained(patient: Patient):
    patient = patient.hear("com_sleep", "true", problem=0)
    explained = explain(patient.record(0))[0]

    assert [one.criterion for one in explained.in_favour] == ["3_comorbidity"]


def test_a_patient_survives_being_written_and_read(patient: Patient):
    patient = patient.hear("hx_touch", "true", problem=0)
    written = patient.model_dump(mode="json", exclude_defaults=True)

    assert Patient.model_validate(written) == patient


@given(graded_findings())
def test_each_problem_is_graded_as_if_it_stood_alone(found: dict[str, object]):
    patient = Patient().with_problem("a").with_problem("b")
    for name, value in found.items():
        patient = patient.hear(name, value, problem=0, source=CLINICIAN)
    first, _ = classify(patient.findings())["problems"]
    alone = classify(patient.record(0).findings())

    assert first == {"label": "a", **alone}
