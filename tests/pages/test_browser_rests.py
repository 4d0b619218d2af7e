"""In a real browser: more options, pauses, codes, two patients, alerts at the desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from actions.log_alerts import Alert, append_alerts
from actions.log_codes import resume_code
from actions.log_identity import add_appointment
from actions.log_rows import Choice
from bot.server.alerts import is_watched
from bot.server.texts import LANGS, patient_texts
from tests.pages.browsing import (
    assert_fits,
    say,
    severe_violations,
    signs_in,
    start,
    tap,
)
from tests.pages.conftest import bot_says, only_session

ES = patient_texts("es")
SCHEMES = ("light", "dark")
TURNS_URL = "**/api/sessions/current/turns"
GO_ON = Choice("pause:go_on", "Seguir")
SCALE = tuple(Choice(f"intensity_now:{n}", str(n)) for n in range(11))


def asks(page: Page, control: str) -> None:
    page.locator("#more summary").click()
    page.locator(f'#controls button[value="do.{control}"]').click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_patient_pauses_and_goes_on(open_page, script, lang):
    page = open_page(java_script_enabled=script)
    start(page, lang)
    tap(page, 0)
    asks(page, "pause")

    expect(page.get_by_text(patient_texts(lang).paused)).to_be_visible()
    expect(page.locator(".code strong")).to_have_text(re.compile(r"^\w{4}-\w{4}$"))
    tap(page, 0)
    expect(page.locator("#more")).to_be_visible()
    expect(page.locator(".code")).to_have_count(0)


@pytest.mark.parametrize("control", ["why", "help"])
def test_a_question_back_is_answered_and_the_question_stays(open_page, control):
    page = open_page()
    start(page)
    before = page.locator("#choices .choice").all_inner_texts()
    asks(page, control)

    expect(page.locator(".turn.bot")).to_have_count(3)
    assert page.locator("#choices .choice").all_inner_texts() == before
    assert page.locator("#more").get_attribute("open") is None


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_numbers_stand_in_rows_that_a_thumb_can_hit(open_page, log, at, script):
    page = open_page(java_script_enabled=script)
    start(page)
    bot_says(log, only_session(log), at, choices=(*SCALE, GO_ON), topic="intensity")
    page.reload()

    numbers = page.locator(".scale .choice")
    boxes = [one.bounding_box() for one in numbers.all()]
    assert numbers.all_inner_texts() == [str(n) for n in range(11)]
    assert len({box["y"] for box in boxes}) == 2
    assert min(min(box["width"], box["height"]) for box in boxes) >= 48
    page.set_viewport_size({"width": 800, "height": 700})
    assert len({one.bounding_box()["y"] for one in numbers.all()}) == 1


def test_the_script_offers_numbers_as_the_page_does(open_page):
    page = open_page()
    start(page)
    reply = {
        "seq": 9,
        "messages": ["¿Cuánto?"],
        "choices": [{"id": one.id, "text": one.text} for one in (*SCALE, GO_ON)],
        "controls": [],
        "topic": "intensity",
        "progress": {"place": 6, "count": 8},
        "lang": "es",
        "state": "open",
        "urgent": [],
    }
    page.route(TURNS_URL, lambda route: route.fulfill(json=reply))
    tap(page, 0)

    expect(page.locator(".scale .choice")).to_have_count(11)
    expect(page.locator("#choices .choice")).to_have_count(12)
    expect(page.locator("#more")).to_be_hidden()
    expect(page.locator(".progress")).to_have_text("Tema 6 de 8")


def shown_states(page: Page, log, at):
    """Show the page in each state in turn."""
    session = only_session(log)
    for state in ("paused", "left", "withdrawn", "closed", "refused", "done"):
        choices = (GO_ON,) if state in ("paused", "left", "withdrawn") else ()
        bot_says(log, session, at, state, choices=choices)
        page.goto("/")
        yield state


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_way_to_rest_or_end_fits_a_phone_without_a_barrier(
    open_page, log, at, scheme
):
    page = open_page(color_scheme=scheme)
    start(page)
    page.locator("#more summary").click()
    found = severe_violations(page)
    for _ in shown_states(page, log, at):
        found += severe_violations(page)
        assert_fits(page)

    assert found == []


@pytest.mark.parametrize("path", ["/resume", "/paper", "/"])
def test_the_other_pages_fit_a_phone(open_page, path):
    assert_fits(open_page(path))


def test_a_code_typed_on_another_device_goes_on_there(open_page, log, at):
    first = open_page()
    start(first)
    say(first, "me duele desde el martes")
    session = only_session(log)
    bot_says(log, session, at, "paused", choices=(GO_ON,))

    other = open_page("/resume")
    other.locator("#code").fill(resume_code(log, session).lower().replace("-", " "))
    other.locator("#code").press("Enter")

    expect(other.locator(".turn.patient").last).to_contain_text("desde el martes")


def forgets(page: Page) -> None:
    page.goto("/new")
    page.get_by_role("button", name=ES.new_person_yes).click()


def test_the_back_button_shows_nothing_of_the_patient_before(open_page):
    page = open_page()
    start(page)
    say(page, "lo mío es secreto")
    forgets(page)
    for _ in range(3):
        page.go_back()
        expect(page.get_by_text("lo mío es secreto")).to_have_count(0)


def test_what_one_patient_left_unsent_is_not_sent_as_the_next_one(open_page, log, at):
    page = open_page()
    start(page)
    say(page, "hola")
    second = open_page()
    start(second)
    code = resume_code(log, only_session(log))
    page.route(TURNS_URL, lambda route: route.abort())
    page.locator("#text").fill("lo mío es secreto")
    page.locator("#text").press("Enter")
    expect(page.locator("#status")).to_have_text(ES.offline)
    page.unroute(TURNS_URL)

    page.goto("/resume")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    expect(page.locator("#text:not([required])")).to_be_visible()

    expect(page.locator("#status")).to_have_text("")
    expect(page.locator("#text")).to_have_value("")
    assert log.table("turns").count_where("text = 'lo mío es secreto'") == 0


def test_a_tab_left_open_by_the_patient_before_sends_nothing_to_the_next(
    open_page, log
):
    page = open_page()
    start(page)
    left = page.context.new_page()
    left.goto("/")
    expect(left.locator("#text:not([required])")).to_be_visible()
    forgets(page)
    start(page)
    say(page, "soy la segunda")
    left.locator("#text").fill("soy la primera")
    left.locator("#text").press("Enter")

    expect(left.get_by_text("soy la segunda")).to_be_visible()
    assert log.table("turns").count_where("text = 'soy la primera'") == 0


def turn_on_sound(page: Page) -> None:
    """Turn the sound on where the browser did not allow it yet."""
    expect(page.locator("#watching")).to_be_visible()
    if page.locator("#sound").is_visible():
        page.locator("#sound").click()
    expect(page.locator("#sound")).to_be_hidden()


def test_an_alert_reaches_a_page_of_the_desk_that_stays_open(
    open_page, account, log, at
):
    page = open_page("/desk/login")
    signs_in(page)
    turn_on_sound(page)
    bot_says(log, "s", at)
    log.table("sessions").insert({"id": "s", "started_at": at.isoformat()})
    append_alerts(log, "s", [Alert(1, at, "E1", "desk", delivered=True)])

    expect(page.locator("[data-alert]")).to_have_count(1, timeout=25_000)
    expect(page).to_have_title(re.compile(r"^\(1\)"))
    assert is_watched(log, at)
    assert page.faults == []
    assert severe_violations(page) == []


def test_a_page_of_the_desk_is_emptied_when_its_nurse_was_away(
    open_page, account, clock, at, log
):
    page = open_page("/desk/login")
    signs_in(page)
    log.table("sessions").insert({"id": "s", "started_at": at.isoformat()})
    bot_says(log, "s", at)
    page.goto("/desk")
    expect(page.get_by_role("link", name="Entrevista 1")).to_be_visible()
    turn_on_sound(page)
    clock.passes(minutes=16)

    gone = page.get_by_role("link", name="Entrevista 1")
    expect(gone).to_have_count(0, timeout=25_000)
    expect(page.locator("main")).to_contain_text("Su sesión se cerró")
    assert is_watched(log, clock())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_appointments_have_no_severe_barrier(open_page, account, log, at, scheme):
    add_appointment(log, "Ana María Pérez", at.date(), "nurse", at)
    page = open_page("/desk/login", color_scheme=scheme)
    signs_in(page)
    page.get_by_role("link", name="Citas").click()
    page.get_by_role("heading", name="Citas").wait_for()

    assert severe_violations(page) == []
    assert_fits(page)


def test_the_end_is_printed_without_the_conversation(open_page, log, at):
    page = open_page()
    start(page)
    bot_says(log, only_session(log), at, "done")
    page.goto("/")
    expect(page.locator("#print")).to_be_visible()
    page.emulate_media(media="print")

    expect(page.get_by_text(ES.next_title)).to_be_visible()
    for hidden in ("#log", "#print", "footer", ".about"):
        expect(page.locator(hidden)).to_be_hidden()
