"""A number that a rule can never meet, or that is not one, is refused when read."""

from pathlib import Path

import pytest

from criteria.catalogue import red_flags, urgency_rank
from tests.unit.criteria_files import load_with, plainly, refused, tells


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "dn4_interview.yaml",
            "cut_off: 3",
            "cut_off: 8",
            "editions.2005.1: 'cut_off' is 8, which the score never reaches; at most 7",
        ),
        (
            "dn4.yaml",
            "cut_off: 4",
            "cut_off: 44",
            "editions.2005.1: 'cut_off' is 44, which the score never reaches; "
            "at most 10",
        ),
        ("dn4.yaml", "cut_off: 4", "cut_off: 0", "equal to 1, not 0"),
        (
            "csi.yaml",
            "cut_off: 40",
            "cut_off: 101",
            "'cut_off' is 101, which the score never reaches; at most 100",
        ),
        (
            "csi.yaml",
            "cut_off: 40",
            "cut_off: 46",
            "editions.2013.1: 'near_cut_off' runs from 35 to 45, past the cut-off 46",
        ),
        ("csi.yaml", "cut_off: 40", "cut_off: 34", "past the cut-off 34"),
        (
            "csi.yaml",
            "to: 45",
            "to: 101",
            "'to' of 'near_cut_off' is 101, which the score never reaches; at most 100",
        ),
        (
            "csi.yaml",
            "code: extreme, from: 60",
            "code: extreme, from: 101",
            "the last of 'bands' is 101, which the score never reaches; at most 100",
        ),
        (
            "fm2016.yaml",
            "score: wpi, at_least: 4",
            "score: wpi, at_least: 20",
            "wpi_and_sss: 'at_least' of 'wpi' is 20, which the score never reaches; "
            "at most 19",
        ),
        (
            "fm2016.yaml",
            "{score: sss, at_least: 9}",
            "{not: {score: sss, at_least: 13}}",
            "'at_least' of 'sss' is 13, which the score never reaches; at most 12",
        ),
        (
            "fm2016.yaml",
            "{score: regions, at_least: 4}",
            "{score: regions, at_least: 6}",
            "regions_4_of_5: 'at_least' of 'regions' is 6",
        ),
        (
            "fm2016.yaml",
            "{score: regions, at_least: 4}",
            "{score: regions, at_least: 0}",
            "regions_4_of_5.when.at_least: input should be greater than or equal to 1",
        ),
        (
            "fm2016.yaml",
            "most: 19",
            "most: 20",
            "scores.wpi.size_of: 'most' is 20, but 'wpi_areas' has 19 areas",
        ),
        (
            "fm2016.yaml",
            "size_of: wpi_areas",
            "size_of: hx_touch",
            "'hx_touch' is not a list of areas; 'pain_regions' and 'wpi_areas' are",
        ),
        (
            "fm2016.yaml",
            "sss.fatigue: 3",
            "sss.fatigue: 4",
            "4 is not the most that 'sss.fatigue' can add",
        ),
        (
            "fm2016.yaml",
            "sss.fatigue: 3",
            "sss.fatigue: 2",
            "2 is not the most that 'sss.fatigue' can add",
        ),
        ("csi.yaml", "total_of: csi", "total_of: sss", "'csi', not \"sss\""),
        (
            "iasp_2021.yaml",
            "more_than: 3,",
            "more_than: -1,",
            "1a_chronic.when.more_than: input should be greater than or equal to 0, "
            "not -1",
        ),
        ("figure_1.yaml", "at_least: 3,", "at_least: 0,", "greater than 0, not 0"),
        (
            "iasp_2021.yaml",
            "unsure_within: 0.5",
            "unsure_within: -0.5",
            "1a_chronic.when.unsure_within: input should be greater",
        ),
        (
            "regions.yaml",
            "widespread_from: 4",
            "widespread_from: 6",
            "widespread_from: input should be less than or equal to 5, not 6",
        ),
        (
            "red_flags.yaml",
            "milder: {level: SD",
            "milder: {level: E2",
            "RF_FRACTURE: E2 is not milder than E2; 'level' is the highest it can have",
        ),
        (
            "red_flags.yaml",
            "codes: [RF_MALIG, RF_CORD]",
            "codes: [RF_MALIG, RF_MALIG]",
            "pair 'malignancy_with_cord_signs': one code alone; name another",
        ),
        (
            "red_flags.yaml",
            "name: malignancy_with_cauda_equina",
            "name: malignancy_with_cord_signs",
            "'pairs' holds 'malignancy_with_cord_signs' more than once",
        ),
        (
            "red_flags.yaml",
            "  - {code: E1, stops",
            "  - {code: E2, stops",
            "'levels' are E1, E2, SD, URG, REV, NONE, once each and in this order",
        ),
        (
            "red_flags.yaml",
            "# The second half",
            "  - {code: NONE, stops: false, text: {es: ninguna, en: none}}\n#",
            "'levels' are E1, E2, SD, URG, REV, NONE, once each",
        ),
    ],
    ids=plainly,
)
def test_a_number_out_of_reach_is_refused_with_what_would_do(
    tmp_path: Path, file: str, old: str, new: str, problem: str
):
    assert tells(refused(tmp_path, file, old, new), problem)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "csi.yaml",
            "cut_off: 40",
            "cut_off: '40'",
            "editions.2013.1.cut_off: '40' is text here; write 40 without quotes",
        ),
        ("csi.yaml", "cut_off: 40", "cut_off: 40.0", "a valid integer, not 40.0"),
        ("csi.yaml", "cut_off: 40", "cut_off: true", "a valid integer, not true"),
        ("csi.yaml", "cut_off: 40", "cut_off: forty", 'integer, not "forty"'),
        ("csi.yaml", "cut_off: 40", "cut_off: 4O", 'integer, not "4O"'),
        ("csi.yaml", "cut_off: 40", "cut_off: [40]", "should be a valid integer"),
        ("csi.yaml", "mild, from: 30", 'mild, from: "30"', "bands.mild.from: '30'"),
        ("csi.yaml", "{from: 35", "{from: '35'", "near_cut_off.from: '35' is text"),
        ("csi.yaml", "to: 45", "to: '45'", "near_cut_off.to: '45' is text"),
        ("dn4.yaml", "cut_off: 4", "cut_off: '4'", "'4' is text here; write 4 with"),
        ("dn4.yaml", "dn4i.burning: 1", "dn4i.burning: '1'", "dn4i.burning: '1' is"),
        ("fm2016.yaml", "most: 19", "most: '19'", "wpi.most: '19' is text here"),
        (
            "fm2016.yaml",
            "score: wpi, at_least: 7",
            "score: wpi, at_least: '7'",
            "wpi_and_sss.when.any.0.all.0.at_least: '7' is text here",
        ),
        (
            "iasp_2021.yaml",
            "more_than: 3",
            "more_than: '3'",
            "1a_chronic.when.more_than: '3' is text here; write 3 without quotes",
        ),
        (
            "iasp_2021.yaml",
            "unsure_within: 0.5",
            "unsure_within: '-0.5'",
            "1a_chronic.when.unsure_within: '-0.5' is text here; write -0.5 without",
        ),
        ("iasp_2021.yaml", "more_than: 3", "more_than: .inf", "a finite number"),
        (
            "fm2016.yaml",
            "a_reached_grade_stands: true",
            "a_reached_grade_stands: 'true'",
            "'true' is text here; write true without quotes",
        ),
        ("red_flags.yaml", "E1, stops: true", "E1, stops: yes", "levels.E1.stops"),
        ("red_flags.yaml", "E1, stops: true", "E1, stops: 1", "boolean, not 1"),
        (
            "red_flags.yaml",
            "reviewed: 2025-12-24",
            "reviewed: '2025-12-24'",
            "'2025-12-24' is text here; write 2025-12-24 without quotes",
        ),
        ("csi.yaml", "from: 2013-05-01", "from: 2013", "a valid date, not 2013"),
        (
            "iasp_2021.yaml",
            'version: "2021.1"',
            "version: 2021.1",
            'version: 2021.1 is not text here; write "2021.1" in quotes',
        ),
        (
            "emergency.yaml",
            'version: "2025-12-24"',
            "version: 2025-12-24",
            'version: 2025-12-24 is not text here; write "2025-12-24" in quotes',
        ),
        (
            "emergency.yaml",
            'emergency: "911"',
            "emergency: 911",
            'countries.MX.emergency: 911 is not text here; write "911" in quotes',
        ),
        (
            "iasp_2021.yaml",
            'hx_touch, is: "true"',
            "hx_touch, is: true",
            'any.0.is: true is not text here; write "true" in quotes',
        ),
        ("red_flags.yaml", "level: E2", "level: urgent", 'not "urgent"'),
        ("red_flags.yaml", "level: E2", "level: Dölor", 'not "Dölor"'),
        ("red_flags.yaml", "level: E2", "level: null", "not null"),
    ],
    ids=plainly,
)
def test_a_value_of_the_wrong_kind_is_told_from_its_quotes(
    tmp_path: Path, file: str, old: str, new: str, problem: str
):
    assert problem in str(refused(tmp_path, file, old, new))


