"""A stored chat becomes a draft test that passes, and that does not say who it was."""

from datetime import datetime

import pytest
from typer.testing import CliRunner

from actions import session_log
from actions.log_rows import Turn
from bot.cli import app
from bot.instruments import InputError
from bot.recording import HEADER, record
from bot.server.serving import open_installation_log
from bot.settings import Settings
from tests.conversations.reading import read_cases
from tests.conversations.running import Performance
from tests.conversations.script import Script
from tests.conversations.showing import side_by_side

SECRETS = ("Guadalupe", "Xicoténcatl", "abril", "3/4", "lupita@", "222 145", "3311")
STORY = (
    "Soy Lupita, Guadalupe Xicoténcatl, nací el 3/4/1957. Me duele la espalda baja "
    "desde hace dos años; escríbame a lupita@correo.mx o al 222 145 33 11"
)
CHATS = {
    "a Spanish intake to its end": {
        "language": "es",
        "opening": {
            "patient_name": {"patient": "Guadalupe Xicoténcatl"},
            "birth_date": {"patient": "el 3 de abril de 1957"},
        },
        "steps": [
            {"patient": STORY},
            {"taps": "do.why"},
            {"later": "20 minutes"},
            {"patient": "¿Guadalupe X. otra vez? azul turquesa"},
            {
                "answers": {
                    "medicines": {"patient": "paracetamol, lo receta 33114455"}
                },
                "others": "dont_know",
            },
        ],
        "ends": {"state": "done"},
    },
    "an English chat with a list that is ticked": {
        "language": "en",
        "opening": {"patient_name": {"patient": "Guadalupe Xicoténcatl"}},
        "steps": [
            {"patient": "It has hurt for two years"},
            {"ticks": ["neck", "knee"]},
        ],
        "ends": {"state": "open"},
    },
    "an English chat that is stopped": {
        "language": "en",
        "opening": {"patient_name": {"patient": "Guadalupe Xicoténcatl"}},
        "steps": [
            {"patient": "It's Guadalupe. My knee has hurt since March"},
            {"patient": "and now there is a tight pressure in my chest"},
            {"patient": "no, forget it"},
        ],
        "ends": {"state": "stopped"},
    },
}


async def recorded(stage, given: dict) -> str:
    script = Script.model_validate({"name": "A chat that is recorded", **given})
    performance = Performance(stage, script)
    transcript = await performance.perform()
    assert not transcript.failed, side_by_side(transcript, "the chat")
    draft = record(performance.db, 1)
    performance.close()
    return draft


@pytest.mark.parametrize("given", CHATS.values(), ids=CHATS)
async def test_a_recorded_chat_passes_as_a_test(stage, tmp_path, given):
    draft = await recorded(stage, given)
    (tmp_path / "mixed").mkdir()
    file = tmp_path / "mixed/draft.yml"
    file.write_text(draft, encoding="utf-8")

    [case] = read_cases(file, tmp_path)
    replayed = await Performance(stage, case.script).run()

    assert not replayed.failed, side_by_side(replayed, "the draft")
    said = [e for e in replayed.exchanges if e.typed or e.tapped or e.ticked]
    steps = ("- patient:", "- taps:", "- ticks:")
    assert len(said) == sum(draft.count(step) for step in steps)
    assert replayed.script.ends.state == given["ends"]["state"]


@pytest.mark.parametrize("given", CHATS.values(), ids=CHATS)
async def test_a_draft_does_not_say_who_the_patient_is(stage, given):
    draft = await recorded(stage, given)

    assert draft.startswith(HEADER)
    assert [secret for secret in SECRETS if secret.lower() in draft.lower()] == []


async def test_a_draft_keeps_what_matters_of_the_words(stage):
    draft = " ".join(
        (await recorded(stage, CHATS["a Spanish intake to its end"])).split()
    )

    assert "Me duele la espalda baja desde hace dos años" in draft
    assert "azul turquesa" in draft
    assert "paracetamol" in draft
    assert "duration_months:" in draft


async def test_a_session_that_is_not_there_is_refused_by_number(log):
    with pytest.raises(InputError, match="no session 7"):
        record(log, 7)


async def test_a_session_in_which_nobody_wrote_is_refused(log, at):
    session_log.start_session(log, "empty", at)

    with pytest.raises(InputError, match="Nobody wrote anything in session 1"):
        record(log, 1)


def store_a_chat(at: datetime) -> None:
    db = open_installation_log(Settings.from_environment())
    session_log.start_session(db, "one", at)
    said = Turn("patient", at, "me duele, llámeme al 222 123 4567", client_id="1")
    session_log.append_turn(db, "one", said)
    answer = Turn("bot", at, "…", lang="es", answers=1, messages=("…",), state="open")
    session_log.append_turn(db, "one", answer)
    db.close()


def test_the_command_prints_a_draft_or_says_in_one_line_why_not(
    tmp_path, monkeypatch, at
):
    monkeypatch.setenv("ALODIA_HOME", str(tmp_path))
    store_a_chat(at)

    printed = CliRunner().invoke(app, ["record", "1"])
    refused = CliRunner().invoke(app, ["record", "2"])

    assert printed.exit_code == 0
    assert printed.stdout.startswith(HEADER)
    assert "patient: me duele, llámeme al [número]" in printed.stdout
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "There is no session 2." in refused.output
