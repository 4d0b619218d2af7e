"""A wrong name or shape in a rule file is an error that names file, entry and fix."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from criteria.catalogue import FOLDER
from criteria.errors import CatalogueError
from criteria.loading import load
from tests.unit.criteria_files import plainly, refused, tells


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("iasp_2021.yaml", "hx_touch", "hx_tuch", ["2_history", "'hx_touch'"]),
        ("iasp_2021.yaml", "more_than: 3", "more_than: many", ["1a_chronic"]),
        (
            "iasp_2021.yaml",
            "criterion: 4_evoked_exam",
            "criterion: 4_evoked",
            ["POSSIBLE"],
        ),
        ("iasp_2021.yaml", "id: iasp_2021", "id: iasp", ["id", "name of the file"]),
        ("iasp_2021.yaml", "provenance: [V2]", "provenance: []", ["provenance"]),
        (
            "cs2014_nijs.yaml",
            "score: csi,",
            "score: cis,",
            ["csi_40", "'cis'", "Did you mean 'csi'?"],
        ),
        (
            "iasp_2021.yaml",
            "- {criterion: 4_evoked_exam}",
            "- {finding: exam_heat, is: 'true'}",
            ["POSSIBLE", "'exam_heat'", "make a criterion of it"],
        ),
        (
            "fm2016.yaml",
            "- {criterion: wpi_and_sss}",
            "- {score: wpi, at_least: 7}",
            ["MET", "'wpi'", "make a criterion of it"],
        ),
        (
            "iasp_2021.yaml",
            "- {grade: POSSIBLE}",
            "- {grade: PROBABLE}",
            ["PROBABLE", "Did you mean 'POSSIBLE'?"],
        ),
        (
            "fm2016.yaml",
            "{score: regions, at_least: 4}",
            "{criterion: 3_months}",
            ["regions_4_of_5", "only a grade can"],
        ),
        ("fm2016.yaml", "show: [wpi,", "show: [wpy,", ["Did you mean 'wpi'?"]),
        (
            "iasp_2021.yaml",
            "scope: {finding: body_system, one_of: [musculoskeletal]}",
            "scope: {score: csi, at_least: 4}",
            ["'scope'", "'csi'"],
        ),
        (
            "iasp_2021.yaml",
            "    out_of_scope:",
            "    out_of_scope: null\n    undecided:",
            ["YAML"],
        ),
        (
            "screen.yaml",
            "- {criterion: 2_history}",
            "- {finding: hx_touch, is: 'true'}",
            ["'positive'", "'hx_touch'", "make a criterion of it"],
        ),
        (
            "screen.yaml",
            "- {not: {criterion: 1a_chronic}}",
            "- {finding: hx_touch, is: 'true'}",
            ["'negative'", "'hx_touch'"],
        ),
        (
            "screen.yaml",
            "criterion: 2_history",
            "criterion: 2_histori",
            ["Did you mean '2_history'?"],
        ),
        (
            "screen.yaml",
            "reads: iasp_2021",
            "reads: iasp_2022",
            ["2021.1.reads", "Did you mean 'iasp_2021'?"],
        ),
        ("screen.yaml", "from: 2021-05-01", "from: 2021-04-30", ["2021-04-30"]),
        ("red_flags.yaml", "code: RF_CES", "code: CES", ["codes.CES.code"]),
        ("red_flags.yaml", "code: RF_CORD", "code: RF_CES", ["'RF_CES'", "once"]),
        (
            "red_flags.yaml",
            "codes: [RF_MALIG, RF_CORD]",
            "codes: [RF_MALIG, RF_CORDS]",
            ["malignancy_with_cord_signs", "Did you mean 'RF_CORD'?"],
        ),
        (
            "red_flags.yaml",
            "findings: [pregnant]",
            "findings: [pregnent]",
            ["pairs.headache_in_pregnancy", "Did you mean 'pregnant'?"],
        ),
        (
            "red_flags.yaml",
            "    advice:",
            "    advise:",
            ["codes.RF_CES.advise", "Did you mean 'advice'?"],
        ),
        (
            "red_flags.yaml",
            "    milder: {level: SD, when:",
            "    milder: {levle: SD, level: SD, when:",
            ["codes.RF_FRACTURE.milder", "Did you mean 'level'?"],
        ),
        ("red_flags.yaml", "en: Nobody is reading this now.", "en: ''", ["en"]),
        ("iasp_2021.yaml", 'version: "2021.1"', "version: 2021.1", ["version"]),
        (
            "iasp_2021.yaml",
            "exam_heat, is:",
            "exam_heat, iss:",
            ["4_evoked_exam.when.any.2", "How a rule is written"],
        ),
        ("integrity.yaml", "nociceptive_main,", "nociceptive_mane,", ["chains"]),
        (
            "integrity.yaml",
            "- [nociceptive_entirely, neuropathic_entirely]",
            "- [nociceptive_entirely, neuropathic_entirly]",
            ["never_together", "Did you mean 'neuropathic_entirely'?"],
        ),
        (
            "integrity.yaml",
            "finding: diffuse_nonsegmental",
            "finding: diffuse_nonsegmentl",
            ["defaults", "Did you mean 'diffuse_nonsegmental'?"],
        ),
        (
            "integrity.yaml",
            "finding: distribution, is",
            "finding: distribuzion, is",
            ["defaults", "Did you mean 'distribution'?"],
        ),
        ("integrity.yaml", "longer: {finding: d", "longer: {finding: u", ["longer"]),
        ("integrity.yaml", "as_long: {finding: d", "as_long: {finding: u", ["as_long"]),
        (
            "integrity.yaml",
            "scope_known: {finding: b",
            "scope_known: {finding: n",
            ["scope_known"],
        ),
        (
            "wording.yaml",
            "  duration_months: {es: Duración",
            "  duration_month: {es: Duración",
            ["wording.yaml, findings", "Did you mean 'duration_months'?"],
        ),
        (
            "wording.yaml",
            '  exam_static_mech:\n    es: "Presión',
            '  exam_static_mesh:\n    es: "Presión',
            ["wording.yaml, checks", "Did you mean 'exam_static_mech'?"],
        ),
        (
            "red_flags.yaml",
            "- name: fracture_with_deficit",
            "- name: Fracture",
            ["pairs.Fracture.name"],
        ),
        (
            "csi.yaml",
            "cut_off: 40",
            "cut_off: forty",
            ["editions.2013.1.cut_off"],
        ),
        ("fm2016.yaml", "wpi: {size_of:", "wpi: {sise_of:", ["wpi", "no such kind"]),
        ("fm2016.yaml", "wpi: {size_of", "wpi: 19 # {", ["wpi", "no such kind"]),
        ("fm2016.yaml", "wpi: {size_of", "wpi: size_of # {", ["wpi", "no such kind"]),
        ("csi.yaml", "kind: csi", "kind: cis", ["no such kind", "criteria/README.md"]),
        ("regions.yaml", "face: [jaw]", "face: [jew]", ["touches.face.0"]),
        (
            "emergency.yaml",
            "country: MX",
            "country: mexico",
            ["countries.mexico.country"],
        ),
        ("csi.yaml", "cut_off: 40", "cut_off: [", ["YAML"]),
        ("iasp_2021.yaml", "more_than: 3", "more_then: 3", ["'more_than'"]),
        ("iasp_2021.yaml", "kind: grades", "kind: grade", ["'grades'"]),
        ("screen.yaml", "kind: screen", "kind: scren", ["Did you mean 'screen'?"]),
        (
            "iasp_2021.yaml",
            "more_than: 3, unsure_within: 0.5",
            "",
            ["1a_chronic.when", "no such kind", "criteria/README.md."],
        ),
        (
            "iasp_2021.yaml",
            "when: {finding: duration_months, more_than: 3, unsure_within: 0.5}",
            "when: 3",
            ["1a_chronic.when", "no such kind", "criteria/README.md."],
        ),
        (
            "iasp_2021.yaml",
            "one_of: [regional,",
            "one_of: [regionnal,",
            ["1b_regional_or_wider", "Did you mean 'regional'?"],
        ),
        (
            "iasp_2021.yaml",
            "{finding: hx_touch, is: 'true'}".replace("'", '"'),
            "{finding: hx_touch, is: 'yes'}",
            ["2_history.when.any.0", "'true', 'false' or 'unknown', not 'yes'"],
        ),
        (
            "iasp_2021.yaml",
            "{finding: duration_months, more_than",
            "{finding: hx_touch, more_than",
            ["1a_chronic", "'hx_touch' is not a number of months"],
        ),
        (
            "fm2016.yaml",
            "[shoulder_l,",
            "[sholder_l,",
            ["scores.regions", "'sholder_l'", "Did you mean 'shoulder_l'?"],
        ),
        (
            "iasp_2021.yaml",
            "{from: 2021-05-01}",
            "{from: 2021-05-01, until: 2021-05-01}",
            ["2021.1.in_force", "'until' is not after 2021-05-01"],
        ),
        ("csi.yaml", "mild, from: 30", "mild, from: 0", ["[0, 0, 40, 50, 60]"]),
        ("csi.yaml", "al, from: 0", "al, from: 5", ["[5, 30, 40, 50, 60]"]),
        ("csi.yaml", "to: 45", "to: 34", ["near_cut_off", "'to' is below 35"]),
    ],
    ids=plainly,
)
def test_a_broken_rule_file_names_file_and_entry(
    tmp_path: Path, file: str, old: str, new: str, parts: list[str]
):
    error = refused(tmp_path, file, old, new)

    assert [part for part in parts if not tells(error, part)] == []


def test_a_screen_does_not_outlive_the_criteria_that_it_reads(tmp_path: Path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "iasp_2021.yaml"
    retired = "{from: 2021-05-01, until: 2030-01-01}"
    text = path.read_text("utf-8").replace("{from: 2021-05-01}", retired)
    path.write_text(text, "utf-8")

    with pytest.raises(CatalogueError, match="does not answer on 2030-01-01"):
        load(tmp_path)


def test_criteria_may_have_ended_before_a_screen_that_reads_them_began(tmp_path: Path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "iasp_2021.yaml"
    text = path.read_text("utf-8")
    older = text.split("editions:\n")[1].replace('"2021.1"', '"2020.1"')
    ended = older.replace("{from: 2021-05-01}", "{from: 2020-01-01, until: 2021-01-01}")
    path.write_text(text + ended, "utf-8")

    assert len(load(tmp_path).rule_sets["iasp_2021"].editions) == 2


@pytest.mark.parametrize("shared", ["version", "first day"])
def test_two_editions_cannot_share_a_version_or_a_first_day(
    tmp_path: Path, shared: str
):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "csi.yaml"
    text = path.read_text("utf-8")
    old, new = ("2013-05", "2030-01") if shared == "version" else ("2013.1", "2030.1")
    path.write_text(text + text.split("editions:\n")[1].replace(old, new), "utf-8")

    with pytest.raises(CatalogueError, match=r"csi\.yaml, editions: more than one"):
        load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(CatalogueError, match=r"red_flags\.yaml, file: No such file"):
        load(tmp_path)


def test_a_newer_edition_answers_from_its_day_and_the_old_one_before(tmp_path: Path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "csi.yaml"
    text = path.read_text("utf-8")
    head, edition = text.split("editions:\n")
    newer = edition.replace("2013.1", "2030.1").replace("2013-05-01", "2030-01-01")
    older = edition.replace(
        "{from: 2013-05-01}", "{from: 2013-05-01, until: 2030-01-01}"
    )
    path.write_text(f"{head}editions:\n{older}{newer}", "utf-8")

    first, second = load(tmp_path).rule_sets["csi"].editions

    assert first.in_force.covers(date(2029, 12, 31))
    assert not first.in_force.covers(date(2030, 1, 1))
    assert second.in_force.covers(date(2030, 1, 1))
