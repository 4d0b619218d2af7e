"""A list to tick: nothing is sent before the patient has looked at it."""

import json

import pytest
from playwright.sync_api import Page, expect

from bot.server.texts import LANGS, patient_texts
from tests.pages.browsing import assert_fits, say, severe_violations, start
from tests.pages.conftest import OPENING
from tests.pages.test_patient_page import FormPatient

BEFORE_SAFETY = OPENING[: OPENING.index("none")]
OPENS = {
    "es": ("yo", "sí", "prefiero no contestar", "prefiero no contestar"),
    "en": ("me", "yes", "I'd rather not answer", "I'd rather not answer"),
}
ALONE = {"es": "Ninguna", "en": "None of these"}
CHEST = {"es": "Dolor o presión en el pecho", "en": "Chest pain or pressure"}
BELLY = {"es": "Dolor de vientre", "en": "Very strong belly pain"}


def box(page: Page, name: str):
    return page.get_by_role("checkbox", name=name)


def sent(page: Page, lang: str = "es"):
    return page.get_by_role("button", name=patient_texts(lang).send_ticked)


def come_to_safety(page: Page, lang: str = "es") -> None:
    """Come to the first list of warning signs, by words alone."""
    start(page, lang)
    for words in OPENS[lang]:
        say(page, words, lang)
    expect(box(page, ALONE[lang])).to_be_visible()


def flags(log) -> set[str]:
    return {row["code"] for row in log.table("red_flags").rows}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("lang", LANGS)
def test_two_signs_ticked_are_sent_as_one_message(open_page, log, lang, script):
    page = open_page(java_script_enabled=script)
    come_to_safety(page, lang)
    before = log.table("turns").count
    box(page, CHEST[lang]).check()
    box(page, BELLY[lang]).check()
    assert (log.table("turns").count, flags(log)) == (before, set())
    sent(page, lang).click()

    expect(page.locator("#urgent .alert")).to_be_visible()
    assert flags(log) == {"RF_CHEST", "RF_ABDO"}
    assert log.table("turns").count == before + 2
    last = page.locator(".turn.patient .said").last
    expect(last).to_contain_text(CHEST[lang])
    expect(last).to_contain_text(BELLY[lang])
    assert page.faults == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_sign_ticked_by_mistake_and_unticked_raises_nothing(open_page, log, script):
    page = open_page(java_script_enabled=script)
    come_to_safety(page)
    box(page, CHEST["es"]).check()
    box(page, CHEST["es"]).uncheck()
    box(page, ALONE["es"]).check()
    sent(page).click()

    expect(page.get_by_text("Ahora la segunda lista")).to_be_visible()
    assert flags(log) == set()


def test_none_of_these_takes_the_other_ticks_away_and_they_take_its_own(open_page):
    page = open_page()
    come_to_safety(page)
    box(page, CHEST["es"]).check()
    box(page, ALONE["es"]).check()
    expect(box(page, CHEST["es"])).not_to_be_checked()
    box(page, BELLY["es"]).check()
    expect(box(page, ALONE["es"])).not_to_be_checked()


def test_the_keyboard_alone_can_tick_and_send(open_page, log):
    page = open_page()
    come_to_safety(page)
    box(page, CHEST["es"]).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator(".tick input").nth(1)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    sent(page).focus()
    page.keyboard.press("Enter")

    expect(page.locator("#urgent .alert")).to_be_visible()
    assert flags(log) == {"RF_CHEST"}


def test_a_list_says_how_it_is_answered_and_has_no_severe_barrier(open_page):
    page = open_page()
    come_to_safety(page)

    group = page.get_by_role("group", name=patient_texts("es").ticks)
    expect(group.get_by_role("checkbox")).to_have_count(7)
    assert severe_violations(page) == []
    assert_fits(page)
    for target in page.locator(".tick").all():
        at = target.bounding_box()
        assert min(at["height"], at["width"]) >= 48


def test_nothing_ticked_sends_nothing_and_says_so(open_page, log):
    page = open_page()
    come_to_safety(page)
    before = log.table("turns").count
    sent(page).click()

    expect(page.locator("#status")).to_have_text(patient_texts("es").unticked)
    assert log.table("turns").count == before


def test_words_are_not_sent_past_a_tick(open_page, log):
    page = open_page()
    come_to_safety(page)
    before = log.table("turns").count
    box(page, CHEST["es"]).check()
    page.locator("#text").fill("desde ayer")
    page.locator("#text").press("Enter")

    expect(page.locator("#status")).to_have_text(patient_texts("es").ticked)
    expect(page.locator("#text")).to_have_value("desde ayer")
    assert log.table("turns").count == before


def test_without_a_script_words_cannot_be_sent_past_a_tick(open_page):
    page = open_page(java_script_enabled=False)
    come_to_safety(page)
    expect(page.locator("#say")).to_be_visible()
    box(page, CHEST["es"]).check()

    expect(page.locator("#say")).to_be_hidden()


def test_a_question_asked_in_between_keeps_the_ticks(open_page):
    page = open_page()
    come_to_safety(page)
    before = page.locator(".turn.bot").count()
    box(page, BELLY["es"]).check()
    page.locator("#more summary").click()
    page.get_by_role("button", name=patient_texts("es").controls.help).click()
    expect(page.locator(".turn.bot")).to_have_count(before + 1)

    expect(box(page, BELLY["es"])).to_be_checked()
    expect(box(page, CHEST["es"])).not_to_be_checked()


def test_a_question_with_one_answer_is_still_one_tap(open_page):
    page = open_page()
    start(page)

    expect(page.locator("#choices .choice").first).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(sent(page)).to_have_count(0)


@pytest.fixture
def person(client) -> FormPatient:
    one = FormPatient(client)
    one.starts()
    one.taps(*BEFORE_SAFETY)
    return one


@pytest.mark.parametrize(
    ("ticked", "remark"), [((), "unticked"), (("none", "chest"), "mixed")]
)
def test_a_form_that_cannot_be_meant_is_given_back(person, client, log, ticked, remark):
    before = log.table("turns").count
    response = person.ticks(*ticked)

    assert response.headers["location"] == f"/?{remark}#now"
    assert getattr(patient_texts("es"), remark) in client.get(f"/?{remark}").text
    assert (log.table("turns").count, flags(log)) == (before, set())


def test_a_list_of_a_question_already_answered_is_not_stored(person, log):
    stale = person.offered("chest")
    person.ticks("none")
    before = log.table("turns").count
    response = person.client.post(
        "/", data={"client_id": "old", "ticks": "sent", "tick": [stale]}
    )

    assert response.headers["location"] == "/?answered#now"
    assert (log.table("turns").count, flags(log)) == (before, set())


def test_the_interface_takes_what_is_ticked_and_says_what_may_be(patient):
    patient.taps(*BEFORE_SAFETY)
    offered = patient.client.get("/api/sessions/current").json()["choices"]
    ticks = {one["id"].partition(":")[2]: one["ticks"] for one in offered}
    mixed = patient.sends(choices=["safety:none", "safety:chest"])
    reply = patient.sends(choices=["safety:chest", "safety:belly"])

    assert ticks == {
        **dict.fromkeys(("chest", "head", "belly", "drug"), True),
        **dict.fromkeys(("none", "dont_know", "skip"), False),
    }
    assert mixed.status_code == 422
    assert "safety:none" in json.dumps(mixed.json())
    assert set(reply.json()["urgent"]) == {"RF_CHEST", "RF_ABDO"}
