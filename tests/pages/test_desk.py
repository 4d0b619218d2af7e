"""The desk: who may see it, which sessions come first, and the words of findings."""

import re

import pytest
from starlette.routing import Route

from actions import log_findings, session_log
from actions.log_rows import Choice, Outcome, RaisedFlag, Turn
from criteria.catalogue import rule_versions
from criteria.evaluator import classify
from criteria.record import Evidence, Finding, Record, Source, Status

STORY = "Me duele la rodilla desde hace dos años <script>alert(1)</script>"


def evidence(words: str, turn: int = 2) -> Evidence:
    start = STORY.index(words)
    return Evidence(
        turn=turn,
        start=start,
        end=start + len(words),
        words=words,
        lang="es",
        extractor="test",
    )


RECORD = (
    Record()
    .hear("pain_regions", ["knee:left"], evidence=evidence("la rodilla"))
    .hear("duration_months", {"low": 24, "high": 24}, evidence=evidence("dos años"))
    .hear("hx_touch", "true")
    .hear("conditions.migraine", "false")
)


@pytest.fixture
def add_session(log, at):
    """Log a session as the interview would, and return its number."""

    def add(name="one", text=STORY, record=None, flags=(), state="open", outcome=None):
        number = session_log.start_session(log, name, at)
        question = Choice("yes", "Sí")
        session_log.append_turn(
            log, name, Turn("bot", at, "Hola", "es", messages=("Hola",), state="open")
        )
        session_log.append_turn(log, name, Turn("patient", at, text, client_id="a"))
        reply = Turn(
            "bot",
            at,
            "¿Y?",
            "es",
            answers=2,
            messages=("¿Y?",),
            choices=(question,),
            topic="duration",
            state=state,
        )
        session_log.append_turn(log, name, reply)
        session_log.append_red_flags(log, name, 2, flags)
        if record:
            held = {one: record.get(one) for one in record.names()}
            session_log.append_findings(log, name, 3, held)
        if outcome:
            session_log.append_outcome(log, name, 3, outcome)
        return number

    return add


def test_every_page_of_the_desk_asks_who_is_there(app, client, add_session):
    add_session()
    open_to_all = {"/desk/login", "/desk/logout"}
    pages = {
        route.path.replace("{number:int}", "1")
        for route in app.routes
        if isinstance(route, Route) and route.path.startswith("/desk")
    }

    for path in pages - open_to_all:
        response = client.get(path)
        assert (response.status_code, response.headers["location"]) == (
            303,
            "/desk/login",
        ), path
    assert pages > open_to_all


def test_a_patients_cookie_opens_nothing_at_the_desk(patient, client):
    assert client.get("/desk").status_code == 303


def test_the_most_urgent_session_is_first_then_the_newest(nurse, add_session):
    add_session("old urgent", flags=[RaisedFlag("RF_CHEST", "E1", "pecho")])
    add_session("calm")
    add_session("days", flags=[RaisedFlag("RF_MALIG", "URG", "cáncer")])
    add_session("new calm")

    numbers = re.findall(r'href="/desk/sessions/(\d+)"', nurse.get("/desk").text)

    assert numbers == ["1", "3", "4", "2"]


def test_an_empty_desk_says_so(nurse):
    assert "There are no interviews yet." in nurse.get("/desk").text


def test_a_session_that_is_not_there_is_not_found(nurse):
    assert nurse.get("/desk/sessions/99").status_code == 404


@pytest.mark.parametrize(
    "path", ["sessions/abc", "sessions/9999999999999999999999", "nothing"]
)
def test_a_wrong_address_of_the_desk_is_answered_by_the_desk(nurse, path):
    response = nurse.get(f"/desk/{path}")

    assert response.status_code == 404
    assert "There is nothing at this address." in response.text
    assert "All interviews" in response.text


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("hx_touch", Source.PATIENT, "asked, no usable answer"),
        ("exam_heat", Source.CLINICIAN, "not examined"),
    ],
)
def test_a_patient_was_asked_and_a_body_was_not_examined(
    nurse, add_session, name, source, said
):
    finding = Finding(status=Status.NOT_ASSESSED, source=source)
    record = Record.model_validate({"held": {name: finding}})

    assert said in nurse.get(f"/desk/sessions/{add_session(record=record)}").text


def test_how_far_the_grade_may_still_go_is_named_at_both_ends(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session(record=RECORD)}").text

    assert re.search(
        r"Lowest possible</dt><dd>Not met on current data</dd>\s*"
        r"<dt>Highest possible</dt><dd>IASP 2021: &#34;probable&#34;",
        page,
    )


def test_times_name_their_zone(nurse, add_session):
    number = add_session()

    pages = [nurse.get(path).text for path in ("/desk", f"/desk/sessions/{number}")]

    times = [time for page in pages for time in re.findall(r"<time.*?>(.*?)<", page)]
    assert len(times) == 6
    assert all(time.endswith("09:30 UTC") for time in times)


def test_rules_about_which_nothing_was_answered_are_folded_away(nurse, add_session):
    blank = nurse.get(f"/desk/sessions/{add_session('blank')}").text
    answered = nurse.get(f"/desk/sessions/{add_session('two', record=RECORD)}").text

    counts = [
        int(re.search(r"nothing was answered: (\d+)", page)[1])
        for page in (blank, answered)
    ]
    shown = [
        page.partition("untouched")[0].count('class="rules"')
        for page in (blank, answered)
    ]
    assert shown[0] == 0 < shown[1]
    assert shown[1] + counts[1] == counts[0]


