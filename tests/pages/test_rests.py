"""Pausing, leaving, asking for deletion, resting too long: what the page says then."""

import html
import re

import pytest

from actions.log_codes import resume_code
from actions.log_rows import Choice
from bot.server.login_brake import FREE_TRIES
from bot.server.texts import LANGS, patient_texts
from tests.pages.conftest import bot_says, only_session

GO_ON = Choice("pause:go_on", "Seguir")
CODE = re.compile(r"<strong>([0-9A-Z]{4}-[0-9A-Z]{4})</strong>")


class Device:
    """A browser: it shows the page, and may type a code."""

    def __init__(self, client) -> None:
        self.client = client

    @property
    def page(self) -> str:
        return html.unescape(self.client.get("/").text)

    def resumes(self, code: str):
        return self.client.post("/resume", data={"code": code})


@pytest.fixture
def device(client) -> Device:
    client.post("/start", data={"lang": "es"})
    return Device(client)


@pytest.fixture
def other_device(app, client) -> Device:
    return Device(
        type(client)(app, base_url="http://localhost", follow_redirects=False)
    )


@pytest.fixture
def session(device, log) -> str:
    return only_session(log)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", ["paused", "left", "withdrawn", "closed"])
def test_the_page_says_how_the_conversation_stands(
    device, session, log, at, state, lang
):
    bot_says(log, session, at, state, lang=lang, choices=(GO_ON,))
    texts = patient_texts(lang)

    assert getattr(texts, state) in device.page
    assert getattr(texts, f"{state}_about") in device.page


@pytest.mark.parametrize("state", ["paused", "left"])
def test_the_code_is_shown_where_a_patient_may_want_to_go_on_elsewhere(
    device, session, log, at, state
):
    bot_says(log, session, at, state, choices=(GO_ON,))

    assert CODE.findall(device.page) == [resume_code(log, session)]
    assert 'value="pause:go_on"' in device.page
    assert 'name="text"' in device.page


@pytest.mark.parametrize("state", ["open", "withdrawn", "closed", "done"])
def test_no_code_is_shown_elsewhere(device, session, log, at, state):
    bot_says(log, session, at, state)

    assert CODE.findall(device.page) == []


def test_a_code_opens_the_conversation_on_another_device(
    device, other_device, session, log, at
):
    bot_says(log, session, at, "paused", messages=("Aquí sigo",), choices=(GO_ON,))

    response = other_device.resumes(resume_code(log, session).lower())

    assert response.headers["location"] == "/#now"
    assert "Aquí sigo" in other_device.page


def answer_to(response) -> tuple[int, str]:
    return response.status_code, response.text


def test_a_wrong_an_expired_and_a_braked_code_get_the_same_answer(
    other_device, session, log, at
):
    code = resume_code(log, session)
    bot_says(log, session, at, "done")
    answers = {answer_to(other_device.resumes("0000-0000"))}
    answers.add(answer_to(other_device.resumes(code)))
    for _ in range(FREE_TRIES):
        answers.add(answer_to(other_device.resumes("0000-0000")))
    bot_says(log, session, at, "paused")
    answers.add(answer_to(other_device.resumes(code)))

    [(status, page)] = answers
    assert status == 404
    for lang in LANGS:
        assert patient_texts(lang).resume_refused in html.unescape(page)


def test_the_brake_lets_go_after_a_while(other_device, session, log, clock):
    code = resume_code(log, session)
    for _ in range(FREE_TRIES):
        other_device.resumes("0000-0000")
    assert other_device.resumes(code).status_code == 404

    clock.passes(minutes=16)

    assert other_device.resumes(code).status_code == 303


def test_a_right_code_is_never_held_back_by_the_tries_before_it(
    other_device, session, log
):
    for _ in range(2 * FREE_TRIES):
        other_device.resumes("0000-0000")
        assert other_device.resumes(resume_code(log, session)).status_code == 303


@pytest.mark.parametrize("form", [{}, {"code": ""}, {"code": "x" * 2000}])
def test_a_form_without_a_code_opens_nothing(client, form):
    response = client.post("/resume", data=form)

    assert response.status_code == 404
    assert "set-cookie" not in response.headers


def test_the_page_of_the_code_is_linked_where_it_is_needed(
    client, device, session, log, at
):
    bot_says(log, session, at, "paused")
    assert 'href="/resume"' in device.page

    client.post("/new")

    assert 'href="/resume"' in device.page


@pytest.mark.parametrize("state", ["open", "paused", "left"])
def test_a_conversation_that_rested_too_long_is_closed_and_says_so(
    device, other_device, session, log, clock, state
):
    bot_says(log, session, clock(), state, choices=(GO_ON,))
    code = resume_code(log, session)
    clock.passes(hours=72, minutes=1)
    texts = patient_texts("es")

    assert texts.closed in device.page
    assert texts.new_person in device.page
    assert 'name="text"' not in device.page
    assert "pause:go_on" not in device.page
    assert other_device.resumes(code).status_code == 404
    assert device.client.get("/api/sessions/current").json()["state"] == "closed"


def test_a_conversation_that_rested_for_three_days_goes_on(device, session, log, clock):
    bot_says(log, session, clock(), "paused", choices=(GO_ON,))
    clock.passes(hours=72)

    assert patient_texts("es").paused in device.page


def test_a_finished_conversation_stays_finished_however_long_it_rests(
    device, session, log, clock
):
    bot_says(log, session, clock(), "done")
    clock.passes(days=30)

    assert patient_texts("es").done in device.page
