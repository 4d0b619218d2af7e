"""An erased session: the desk says so, and the patient's browser begins anew."""

from actions.log_erasures import Erasure, erase
from tests.pages.conftest import only_session

WORDS, PLACE = "me duele la rodilla desde hace dos años", "rodilla"


def test_the_desk_says_who_erased_it_and_shows_no_word(nurse, pain_patient, log, at):
    pain_patient.sends(text=WORDS)
    assert PLACE in nurse.get("/desk/sessions/1").text

    erase(log, only_session(log), Erasure(at, "Ana <b>"))

    page = nurse.get("/desk/sessions/1").text
    assert PLACE not in page
    assert "Ana &lt;b&gt;" in page
    assert "version 2" in page
    assert ">erased<" in page
    assert nurse.get("/desk").status_code == 200


def test_the_patients_browser_begins_anew(pain_patient, log, at):
    erase(log, only_session(log), Erasure(at, "Ana"))

    assert pain_patient.sends(text=WORDS).status_code == 404