def test_a_finding_leads_to_the_words_it_came_from(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session(record=RECORD)}").text

    start = STORY.index("dos años")
    anchor = f"words-2-{start}-{start + len('dos años')}"
    assert f'href="#{anchor}"' in page
    assert f'<span id="{anchor}"><mark>dos años</mark></span>' in page
    assert "24 months" in page
    assert "knee (left side)" in page


def test_a_turn_leads_to_what_was_understood_in_it(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session(record=RECORD)}").text

    assert '<a href="#finding-duration_months">Duration</a>' in page
    assert 'id="finding-duration_months"' in page


def test_what_the_patient_wrote_is_shown_as_text(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session(record=RECORD)}").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_correction_shows_the_earlier_value_too(nurse, add_session):
    record = RECORD.hear("hx_touch", "false", correction=True)

    page = nurse.get(f"/desk/sessions/{add_session(record=record)}").text

    assert "Earlier: yes" in page


def test_a_contradiction_is_named_and_keeps_both_values(nurse, add_session):
    record = RECORD.hear("hx_touch", "false")

    page = nurse.get(f"/desk/sessions/{add_session(record=record)}").text

    assert "contradictory" in page
    assert "Answers that contradict each other: <strong>Pain on light touch" in page


def test_red_flags_stand_before_everything_else(nurse, add_session):
    flag = RaisedFlag("RF_CES", "E2", "la rodilla")

    page = nurse.get(f"/desk/sessions/{add_session(flags=[flag])}").text

    assert page.index("Cauda equina") < page.index('id="h-talk"')
    assert "E2" in page
    assert "<mark>la rodilla</mark>" in page


def test_what_was_written_after_a_flag_stands_beside_it(nurse, pain_patient):
    for text in ("tengo mucha presión en el pecho", "me equivoqué, <b>estoy bien</b>"):
        pain_patient.sends(text=text)

    page = nurse.get("/desk/sessions/1").text
    flags = re.search(r'<section id="red-flags".*?</section>', page, re.DOTALL)[0]

    assert "does not go away by itself" in flags
    assert "me equivoqué, &lt;b&gt;estoy bien&lt;/b&gt;" in flags
    assert "level-E1" in flags


def test_silence_about_red_flags_is_not_shown_as_a_no(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session()}").text

    assert "What was not answered does not mean" in page


def test_denied_red_flags_are_told_from_unanswered_ones(nurse, add_session):
    record = RECORD.hear("red_flags.RF_CES", "false")

    page = nurse.get(f"/desk/sessions/{add_session(record=record)}").text

    assert re.search(r"Asked and said no: 1</summary>\s*<p>Cauda equina</p>", page)
    assert "No answer: 21</summary>" in page
    assert "finding-red_flags" not in page


def test_an_unfinished_interview_is_classified_now_and_says_so(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session(record=RECORD)}").text

    assert "The interview is not finished" in page
    assert "Information or exam pending" in page
    assert rule_versions()["iasp_2021"] in page


def test_a_finished_interview_shows_what_was_stored(nurse, add_session):
    outcome = Outcome(classify({"distribution": "discrete"}), {"iasp_2021": "v-stored"})

    page = nurse.get(
        f"/desk/sessions/{add_session(outcome=outcome, state='done')}"
    ).text

    assert "v-stored" in page
    assert "The interview is not finished" not in page
    assert "Not met on current data" in page


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_screen_is_kept_apart_and_no_grade_is_called_final(
    nurse, add_session, lang
):
    number = add_session(record=RECORD)

    page = nurse.get(f"/desk/sessions/{number}?lang={lang}").text

    said = {
        "es": ("Autoinforme, provisional", "No hay grado final"),
        "en": ("Self-report screen, provisional", "There is no final grade"),
    }
    assert all(words in page for words in said[lang])


def test_the_desk_remembers_the_nurses_language(nurse):
    assert "Interviews" in nurse.get("/desk").text
    assert "Entrevistas" in nurse.get("/desk?lang=es").text
    assert "Entrevistas" in nurse.get("/desk").text


def test_the_patients_words_stay_in_the_patients_language(nurse, add_session):
    page = nurse.get(f"/desk/sessions/{add_session(record=RECORD)}?lang=en").text

    assert re.search(r'class="quote" href="[^"]+" lang="es"', page)


def test_unseen_characters_are_spelled_out(nurse, add_session):
    number = add_session(text="a\u202eb\u0000c")

    page = nurse.get(f"/desk/sessions/{number}").text

    assert "a[U+202E]b[U+0000]c" in page


def test_a_conversation_held_for_real_reaches_the_desk(nurse, pain_patient):
    pain_patient.taps("over_5_years")

    listed = nurse.get("/desk").text
    page = nurse.get("/desk/sessions/1").text

    assert "/desk/sessions/1" in listed
    assert "more than 60 months" in page
    assert 'class="turn patient"' in page


@pytest.mark.parametrize("is_stored", [False, True])
def test_two_pains_are_shown_apart_each_with_its_findings_and_outcomes(
    nurse, add_session, log, is_stored
):
    add_session(record=RECORD)
    second = Record().hear("body_system", "headache_orofacial")
    held = {"body_system": second.get("body_system")}
    session_log.append_findings(log, "one", 3, held, 1)
    if is_stored:
        found = classify(log_findings.patient(log, "one").findings())
        session_log.append_outcome(log, "one", 3, Outcome(found, rule_versions()))

    page = nurse.get("/desk/sessions/1?lang=en").text

    assert "Pain 1" in page
    assert "Pain 2" in page
    assert 'id="finding-pain_regions"' in page
    assert 'id="finding-2-body_system"' in page
    assert page.count("Criteria not applicable") >= 1
    assert nurse.get("/desk?lang=en").status_code == 200
