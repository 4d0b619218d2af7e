"""What a patient takes home: a summary without a grade, and the paper form."""

import html
import re

import pytest
from ruamel.yaml import YAML

from actions.session_log import append_findings
from bot.server.paper import DOMAIN, ONLY_IN_A_TALK, PARTS, paper_form
from bot.server.texts import LANGS, patient_texts
from criteria.catalogue import editions
from criteria.record import Record
from criteria.rule_sets import GradedEdition
from tests.pages.conftest import bot_says, only_session

RECORD = (
    Record()
    .hear("duration_months", {"low": 24, "high": 24})
    .hear("pain_regions", ["knee:left"])
    .hear("distribution", "regional")
    .hear("hx_touch", "true")
)


@pytest.fixture
def finish(client, log, at):
    """End a session after some findings, in a language."""

    def end(lang: str = "es", state: str = "done") -> str:
        client.post("/start", data={"lang": lang})
        session = only_session(log)
        held = {name: RECORD.get(name) for name in RECORD.names()}
        append_findings(log, session, 1, held)
        bot_says(log, session, at, state, lang=lang)
        return html.unescape(client.get("/").text)

    return end


@pytest.mark.parametrize(("lang", "years"), [("es", "2 años"), ("en", "2 years")])
def test_at_the_end_the_patient_reads_what_they_told_and_what_follows(
    finish, client, lang, years
):
    texts, page = patient_texts(lang), finish(lang)
    file = client.get("/summary.txt")

    for text in (page, file.text):
        assert years in text
        assert texts.next in text
    assert 'href="/summary.txt"' in page
    assert file.headers["content-type"] == "text/plain; charset=utf-8"
    assert "attachment" in file.headers["content-disposition"]


def grades(lang: str) -> set[str]:
    """Return every grade of every rule set, in words and as a code."""
    graded = [one for one in editions().values() if isinstance(one, GradedEdition)]
    labels = [label for one in graded for label in (*one.grades, one.lowest)]
    return {label.text[lang] for label in labels} | {label.code for label in labels}


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_take_home_holds_a_grade_or_a_disease(finish, client, lang):
    for text in (finish(lang), client.get("/summary.txt").text):
        assert [one for one in grades(lang) if one in text] == []
        assert not re.search(r"noci|fibrom|IASP", text, re.IGNORECASE)


@pytest.mark.parametrize("state", ["open", "paused", "stopped", "refused", "left"])
def test_before_the_end_there_is_nothing_to_download(finish, client, state):
    page = finish(state=state)

    assert client.get("/summary.txt").status_code == 404
    assert "/summary.txt" not in page


def test_who_refuses_is_led_to_the_paper_form(finish):
    assert 'href="/paper?lang=es"' in finish(state="refused")


def test_the_welcome_leads_to_the_paper_form_in_each_language(client):
    page = client.get("/").text

    assert all(f'href="/paper?lang={lang}"' in page for lang in LANGS)


def asked_in_the_talk() -> set[str]:
    """Return every question that the conversation asks in words fixed beforehand."""
    read = YAML(typ="safe", pure=True).load
    files = [read(DOMAIN / f"questions_{name}.yml")["responses"] for name in PARTS]
    return {
        name.removeprefix("utter_ask_")
        for responses in files
        for name, wordings in responses.items()
        if not any("{" in one["text"] for one in wordings)
    }


@pytest.mark.parametrize("lang", LANGS)
def test_the_paper_form_asks_what_the_conversation_asks(lang):
    form = paper_form(lang)
    on_paper = {one.slot for part in form.parts for one in part.questions}

    assert on_paper >= asked_in_the_talk() - ONLY_IN_A_TALK
    assert not on_paper & ONLY_IN_A_TALK
    assert {"safety", "duration", "intensity_now", "allergies"} <= on_paper


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_and_box_of_the_form_is_printed(client, lang):
    page = html.unescape(client.get(f"/paper?lang={lang}").text)

    for part in paper_form(lang).parts:
        for one in part.questions:
            assert one.text in page
            assert all(box in page for box in (*one.scale, *one.boxes))


def test_the_form_comes_in_both_languages_or_in_the_one_asked_for(client):
    both, spanish = client.get("/paper").text, client.get("/paper?lang=es").text

    titles = {lang: patient_texts(lang).paper_title for lang in LANGS}
    assert all(title in both for title in titles.values())
    assert titles["es"] in spanish
    assert titles["en"] not in spanish
    assert "tel:" in spanish


def test_numbers_stand_in_a_row_on_paper():
    questions = [one for part in paper_form("es").parts for one in part.questions]
    [now] = [one for one in questions if one.slot == "intensity_now"]

    assert now.scale == tuple(map(str, range(11)))
    assert not set(now.boxes) & set(now.scale)
