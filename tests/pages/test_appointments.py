"""Appointments: a code and a link by which the interview knows who comes."""

import html
import re
from datetime import date

import pytest
from structlog.testing import capture_logs

from actions.log_identity import (
    Identity,
    add_appointment,
    append_identity,
    appointments,
)
from bot.server.login_brake import FREE_TRIES
from bot.server.texts import patient_texts

BORN = date(1961, 3, 9)
FORM = {"name": "Ana  María Pérez", "birth_date": BORN.isoformat()}


@pytest.fixture
def code(log, at) -> str:
    return add_appointment(log, "Ana María Pérez", BORN, "nurse", at).code


@pytest.fixture
def opened(interview, monkeypatch) -> list[dict]:
    """What the interview is told of each person who starts."""
    told, open_session = [], interview.open

    async def note(at, lang=None, **known) -> str:
        told.append(known)
        return await open_session(at, lang)

    monkeypatch.setattr(interview, "open", note)
    return told


def test_a_nurse_makes_an_appointment_and_reads_its_code_and_link(nurse, log):
    with capture_logs() as logged:
        response = nurse.post("/desk/appointments", data=FORM)

    [made] = appointments(log)
    page = html.unescape(nurse.get("/desk/appointments").text)
    assert response.headers["location"] == f"/desk/appointments#{made.code}"
    assert (made.name, made.birth_date, made.made_by) == (
        "Ana María Pérez",
        BORN,
        "nurse",
    )
    assert f"http://localhost/a/{made.code}" in page
    assert "Ana María Pérez" in page
    assert "Ana" not in str(logged)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"name": "x" * 121},
        {"birth_date": ""},
        {"birth_date": "9 de marzo"},
        {"birth_date": "2026-11-23"},
        {"birth_date": "1890-01-01"},
    ],
    ids=str,
)
def test_an_appointment_that_cannot_be_is_not_made(nurse, log, wrong):
    response = nurse.post("/desk/appointments", data=FORM | wrong)

    assert response.status_code == 422
    assert appointments(log) == []


def test_nobody_but_a_nurse_makes_one(client, log):
    client.post("/desk/appointments", data=FORM)

    assert appointments(log) == []


def test_the_link_starts_the_interview_with_the_identity_known(client, code, opened):
    page = client.get(f"/a/{code}").text
    [field] = set(re.findall(r'name="appointment" value="([^"]+)"', page))

    response = client.post("/start", data={"lang": "es", "appointment": field})

    assert response.status_code == 303
    [known] = opened
    assert known["identity"] == {
        "name": "Ana María Pérez",
        "birth_date": "1961-03-09",
        "source": "desk",
    }


def test_the_code_alone_leads_to_the_link(client, code):
    response = client.post("/resume", data={"code": code.lower()})

    assert response.headers["location"] == f"/a/{code}"
    assert "set-cookie" not in response.headers


def test_the_link_names_nobody_and_starts_nothing_by_itself(client, code, log):
    before = log.table("sessions").count

    page = html.unescape(client.get(f"/a/{code}").text)

    assert "Ana" not in page
    assert "1961" not in page
    assert log.table("sessions").count == before


def test_a_walk_in_starts_without_an_identity(client, opened):
    client.post("/start", data={"lang": "es"})

    assert opened == [{}]


@pytest.mark.parametrize("wrong", ["0000-0000", "x", "%F0%9F%99%82"])
def test_an_unknown_link_says_so_and_still_lets_a_patient_start(client, wrong, opened):
    response = client.get(f"/a/{wrong}")

    assert response.status_code == 404
    assert patient_texts("es").appointment_unknown in html.unescape(response.text)
    client.post("/start", data={"lang": "es", "appointment": wrong})
    assert opened == [{}]


def test_an_old_link_is_an_unknown_one(client, code, clock):
    clock.passes(days=90)
    assert client.get(f"/a/{code}").status_code == 200

    clock.passes(seconds=1)
    assert client.get(f"/a/{code}").status_code == 404


def test_guessing_links_is_braked(client, code, clock):
    for _ in range(FREE_TRIES):
        client.get("/a/0000-0000")
    assert client.get(f"/a/{code}").status_code == 404

    clock.passes(minutes=16)
    assert client.get(f"/a/{code}").status_code == 200


@pytest.mark.parametrize(
    ("source", "said"),
    [("desk", "as the clinic says"), ("patient", "as said in the conversation")],
)
def test_the_desk_shows_who_it_is_beside_the_number(
    nurse, client, log, only, source, said
):
    append_identity(log, only, 1, Identity("Ana <b>", BORN, source))

    listed, page = nurse.get("/desk").text, nurse.get("/desk/sessions/1").text

    for shown in (listed, page):
        assert "<bdi>Ana &lt;b&gt;</bdi>" in shown
        assert "1961-03-09" in shown
    assert said in page


@pytest.fixture
def only(client, log) -> str:
    client.post("/start", data={"lang": "es"})
    return log.execute("SELECT id FROM sessions").fetchone()[0]
