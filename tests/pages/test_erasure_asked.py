"""Who asks for deletion is answered at once, and the nurse sees that they asked."""

import html

import pytest

from actions.log_erasures import erasure_asked
from bot.server.safe_texts import texts
from tests.pages.conftest import only_session

ASK = {"es": "borre todo lo que le dije", "en": "delete what I told you"}
URGENT = "tengo un dolor muy fuerte que me oprime el pecho"
SHOWN = "asked for deletion"


def shown(nurse) -> tuple[str, str]:
    pages = (nurse.get("/desk").text, nurse.get("/desk/sessions/1").text)
    return tuple(html.unescape(page).lower() for page in pages)


def test_nobody_is_shown_as_asking_who_did_not(pain_patient, nurse, log):
    assert erasure_asked(log, only_session(log)) is None
    assert all(SHOWN not in page for page in shown(nurse))


def test_a_wish_for_deletion_is_shown_with_its_time(pain_patient, nurse, log, at):
    pain_patient.sends(text=ASK["es"])

    assert erasure_asked(log, only_session(log)) == at
    assert all(SHOWN in page for page in shown(nurse))


@pytest.mark.parametrize("later", ["go_on", URGENT])
def test_the_wish_stays_in_sight_whatever_comes_afterwards(pain_patient, nurse, later):
    pain_patient.sends(text=ASK["es"])
    if later == URGENT:
        reply = pain_patient.sends(text=later)
    else:
        reply = pain_patient.taps(later)

    assert reply.json()["state"] == ("stopped" if later == URGENT else "open")
    assert all(SHOWN in page for page in shown(nurse))


@pytest.mark.parametrize("lang", ["es", "en"])
def test_after_a_warning_the_wish_is_answered_and_noted(patient, nurse, lang):
    patient.taps(f"language.{lang}")
    patient.sends(text=URGENT)
    reply = patient.sends(text=ASK[lang]).json()

    noted = texts()[lang]["erasure_noted"].partition("{")[0].strip()
    assert reply["state"] == "stopped"
    assert any(said.startswith(noted) for said in reply["messages"])
    assert all(SHOWN in page for page in shown(nurse))


def test_in_a_closed_interview_the_wish_is_answered_and_noted(
    pain_patient, clock, nurse
):
    clock.passes(hours=100)
    reply = pain_patient.sends(text=ASK["es"]).json()

    assert reply["state"] == "closed"
    assert "una persona de la clínica" in " ".join(reply["messages"])


def test_after_the_end_the_wish_is_answered_and_noted(pain_patient, nurse):
    reply = pain_patient.taps("skip").json()
    while reply["state"] == "open":
        reply = pain_patient.taps("dont_know").json()
    reply = pain_patient.sends(text=ASK["es"]).json()

    noted = texts()["es"]["erasure_noted"].partition("{")[0].strip()
    assert (reply["state"], len(reply["messages"])) == ("done", 1)
    assert reply["messages"][0].startswith(noted)
    assert all(SHOWN in page for page in shown(nurse))


def test_other_words_after_a_warning_ask_for_no_deletion(pain_patient, log):
    pain_patient.sends(text=URGENT)
    pain_patient.sends(text="ya me siento mejor")

    assert erasure_asked(log, only_session(log)) is None
