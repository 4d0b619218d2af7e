"""A mistake in a dialogue file is an error that says where it is and what was meant."""

import pytest

from tests.conversations.matching import fits
from tests.conversations.reading import DialogueFileError, read_cases
from tests.conversations.script import Script
from tests.conversations.showing import side_by_side
from tests.conversations.transcripts import Transcript

START = """\
- name: Somebody says something and is asked
  steps:
    - patient: me duele
"""


def refused(tmp_path, text: str) -> str:
    folder = tmp_path / "es"
    folder.mkdir()
    file = folder / "some.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DialogueFileError) as caught:
        list(read_cases(file, tmp_path))
    return str(caught.value)


@pytest.mark.parametrize(
    ("mistake", "line", "said"),
    [
        ("      aks: duration", 4, "did you mean 'asks'?"),
        ("      asks: duratoin", 4, "did you mean 'duration'?"),
        ("      says: utter_dne", 4, "did you mean 'utter_done'?"),
        ("      findings: {hx_tuch: true}", 4, "'hx_tuch' is not a finding"),
        ("      not_findings: hx_tuch", 4, "'hx_tuch' is not a finding"),
        ("      state: finished", 4, "'open', 'done'"),
        ("      taps: dont_know", 3, "a step does one of"),
        ("    - taps: dont_kno", 4, "did you mean 'dont_know'?"),
        ("    - later: soon", 4, "Write it as '2 hours'"),
        ("    - patient: x\n      until: read_back", 4, "belong to 'answers'"),
        ("  ends: {urgencia: E1}", 4, "did you mean 'urgency'?"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_dialogue(tmp_path, mistake, line, said):
    error = refused(tmp_path, START + mistake + "\n")

    assert error.startswith(f"es/some.yml, line {line}, dialogue 'Somebody says")
    assert said in error


def test_a_file_that_is_no_list_is_refused(tmp_path):
    assert "es/some.yml: a dialogue file is a list" in refused(tmp_path, "name: x\n")


def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path):
    assert "line 2" in refused(tmp_path, "- name: x\n  - y: [\n")


@pytest.mark.parametrize(
    ("expected", "found", "is_met"),
    [
        (24, {"low": 24, "high": 24}, True),
        (24, {"low": 20.4, "high": 27.6}, False),
        (24, {"low": 24, "high": None}, False),
        (8, 8, True),
        (1, True, False),
        (True, "true", True),
        (True, "false", False),
        (["b", "a"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        ({"low": 3}, {"low": 3, "high": 4}, True),
        ({"low": 3}, {"high": 4}, False),
        ("widespread", "nothing", False),
    ],
)
def test_only_what_was_expected_is_compared(expected, found, is_met):
    assert fits(expected, found) is is_met


async def play(stage, *steps: dict, **rest) -> Transcript:
    given = {"name": "Somebody in a hurry", "language": "es", "steps": steps, **rest}
    script = Script.model_validate(given)
    return await stage.play(repr(given), script)


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ({"patient": "desde hace dos años", "findings": {"duration_months": 36}}, "36"),
        ({"patient": "hola", "says": "utter_done"}, "✗ says: utter_done"),
        ({"patient": "hola", "asks": "nothing"}, "✗ asks: nothing"),
        ({"patient": "hola", "lang": "en"}, "✗ lang: en"),
        ({"patient": "hola", "urgent": ["RF_CES"]}, "✗ urgent: ('RF_CES',)"),
        ({"patient": "hola", "contains": "grado"}, "✗ contains: grado"),
        ({"patient": "hola", "lacks": "?"}, "✗ lacks: ?"),
        ({"patient": "hola", "slots": {"language": "en"}}, "✗ slot language: en"),
        ({"taps": "touch"}, "STUCK: 'touch' is not offered"),
        (
            {"answers": {"language": "skip"}, "until": "read_back"},
            "never asked read_back",
        ),
    ],
)
async def test_a_dialogue_that_goes_otherwise_fails_and_shows_where(stage, step, shown):
    transcript = await play(stage, step)

    assert transcript.failed
    page = side_by_side(transcript, "here")
    marked = [line for line in page.splitlines() if line.startswith("✗")]
    assert len(marked) == 1
    assert shown in page


@pytest.mark.parametrize(
    "ends",
    [
        {"state": "done"},
        {"urgency": "E1"},
        {"findings": {"hx_cold": True}},
        {"not_findings": ["duration_months"]},
        {"status": {"duration_months": "declined"}},
        {"outcomes": {"iasp_2021.grade": "PROBABLE"}},
    ],
)
async def test_an_end_that_was_not_reached_fails(stage, ends):
    transcript = await play(stage, {"patient": "desde hace dos años"}, ends=ends)

    assert transcript.parts[-1].failed