def test_a_wrong_value_of_several_parts_is_not_repeated(tmp_path: Path):
    error = refused(tmp_path, "csi.yaml", "cut_off: 40", "cut_off: [40]")

    assert str(error).endswith("cut_off: input should be a valid integer")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("dn4_interview.yaml", "cut_off: 3", "cut_off: 7"),
        ("dn4_interview.yaml", "cut_off: 3", "cut_off: 1"),
        ("dn4.yaml", "dn4i.burning: 1", "dn4i.burning: 2"),
        ("csi.yaml", "cut_off: 40", "cut_off: 35"),
        ("csi.yaml", "cut_off: 40", "cut_off: 45"),
        ("csi.yaml", "to: 45", "to: 100"),
        ("csi.yaml", "extreme, from: 60", "extreme, from: 100"),
        ("fm2016.yaml", "score: wpi, at_least: 7", "score: wpi, at_least: 19"),
        ("fm2016.yaml", "score: sss, at_least: 9", "score: sss, at_least: 12"),
        ("fm2016.yaml", "score: regions, at_least: 4", "score: regions, at_least: 5"),
        ("iasp_2021.yaml", "more_than: 3", "more_than: 0"),
        ("iasp_2021.yaml", "more_than: 3", "more_than: 3.5"),
        ("regions.yaml", "widespread_from: 4", "widespread_from: 5"),
        ("red_flags.yaml", "milder: {level: SD", "milder: {level: REV"),
    ],
    ids=plainly,
)
def test_a_number_at_the_very_end_of_its_reach_is_taken(
    tmp_path: Path, file: str, old: str, new: str
):
    assert load_with(tmp_path, file, old, new)


@pytest.mark.parametrize(
    ("file", "old", "problem"),
    [
        ("dn4.yaml", "dn4i.burning", "2005.1.score: 'dn4i.burnin' is not a finding."),
        ("iasp_2021.yaml", "body_system", "2021.1.scope: 'body_syste' is not a"),
        ("fm2016.yaml", "sss.headache", "wpi_and_sss: 'sss.headach' is not a finding."),
    ],
    ids=plainly,
)
def test_what_is_no_finding_is_named_with_its_place(
    tmp_path: Path, file: str, old: str, problem: str
):
    error = refused(tmp_path, file, old, old[:-1])

    assert problem in str(error)
    assert tells(error, f"Did you mean '{old}'?")


def test_each_milder_level_is_below_the_level_of_its_code():
    milder = [flag for flag in red_flags() if flag.milder]

    assert len(milder) >= 6
    for flag in milder:
        assert urgency_rank(flag.milder.level) < urgency_rank(flag.level), flag.code
