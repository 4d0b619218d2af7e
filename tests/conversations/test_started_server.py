"""Two people's intakes over real HTTP against a started server, read by a nurse."""

import itertools
import re

import httpx
import pytest

from actions import log_findings, log_sessions, session_log
from bot.server.serving import LOG_FILE
from tests.serving import KEY, Server


class Phone:
    """A patient's client of the JSON interface."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url)
        self.numbers = itertools.count(1)

    def begins(self) -> dict:
        return self._read(self.http.post("/api/sessions", json={}), 201)

    def taps(self, name: str) -> dict:
        ids = [choice["id"] for choice in self.transcript()["choices"]]
        offered = (each for each in ids if each.partition(":")[2] == name)
        return self._sends({"choice": next(offered, name)})

    def says(self, text: str) -> dict:
        return self._sends({"text": text})

    def finishes(self) -> dict:
        """Leave every further question open until there is none."""
        reply = self.transcript()
        while reply["state"] == "open":
            reply = self.taps("dont_know")
        return reply

    def transcript(self) -> dict:
        return self._read(self.http.get("/api/sessions/current"), 200)

    def _sends(self, what: dict) -> dict:
        turn = {"client_id": f"m{next(self.numbers)}", **what}
        return self._read(self.http.post("/api/sessions/current/turns", json=turn), 200)

    @staticmethod
    def _read(response: httpx.Response, status: int) -> dict:
        assert response.status_code == status, response.text
        return response.json()


class Nurse:
    """A nurse's browser at the desk."""

    def __init__(self, server: Server) -> None:
        self.http = httpx.Client(base_url=server.url, follow_redirects=True)
        name, password = server.nurse_login()
        origin = {"Origin": server.url}
        form = {"name": name, "password": password}
        page = self.http.post("/desk/login", data=form, headers=origin)
        assert page.status_code == 200, page.text

    def list(self) -> str:
        return self.http.get("/desk?lang=en").text

    def case(self, number: int) -> str:
        return self.http.get(f"/desk/sessions/{number}?lang=en").text


SPANISH_FINDINGS = {
    "duration_months": {"low": 18, "high": 18},
    "pain_regions": ["shoulder:left", "knee:right"],
    "distribution": "multifocal",
    "hx_touch": "true",
    "hx_cold": "true",
    "com_sleep": "true",
    "com_light": "false",
}
ENGLISH_FINDINGS = {
    "duration_months": {"low": 1.5, "high": 2.5},
    "distribution": "widespread",
    "hx_pressure": "true",
    "hx_heat": "false",
    "com_fatigue": "true",
    "com_light": "true",
}


def stored(server: Server, number: int) -> tuple[dict, dict]:
    """Read a session's findings and outcomes from the server's own log."""
    db = session_log.open_log(server.home / LOG_FILE, KEY)
    session = log_sessions.session_numbered(db, number)
    found = log_findings.record(db, session.id).findings()
    outcomes = session_log.last_outcome(db, session.id).outcomes
    db.close()
    return found, outcomes


@pytest.fixture
def server(tmp_path):
    started = Server(tmp_path / "home").start()
    yield started
    started.stop()


def spanish_intake(phone: Phone) -> dict:
    phone.begins()
    phone.says("hola, buenas tardes")
    for reply in ("self", "yes", "skip", "skip"):
        phone.taps(reply)
    phone.says("ninguna")
    for reply in ("none", "none"):
        phone.taps(reply)
    phone.says("me duele desde hace un año y medio")
    phone.says("me duele la rodilla derecha y el hombro izquierdo")
    phone.says("el roce de la ropa y el frío")
    phone.taps("sleep")
    phone.taps("none")
    return phone.finishes()


def english_intake(phone: Phone) -> dict:
    phone.begins()
    phone.taps("language.en")
    phone.taps("self")
    phone.says("yes, I agree")
    for reply in ("skip", "skip", "none", "none"):
        phone.taps(reply)
    phone.says("none of this")
    phone.says("for about two months")
    phone.taps("whole_body")
    phone.taps("pressure")
    phone.taps("none")
    phone.says("I am exhausted and the light bothers me")
    return phone.finishes()


def test_two_people_finish_an_intake_and_the_nurse_reads_both(server):
    spanish, english = Phone(server.url), Phone(server.url)

    assert spanish_intake(spanish)["state"] == "done"
    assert english_intake(english)["state"] == "done"

    nurse = Nurse(server)
    assert all(f"/desk/sessions/{number}" in nurse.list() for number in (1, 2))
    first, second = (re.sub(r"<[^>]*>", "", nurse.case(n)) for n in (1, 2))
    assert "me duele desde hace un año y medio" in first
    assert "Information or exam pending" in first
    assert "for about two months" in second
    assert "Not met on current data" in second


def test_each_intake_is_stored_with_the_findings_and_outcomes_of_what_was_said(server):
    spanish_intake(Phone(server.url))
    english_intake(Phone(server.url))

    (spanish, sp_outcomes), (english, en_outcomes) = (
        stored(server, number) for number in (1, 2)
    )

    assert spanish | SPANISH_FINDINGS == spanish
    assert english | ENGLISH_FINDINGS == english
    assert sp_outcomes["iasp_2021"]["grade"] == "INDETERMINATE"
    assert sp_outcomes["iasp_2021"]["ceiling"] == "PROBABLE"
    assert sp_outcomes["screen"] == "positive"
    assert sp_outcomes["red_flag_screen"] == "complete"
    assert en_outcomes["iasp_2021"]["grade"] == "RULED_OUT"
    assert en_outcomes["iasp_2021"]["reasons"] == ["1a_chronic"]
    assert en_outcomes["screen"] == "negative"


def test_after_a_crash_the_patient_goes_on_and_no_answered_turn_is_lost(server):
    phone = Phone(server.url)
    phone.begins()
    phone.taps("language.es")
    for reply in ("self", "yes", "skip", "skip", "none", "none", "none"):
        phone.taps(reply)
    asked = phone.says("desde hace dos años")
    before = phone.transcript()["turns"]

    server.kill()
    server.start()

    assert phone.transcript()["turns"] == before
    assert phone.transcript()["topic"] == asked["topic"] == "regions"
    assert phone.taps("whole_body")["topic"] == "hypersensitivity"
    case = re.sub(r"<[^>]*>", "", Nurse(server).case(1))
    assert "desde hace dos años" in case
