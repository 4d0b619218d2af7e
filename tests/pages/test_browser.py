"""The pages in a real browser: a phone's width, with and without JavaScript."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.server.texts import LANGS, patient_texts
from tests.pages.browsing import (
    assert_fits,
    right_edge,
    say,
    severe_violations,
    start,
    tap,
)
from tests.pages.conftest import NURSE, PASSWORD
from tests.pages.test_patient_page import URGENT

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script> & "ok"'
TURNS_URL = "**/api/sessions/current/turns"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_conversation_on_a_phone(open_page, lang, script):
    page = open_page(java_script_enabled=script)
    start(page, lang)
    tap(page, 0)
    say(page, HOSTILE, lang)

    assert page.locator("html").get_attribute("lang") == lang
    expect(page.locator(".turn.patient .said").last).to_have_text(HOSTILE)
    assert page.locator(".turn img, .turn script").count() == 0
    assert page.faults == []
    if script:
        assert_fits(page)
        expect(page.locator("#text")).to_be_focused()
        expect(page.locator("#text")).to_have_value("")


def test_no_page_asks_anything_of_another_host(open_page, address, account):
    page = open_page()
    start(page)
    tap(page, 0)
    for path in ("/new", "/nowhere", "/desk/login"):
        page.goto(path)

    hosts = {urlsplit(url).netloc for url in page.asked}
    assert hosts == {urlsplit(address).netloc}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_patients_pages_have_no_severe_barrier(open_page, scheme):
    page = open_page(color_scheme=scheme)
    found = severe_violations(page)
    start(page)
    tap(page, 0)
    say(page, "me duele la rodilla")
    found += severe_violations(page)
    say_urgent(page)
    found += severe_violations(page)
    for path in ("/new", "/nowhere", "/resume", "/paper", "/a/0000-0000"):
        page.goto(path)
        found += severe_violations(page)

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_has_no_severe_barrier(open_page, account, pain_patient, scheme):
    pain_patient.taps("over_5_years")
    pain_patient.sends(text="tengo un dolor muy fuerte que me oprime el pecho")
    page = open_page("/desk/login", color_scheme=scheme)
    found = severe_violations(page)
    page.get_by_label("Nombre").fill(NURSE)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.get_by_role("link", name="Entrevista 1").wait_for()
    found += severe_violations(page)
    assert_fits(page)
    page.get_by_role("link", name="Entrevista 1").click()
    page.get_by_role("heading", name="Entrevista 1").wait_for()
    found += severe_violations(page)
    assert_fits(page)

    assert found == []


def say_urgent(page: Page) -> None:
    page.locator("#text").fill("tengo un dolor muy fuerte que me oprime el pecho")
    page.locator("#text").press("Enter")
    expect(page.locator("#urgent .alert")).to_be_visible()


def test_an_urgent_answer_stands_out_and_stays(open_page):
    page = open_page()
    start(page)
    tap(page, 0)
    say_urgent(page)
    expect(page.locator("#urgent .alert")).to_be_in_viewport()
    page.reload()

    alert = page.get_by_role("alert").locator(".alert")
    expect(alert).to_be_visible()
    assert alert.bounding_box()["y"] < page.locator("#log").bounding_box()["y"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("message", range(2))
@pytest.mark.parametrize("lang", LANGS)
def test_a_number_to_call_is_in_sight_after_an_urgent_message(
    open_page, lang, message, script
):
    page = open_page(java_script_enabled=script)
    start(page, lang)
    tap(page, 0)
    page.locator("#text").fill(URGENT[lang][message])
    page.get_by_role("button", name=patient_texts(lang).send).click()

    calls = page.locator('#urgent a[href^="tel:"]')
    expect(calls).to_have_count(6)
    for call in calls.all():
        expect(call).to_be_in_viewport()
    if script:
        box, table = (page.locator(one) for one in ("#urgent .alert", "#urgent .help"))
        assert right_edge(table) < right_edge(box)


def test_a_tap_on_a_page_left_behind_leads_to_the_open_question(open_page):
    page = open_page()
    start(page)
    stale = page.context.new_page()
    stale.goto("/")
    tap(page, 0)
    stale.locator("#choices .choice").first.click()

    texts = patient_texts("es")
    expect(stale.get_by_text(texts.answered)).to_be_in_viewport()
    expect(stale.locator(".turn.bot")).to_have_count(page.locator(".turn.bot").count())
    expect(stale.get_by_text(texts.unsaved)).to_have_count(0)
    stale.reload()
    expect(stale.get_by_text(texts.answered)).to_have_count(0)


def test_every_target_is_large_enough_for_a_tired_hand(open_page):
    page = open_page()
    start(page)

    small = [
        name
        for target in page.locator(
            "button:visible, textarea:visible, summary:visible, .help a"
        ).all()
        if (box := target.bounding_box()) and (box["height"] < 48 or box["width"] < 48)
        for name in [target.inner_text()]
    ]
    assert small == []


def test_no_letter_of_the_patients_page_is_under_18_pixels(open_page):
    page = open_page()
    start(page)

    sizes = page.evaluate(
        "[...document.querySelectorAll('body *')].map("
        "(one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 18


def test_the_keyboard_alone_can_answer(open_page):
    page = open_page()
    start(page)
    page.locator("#choices .choice").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".turn.patient").last).to_be_visible()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("con el teclado")
    page.keyboard.press("Enter")

    expect(page.locator(".turn.patient .said").last).to_have_text("con el teclado")


def test_a_lost_connection_loses_no_message_and_doubles_none(open_page, log):
    page = open_page()
    start(page)
    tap(page, 0)
    lost = []

    def lose_the_answer(route):
        """Let the server take the message, but lose its answer once."""
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route(TURNS_URL, lose_the_answer)
    say(page, "una sola vez")

    assert len(lost) == 1
    assert log.table("turns").count_where("text = 'una sola vez'") == 1


def test_while_offline_the_page_says_so_and_sends_later(open_page, log):
    page = open_page()
    start(page)
    tap(page, 0)
    before = page.locator(".turn.bot").count()
    page.context.set_offline(True)
    page.locator("#text").fill("desde el metro")
    page.locator("#text").press("Enter")
    expect(page.locator("#status")).to_have_text(patient_texts("es").offline)
    page.context.set_offline(False)

    expect(page.locator(".turn.bot")).to_have_count(before + 1)
    assert log.table("turns").count_where("text = 'desde el metro'") == 1


def test_a_message_left_in_the_outbox_is_sent_after_a_reload(open_page, log):
    page = open_page()
    start(page)
    tap(page, 0)
    page.route(TURNS_URL, lambda route: route.abort())
    page.locator("#text").fill("antes de recargar")
    page.locator("#text").press("Enter")
    expect(page.locator("#status")).to_have_text(patient_texts("es").offline)
    page.unroute(TURNS_URL)
    page.reload()

    said = page.locator(".turn.patient .said", has_text="antes de recargar")
    expect(said).to_have_count(1)
    assert log.table("turns").count_where("text = 'antes de recargar'") == 1


def test_a_double_tap_sends_once(open_page, log):
    page = open_page()
    start(page)
    before = log.table("turns").count_where("author = 'patient'")
    page.locator("#choices .choice").first.evaluate(
        "(button) => { button.click(); button.click(); button.click(); }"
    )
    expect(page.locator("#status")).to_have_text("")

    assert log.table("turns").count_where("author = 'patient'") == before + 1


def test_a_message_too_long_to_send_stays_in_the_field(open_page):
    page = open_page()
    start(page)
    long = "a" * 20_000
    page.locator("#text").fill(long)
    page.get_by_role("button", name=patient_texts("es").send).click()

    expect(page.locator("#status")).to_have_text(patient_texts("es").too_long)
    expect(page.locator("#text")).to_have_value(long)


def test_a_draft_outlives_a_reload_and_not_a_new_person(open_page):
    page = open_page()
    start(page)
    page.locator("#text").press_sequentially("medio mensaje")
    page.reload()
    expect(page.locator("#text")).to_have_value("medio mensaje")

    page.goto("/new")
    page.get_by_role("button", name=patient_texts("es").new_person_yes).click()
    start(page)
    expect(page.locator("#text")).to_have_value("")


def test_the_language_switches_on_the_page(open_page):
    page = open_page()
    start(page)
    page.get_by_role("button", name=patient_texts("en").switch).click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name=patient_texts("en").send)).to_be_visible()


def test_the_last_words_are_in_sight_when_the_interview_ends(open_page):
    page = open_page()
    start(page)
    tap(page, 0)

    page.locator("#choices .choice", has_text="No quiero").click()
    expect(page.get_by_text(patient_texts("es").refused)).to_be_in_viewport()


def test_words_light_up_at_the_desk_when_their_finding_is_followed(
    open_page, account, pain_patient
):
    pain_patient.sends(text="Me duele desde hace dos años")
    page = open_page("/desk/login", locale="en-US")
    page.get_by_label("User name").fill(NURSE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/desk/sessions/1")
    page.locator("#finding-duration_months .quote").click()

    target = page.locator(":target")
    expect(target).to_have_text(re.compile("dos años"))
    expect(target.locator("mark")).to_be_visible()
