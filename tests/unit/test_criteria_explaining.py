"""Every outcome says which criteria speak for and against it, and which are missing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import classify
from criteria.catalogue import catalogue, editions
from criteria.checklist import checklist
from criteria.evaluator import evaluate
from criteria.explaining import Explanation, explain
from criteria.findings import Owner, fact
from criteria.reading import parse
from criteria.record import Evidence, Record, Source, Status
from criteria.rule_sets import GradedEdition
from criteria.telling import told
from tests.unit.criteria_strategies import any_findings, is_consistent

P, C = Source.PATIENT, Source.CLINICIAN
SAID = Evidence(turn=3, start=0, end=9, words="me quema", lang="es", extractor="test")
GRADED = {n: e for n, e in editions().items() if isinstance(e, GradedEdition)}
BEARING = {
    "body_system": "musculoskeletal",
    "duration_months": 18,
    "distribution": "regional",
    "nociceptive_entirely": "false",
    "neuropathic_entirely": "false",
}


def held(found: dict[str, Any], source: Source = C) -> Record:
    record = Record()
    for name, value in found.items():
        record = record.hear(name, value, source=source, evidence=SAID)
    return record


def explanation(record: Record, rule_set: str = "iasp_2021") -> Explanation:
    return next(one for one in explain(record) if one.rule_set == rule_set)


def grounds(record: Record, criterion: str, rule_set: str = "iasp_2021") -> list[str]:
    one = explanation(record, rule_set)
    every = (*one.in_favour, *one.against, *one.missing)
    found = next(each for each in every if each.criterion == criterion)
    return [ground.finding for ground in found.grounds]


@given(any_findings().filter(is_consistent))
def test_the_explanation_tells_the_same_as_the_outcome(found: dict[str, Any]):
    flat = parse({n: v for n, v in found.items() if n in BEARING or n == "csi"})
    record = held(flat.model_dump(mode="json", exclude_unset=True, exclude_none=True))
    outcomes = classify(record.findings())

    for one in explain(record):
        outcome = outcomes[one.rule_set]
        truths = outcome.get("criteria", {})
        assert one.code == (outcome.get("grade") or outcome["outcome"])
        if outcome.get("floor"):
            assert [c.criterion for c in one.in_favour] == with_truth(truths, "true")
            assert [c.criterion for c in one.against] == with_truth(truths, "false")
            assert [c.criterion for c in one.missing] == with_truth(truths, "unknown")


def with_truth(truths: dict[str, str], truth: str) -> list[str]:
    return [name for name, found in truths.items() if found == truth]


def test_a_day_before_the_paper_is_explained_by_the_rules_of_its_time():
    early = explain(Record(), on=date(2015, 1, 1))

    assert [one.rule_set for one in early] == ["cs2014_nijs", "cs2014_seed"]


def test_the_grade_of_the_paper_comes_first():
    assert [one.rule_set for one in explain(Record())] == [
        "iasp_2021",
        "figure_1",
        "cs2014_nijs",
        "cs2014_seed",
        "fm2016",
    ]


@pytest.mark.parametrize(
    ("found", "criterion", "names"),
    [
        ({"hx_touch": "true", "hx_heat": "false"}, "2_history", ["hx_touch"]),
        (
            {"hx_touch": "true", "hx_cold": "true"},
            "2_history",
            ["hx_touch", "hx_cold"],
        ),
        ({"distribution": "discrete"}, "1b_regional_or_wider", ["distribution"]),
        (
            {"hx_touch": "false", "hx_cold": "false"},
            "2_history",
            ["hx_pressure", "hx_movement", "hx_heat"],
        ),
        (
            dict.fromkeys(
                ("hx_touch", "hx_pressure", "hx_movement", "hx_heat", "hx_cold"),
                "false",
            ),
            "2_history",
            ["hx_touch", "hx_pressure", "hx_movement", "hx_heat", "hx_cold"],
        ),
        (
            {"duration_months": 3, "duration_precision": "approx"},
            "1a_chronic",
            ["duration_months"],
        ),
    ],
)
def test_a_criterion_rests_on_the_findings_that_decided_it(
    found: dict[str, Any], criterion: str, names: list[str]
):
    assert grounds(held(found), criterion) == names


@pytest.mark.parametrize(
    ("found", "criterion", "rule_set", "names"),
    [
        (
            {"neuropathic_entirely": "true"},
            "neuropathic_not_main",
            "cs2014_seed",
            ["neuropathic_entirely"],
        ),
        ({"distribution": "widespread"}, "diffuse", "cs2014_seed", ["distribution"]),
        (
            {"distribution": "widespread", "diffuse_nonsegmental": "false"},
            "diffuse",
            "cs2014_seed",
            ["diffuse_nonsegmental"],
        ),
        ({"wpi_areas": ["neck"]}, "wpi_and_sss", "fm2016", ["wpi_areas"]),
        ({"csi": {"answered_sum": 30, "missing": 5}}, "csi_40", "cs2014_nijs", ["csi"]),
    ],
)
def test_what_follows_rests_on_what_was_said(
    found: dict[str, Any], criterion: str, rule_set: str, names: list[str]
):
    assert grounds(held(found), criterion, rule_set) == names


def test_a_ground_has_value_source_and_words():
    record = Record().hear("hx_touch", "true", evidence=SAID)
    (ground,) = explanation(record).in_favour[0].grounds

    assert (ground.value, ground.source, ground.status) == (
        "true",
        P,
        Status.ANSWERED,
    )
    assert ground.evidence == (SAID,)


def test_what_is_missing_says_why():
    record = Record().mark("hx_touch", Status.DECLINED).hear("hx_cold", "true")
    record = record.hear("hx_cold", "false")
    missing = next(c for c in explanation(record).missing if c.criterion == "2_history")

    statuses = {ground.finding: ground.status for ground in missing.grounds}
    assert statuses["hx_touch"] is Status.DECLINED
    assert statuses["hx_cold"] is Status.CONFLICT
    assert statuses["hx_heat"] is Status.NOT_ASKED
    assert all(g.value is None and g.source is None for g in missing.grounds)
    assert missing.supplier == "patient"


def test_a_breach_of_integrity_is_missing_for_its_conflict():
    record = held({"nociceptive_entirely": "true", "neuropathic_entirely": "true"})
    missing = explanation(record).missing
    statuses = {g.finding: g.status for c in missing for g in c.grounds}

    assert statuses["nociceptive_entirely"] is Status.CONFLICT
    assert statuses["neuropathic_entirely"] is Status.CONFLICT


def test_pain_out_of_scope_is_explained_by_its_scope_alone():
    one = explanation(held({"body_system": "visceral", "hx_touch": "true"}, P))

    assert (one.in_favour, one.missing) == ((), ())
    assert [c.criterion for c in one.against] == ["scope"]
    assert one.against[0].supplier == "patient"
    assert one.against[0].grounds[0].value == "visceral"


@pytest.mark.parametrize(
    ("found", "lang", "line"),
    [
        (
            {"duration_months": 18},
            "es",
            "A favor: Dolor de más de 3 meses (Duración: 18 meses, "
            "lo dijo el paciente, «me quema»).",
        ),
        (
            {"duration_months": {"low": 3, "low_open": True}},
            "en",
            "For: Pain for more than 3 months (Duration: more than 3 months, "
            'said by the patient, "me quema").',
        ),
        (
            {"duration_months": {"low": 12}},
            "es",
            "A favor: Dolor de más de 3 meses (Duración: al menos 12 meses, "
            "lo dijo el paciente, «me quema»).",
        ),
        (
            {"duration_months": {"low": 0, "high": 2.5}},
            "en",
            "Against: Pain for more than 3 months (Duration: 0 to 2.5 months, "
            'said by the patient, "me quema").',
        ),
    ],
)
def test_an_explanation_is_told_in_either_language(
    found: dict[str, Any], lang: Any, line: str
):
    assert line in told(explanation(held(found, P)), lang)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            {"csi": {"items": [2] * 24 + [None]}},
            "A favor: CSI de 40 o más (Inventario de Sensibilización Central (CSI): "
            "48 puntos, 1 ítems sin contestar, lo registró el profesional clínico, "
            "«me quema»).",
        ),
        (
            {"csi": {"answered_sum": 20, "missing": 0}},
            "En contra: CSI de 40 o más (Inventario de Sensibilización Central (CSI): "
            "20 puntos, 0 ítems sin contestar, lo registró el profesional clínico, "
            "«me quema»).",
        ),
    ],
)
def test_a_questionnaire_is_told_by_its_points(found: dict[str, Any], line: str):
    assert line in told(explanation(held(found), "cs2014_nijs"), "es")


def test_every_ground_of_a_criterion_is_told_with_its_words():
    record = (
        Record()
        .hear("hx_touch", "true", evidence=SAID)
        .hear("hx_touch", "true", evidence=SAID.model_copy(update={"turn": 5}))
        .hear("hx_cold", "true", evidence=SAID.model_copy(update={"words": "el frío"}))
        .hear(
            "hx_cold",
            "true",
            evidence=SAID.model_copy(update={"turn": 4, "words": "helado"}),
        )
    )
    line = next(x for x in told(explanation(record), "en") if x.startswith("For: "))

    assert line == (
        "For: History of hypersensitivity in the painful region "
        "(Pain on light touch (history): yes, said by the patient, "
        '"me quema"; Pain with cold (history): yes, said by the patient, '
        '"el frío", "helado").'
    )


def test_a_range_with_every_part_is_told_as_months():
    months = {"low": 4, "high": 6, "low_open": False, "high_open": True}

    assert any("4 to 6 months" in line for line in told_of(months))


def told_of(months: dict[str, Any]) -> tuple[str, ...]:
    return told(explanation(held({"duration_months": months}, P)), "en")


def test_a_criterion_without_findings_is_told_without_brackets():
    one = explanation(Record()).missing[0].model_copy(update={"grounds": ()})
    alone = explanation(Record()).model_copy(update={"missing": (one,)})

    assert told(alone, "en")[1:] == (f"Missing (ask the patient): {one.text['en']}.",)


def test_a_day_before_the_rules_leaves_nothing_to_examine():
    assert checklist(classify({}, on=date(2010, 1, 1))) == ()


def test_areas_and_scores_are_told_by_number():
    found = {"wpi_areas": ["neck", "chest"], "sss.fatigue": 2}
    lines = told(explanation(held(found), "fm2016"), "en")

    assert "WPI areas: 2 of 19, recorded by the clinician" in lines[1]
    assert lines[0].endswith(": Not met.")


@given(any_findings(), st.sampled_from(["es", "en"]))
def test_whatever_is_known_can_be_told(found: dict[str, Any], lang: Any):
    flat = parse({n: v for n, v in found.items() if n != "conflicts"})
    record = Record()
    for name, value in flat.model_dump(mode="json", exclude_unset=True).items():
        if isinstance(value, dict) and name in ("sss", "dn4i", "conditions"):
            for key, one in value.items():
                record = record.hear(f"{name}.{key}", one, source=C)
        elif name != "red_flags":
            record = record.hear(name, value, source=C)

    for one in explain(record):
        lines = told(one, lang)
        assert len(lines) == 1 + len((*one.in_favour, *one.against, *one.missing))
        assert not any("{" in line or "None" in line for line in lines)


def test_every_finding_that_a_criterion_reads_has_a_label():
    read = {name for edition in GRADED.values() for _, name in edition.findings()}

    assert read <= set(catalogue().wording.findings)


def test_every_finding_of_a_clinicians_that_a_criterion_reads_has_a_check():
    read = {name for edition in GRADED.values() for _, name in edition.findings()}
    clinical = {name for name in read if fact(name).owner is Owner.CLINICIAN}

    assert clinical == set(catalogue().wording.checks)


def test_the_checklist_is_the_exam_when_all_else_is_known():
    checks = checklist(classify({**BEARING, "hx_touch": "true", "com_sleep": "true"}))
    by_name = {check.finding: check for check in checks}

    assert [c.finding for c in checks if "iasp_2021" in c.rule_sets] == [
        "exam_static_mech",
        "exam_dynamic_mech",
        "exam_heat",
        "exam_cold",
        "exam_aftersensation",
    ]
    assert by_name["exam_heat"].together_with == 0
    assert by_name["exam_heat"].rule_sets == ("iasp_2021", "figure_1")
    assert by_name["exam_heat"].text["es"] != by_name["exam_heat"].text["en"]


def test_the_checklist_begins_with_what_needs_least():
    checks = checklist(classify({"body_system": "musculoskeletal"}))
    needed = [check.together_with for check in checks]

    assert needed == sorted(needed)
    assert needed[0] == 0


def test_nothing_is_left_to_examine_when_nothing_could_change():
    settled = {"duration_months": 1, "wpi_areas": []}

    assert checklist(classify(settled)) == ()


@given(any_findings())
def test_the_checklist_holds_only_what_a_need_set_names(found: dict[str, Any]):
    outcomes = evaluate(parse(found))
    named = {
        name
        for rule_set in GRADED
        for way in outcomes[rule_set]["need_sets"]["clinician"]
        for name in way
    }

    assert {check.finding for check in checklist(outcomes)} == {
        name for name in named if fact(name).owner is Owner.CLINICIAN
    }
