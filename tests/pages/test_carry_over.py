"""Two patients, one device: nothing of one ever reaches the other."""

import html
import re

import pytest

from actions.log_codes import resume_code
from actions.session_log import turns
from bot.server.cookies import page_mark
from bot.server.texts import patient_texts
from tests.pages.conftest import bot_says, only_session

TOLD = "me duele el secreto de la primera"


def starts(client, log) -> str:
    client.post("/start", data={"lang": "es"})
    return only_session(log)


def form_of(client) -> dict[str, str]:
    page = client.get("/").text.partition('id="say"')[2]
    return dict(re.findall(r'name="(client_id|mark)" value="([^"]+)"', page))


def said_in(log, session: str) -> list[str]:
    return [turn.text for turn in turns(log, session) if turn.author == "patient"]


@pytest.fixture
def first(client, log) -> str:
    """The session of somebody who told a secret on this device."""
    session = starts(client, log)
    client.post("/", data={"client_id": "a", "text": TOLD})
    assert TOLD in html.unescape(client.get("/").text)
    return session


def test_after_a_new_start_nothing_of_the_first_patient_is_shown(client, log, first):
    client.post("/new")
    second = starts(client, log)

    for path in ("/", "/summary.txt", "/api/sessions/current", "/new", "/resume"):
        assert TOLD not in html.unescape(client.get(path).text), path
    assert second != first


def test_a_start_without_forgetting_is_another_session_too(client, log, first):
    starts(client, log)

    assert TOLD not in html.unescape(client.get("/").text)


def test_a_form_that_the_first_patient_left_reaches_nobody_elses_session(
    client, log, first
):
    left = form_of(client)
    client.post("/new")
    second = starts(client, log)
    before = said_in(log, second)

    response = client.post("/", data={**left, "text": "de la primera"})

    assert response.status_code == 409
    assert patient_texts("es").other_session in html.unescape(response.text)
    assert said_in(log, second) == before
    assert "de la primera" not in said_in(log, first)


def test_a_message_of_the_first_patients_script_is_refused_too(client, log, first):
    client.post("/new")
    second = starts(client, log)
    before = said_in(log, second)
    body = {"client_id": "b", "text": "de la primera", "mark": page_mark(first)}

    response = client.post("/api/sessions/current/turns", json=body)

    assert response.status_code == 409
    assert said_in(log, second) == before


def test_a_form_of_ones_own_session_is_taken(client, log, first):
    response = client.post("/", data={**form_of(client), "text": "otra cosa"})

    assert response.status_code == 303
    assert "otra cosa" in said_in(log, first)


def test_another_patients_code_shows_their_session_and_nothing_of_the_first(
    client, log, at, first
):
    client.post("/new")
    second = starts(client, log)
    bot_says(log, second, at, "paused", messages=("Lo de la segunda",))
    client.post("/new")
    third = starts(client, log)

    client.post("/resume", data={"code": resume_code(log, second)})

    page = html.unescape(client.get("/").text)
    assert "Lo de la segunda" in page
    assert TOLD not in page
    assert page_mark(second) in page
    assert page_mark(third) not in page


def test_without_a_cookie_there_is_no_session(client, log, first):
    client.cookies.clear()

    assert patient_texts("es").start in html.unescape(client.get("/").text)
    assert client.get("/summary.txt").status_code == 404
    assert client.get("/api/sessions/current").status_code == 404


def test_the_mark_on_a_page_opens_nothing(client, log, first):
    client.cookies.clear()
    for name in ("alodia", "mark"):
        client.cookies.set(name, page_mark(first))

    assert TOLD not in html.unescape(client.get("/").text)


def test_no_page_of_a_patient_is_kept_by_a_browser(client, log, at, first):
    bot_says(log, first, at, "done")

    for path in ("/", "/summary.txt", "/api/sessions/current"):
        assert client.get(path).headers["cache-control"] == "no-store"
