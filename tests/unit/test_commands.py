"""The public instruments: UTF-8 JSON out and exit 0, or one line and exit 2."""

import json
import socket

import pytest
from typer.testing import CliRunner

from bot.cli import app

EXAMPLE = {
    "body_system": "musculoskeletal",
    "duration_months": 18,
    "duration_precision": "exact",
    "distribution": "multifocal",
    "hx_touch": "true",
    "com_sleep": "true",
    "csi": {"answered_sum": 44, "missing": 0},
    "dn4i": {"burning": "true"},
}


def run(*arguments: str, given: str = ""):
    return CliRunner().invoke(app, arguments, input=given)


def test_classify_answers_the_published_example():
    result = run("classify", "-", given=json.dumps(EXAMPLE))

    outcomes = json.loads(result.stdout)
    assert result.exit_code == 0
    grade = outcomes["iasp_2021"]
    assert (grade["grade"], grade["floor"], grade["ceiling"]) == (
        "INDETERMINATE",
        "RULED_OUT",
        "PROBABLE",
    )
    assert [name[:2] for name in grade["needs"]["clinician"]] == ["1c", "1d", "4_"]
    csi = outcomes["csi"]
    assert (csi["min"], csi["max"], csi["ge40"], csi["band"], csi["near_cutoff"]) == (
        44,
        44,
        "true",
        "moderate",
        True,
    )
    dn4 = outcomes["dn4_interview"]
    assert (dn4["min"], dn4["max"], dn4["positive"]) == (1, 7, "unknown")
    assert outcomes["screen"] == "positive"


def test_classify_answers_a_list_in_its_order():
    given = [{"duration_months": 1}, {"duration_months": 24}]

    outcomes = json.loads(run("classify", "-", given=json.dumps(given)).stdout)

    assert [one["iasp_2021"]["criteria"]["1a_chronic"] for one in outcomes] == [
        "false",
        "true",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('{"hx_tuch": "true"}', "hx_touch"),
        ('[{}, {"hx_touch": "maybe"}]', "[1].hx_touch"),
        ('{"duration_months": -1}', "duration_months"),
        ("not json", "not JSON"),
        ("", "not JSON"),
        ('"text"', "findings:"),
    ],
)
def test_classify_refuses_bad_input_in_one_line(given, said):
    result = run("classify", "-", given=given)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_classify_refuses_a_day_that_is_none():
    result = run("classify", "--on", "31/01/2026", "-", given="{}")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "2026-01-31" in result.stderr


def test_a_missing_file_is_named():
    result = run("understand", "no-such-file.txt")

    assert result.exit_code == 2
    assert "no-such-file.txt" in result.stderr


def test_understand_reads_plain_lines_json_lines_and_empty_lines():
    lines = ["desde hace dos años", "", '{"id": "x", "text": "hola", "asked": "story"}']

    result = run("understand", "--today", "2026-11-22", "-", given="\n".join(lines))

    heard = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in heard] == ["1", "2", "x"]
    [found] = heard[0]["findings"]
    assert found["name"] == "duration_months"
    assert found["value"] == {"low": 24, "high": 24}
    assert found["words"] == lines[0][found["start"] : found["end"]]
    assert heard[1]["findings"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a"}', "line 2: 'text'"),
        ('{"text": "hola", "asked": "wether"}', "line 2: 'wether'"),
        ('{"text": "hola", "words": 1}', "line 2: there is no 'words'"),
        ("{broken", "line 2: not JSON"),
    ],
)
def test_understand_refuses_a_bad_line_by_its_number(line, said):
    result = run("understand", "-", given=f"hola\n{line}\n")

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


DIALOGUE = {
    "id": "es",
    "turns": [
        "desde hace dos años",
        "me duele todo el cuerpo",
        "el frío y el roce",
        "sí",
    ],
    "answers": ["duration", "distribution", "hypersensitivity", "body_system"],
}


def converse(*dialogues: dict):
    given = "\n".join(json.dumps(one) for one in dialogues)
    return run("converse", "--today", "2026-11-22", "-", given=given)


def test_converse_holds_a_turn_until_its_topic_and_lists_the_unused(dialogue):
    result = converse(DIALOGUE | {"fill": True})

    [done] = [json.loads(line) for line in result.stdout.splitlines()]
    assert done["finished"] is True
    assert done["unused"] == [3]
    assert [turn["topic"] for turn in done["exchange"]] == [
        "regions",
        "hypersensitivity",
        "comorbidity",
    ]
    assert {turn["lang"] for turn in done["exchange"]} == {"es"}
    assert done["findings"]["duration_months"] == {"low": 24, "high": 24}
    assert done["findings"]["hx_cold"] == "true"
    again = run("classify", "-", given=json.dumps(done["findings"]))
    assert json.loads(again.stdout) == done["outcomes"]


def test_converse_says_that_the_bot_still_waits(dialogue):
    result = converse({"id": "short", "turns": ["for three years"], "lang": "en"})

    done = json.loads(result.stdout)
    assert done["finished"] is False
    assert done["exchange"][0]["lang"] == "en"


def test_converse_names_the_turn_that_raised_a_red_flag(dialogue):
    turns = ["hace dos años", "tengo una presión muy fuerte en el pecho"]

    done = json.loads(converse({"id": "urgent", "turns": turns}).stdout)

    assert [turn["urgent"] for turn in done["exchange"]] == [[], ["RF_CHEST"]]
    assert done["outcomes"]["urgency"] == "E1"
    assert done["finished"] is True


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id": "a"}, "line 1: turns"),
        ({"id": "a", "turns": ["x"], "answers": []}, "as long as 'turns'"),
        ({"id": "a", "turns": ["x"], "answers": ["pets"]}, "'pets'"),
        ({"id": "a", "turns": ["x"], "lang": "fr"}, "lang"),
    ],
)
def test_converse_refuses_a_bad_dialogue_before_it_runs_any(given, said):
    result = converse(given)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_serving_on_a_taken_port_says_so_at_once(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environment = {"ALODIA_PORT": port, "ALODIA_HOME": str(tmp_path)}
        result = CliRunner(env=environment).invoke(app, ["serve"])

    assert result.exit_code == 2
    assert "ALODIA_PORT" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_nurse_is_added_with_a_password_from_a_pipe(tmp_path):
    runner = CliRunner(env={"ALODIA_HOME": str(tmp_path)})

    added = runner.invoke(app, ["user", "add", "ana"], input="a long password\n")
    again = runner.invoke(app, ["user", "add", "ana"], input="a long password\n")

    assert (added.exit_code, added.stdout) == (0, "Added 'ana'.\n")
    assert again.exit_code == 2
    assert "taken" in again.stderr
