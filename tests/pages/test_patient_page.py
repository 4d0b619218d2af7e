"""The patient's page as plain forms: no script, and still a whole interview."""

import html
import re

import pytest
from pydantic import SecretStr

from bot.server.app import create_app
from bot.server.texts import LANGS, patient_texts
from criteria.catalogue import red_flag
from tests.pages.conftest import OPENING

NUMBERS = {"MX": ("911", "8009112000"), "ES": ("112", "024"), "US": ("911", "988")}
URGENT = {
    "es": ("me quiero matar", "tengo presión en el pecho"),
    "en": ("I want to kill myself", "I have pressure in my chest"),
}
BOTH_FLAGS = {
    "es": "tengo presión en el pecho y he bajado mucho de peso sin querer",
    "en": "I have pressure in my chest and I have lost a lot of weight without trying",
}


class FormPatient:
    """Somebody who only has the page and its forms."""

    def __init__(self, client) -> None:
        self.client = client

    @property
    def page(self) -> str:
        return html.unescape(self.client.get("/").text)

    def starts(self, lang: str = "es"):
        return self.client.post("/start", data={"lang": lang})

    def taps(self, *names: str):
        return [self._picks(name) for name in names][-1]

    def ticks(self, *names: str):
        """Send a list with some boxes ticked, perhaps with none."""
        ticked = {"tick": [self.offered(name) for name in names]}
        return self._posts("ticks", "sent", **ticked)

    def offered(self, name: str) -> str:
        """Return the id of a reply on the page; its name if it has none."""
        ids = re.findall(r'name="(?:choice|tick)" value="([^"]+)"', self.page)
        return next((each for each in ids if each.partition(":")[2] == name), name)

    def says(self, text: str):
        return self._posts("text", text)

    def client_ids(self) -> list[str]:
        return re.findall(
            r'name="client_id" value="([^"]+)"', self.client.get("/").text
        )

    def _picks(self, name: str):
        boxed = f'name="tick" value="{self.offered(name)}"' in self.page
        return self.ticks(name) if boxed else self._posts("choice", self.offered(name))

    def _posts(self, name: str, value: str, **more: list[str]):
        client_id = self.client_ids()[-1]
        data = {"client_id": client_id, name: value, **more}
        return self.client.post("/", data=data)


@pytest.fixture
def person(client) -> FormPatient:
    one = FormPatient(client)
    one.starts()
    return one


def test_without_a_session_the_page_welcomes_in_both_languages(client):
    page = html.unescape(client.get("/").text)

    for lang in LANGS:
        texts = patient_texts(lang)
        assert all(text in page for text in (texts.what, texts.unread, texts.start))
        assert f'<section class="card" lang="{lang}">' in page


@pytest.mark.parametrize(
    ("wish", "lang"),
    [
        ("en-US,en;q=0.9", "en"),
        ("es-MX", "es"),
        ("fr-FR,en;q=0.5", "en"),
        ("fr", "es"),
        ("", "es"),
    ],
)
def test_the_welcome_is_marked_with_the_browsers_language(client, wish, lang):
    page = client.get("/", headers={"accept-language": wish}).text

    assert f'<html lang="{lang}">' in page


@pytest.mark.parametrize("lang", LANGS)
def test_the_conversation_is_held_in_the_chosen_language(client, lang):
    person = FormPatient(client)
    response = person.starts(lang)

    assert response.status_code == 303
    assert response.headers["location"] == "/#now"
    assert f'<html lang="{lang}">' in person.page
    assert patient_texts(lang).message in person.page


def test_a_button_and_a_typed_answer_both_go_on(person, log):
    assert person.taps(*OPENING).headers["location"] == "/#now"
    person.taps("over_5_years")
    person.says("no sé qué decir")

    texts = [
        row["text"] for row in log.table("turns").rows if row["author"] == "patient"
    ]
    assert texts[-1] == "no sé qué decir"
    assert "no sé qué decir" in person.page


def test_the_line_ends_of_a_form_are_stored_as_the_patient_typed_them(person, log):
    person.says("uno\r\ndos")

    assert log.table("turns").count_where("text = ?", ["uno\ndos"]) == 1


def test_the_language_can_be_switched_at_any_time(person):
    person.taps(*OPENING, "language.en")

    assert '<html lang="en">' in person.page
    assert 'value="language.es"' in person.page


def test_every_form_has_its_own_new_client_id(person):
    first, second = person.client_ids(), person.client_ids()

    assert len({*first, *second}) == len(first) + len(second) == 8


def test_a_form_sent_twice_is_one_message(person, client, log):
    body = {"client_id": person.client_ids()[-1], "text": "dos veces"}

    for _ in range(2):
        assert client.post("/", data=body).status_code == 303

    assert log.table("turns").count_where("text = 'dos veces'") == 1


def test_a_button_of_an_older_page_changes_nothing(person, client, log):
    before = log.table("turns").count

    response = client.post("/", data={"client_id": "old", "choice": "over_5_years"})

    shown = html.unescape(client.get(response.headers["location"]).text)
    assert response.status_code == 303
    assert patient_texts("es").answered in shown
    assert patient_texts("es").answered not in person.page
    assert log.table("turns").count == before


@pytest.mark.parametrize(
    "form",
    [
        {"text": "hola"},
        {"client_id": "a b", "text": "hola"},
        {"client_id": "a"},
        {"client_id": "a", "text": "hola", "choice": "yes"},
    ],
    ids=["no client id", "a wrong client id", "no message", "two messages"],
)
def test_a_form_that_is_not_ours_is_not_stored_and_says_so(person, client, log, form):
    before = log.table("turns").count

    response = client.post("/", data=form)

    assert response.status_code == 422
    assert "No se guardó" in response.text
    assert log.table("turns").count == before


def test_a_message_without_a_session_says_that_it_was_not_saved(client):
    response = client.post("/", data={"client_id": "a", "text": "hola"})

    assert response.status_code == 404
    assert "Su último mensaje no se guardó" in response.text
    assert "tel:911" in response.text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "{{7*7}}", '"><img src=x>']
)
def test_what_a_patient_types_is_shown_as_text(person, client, hostile):
    person.says(hostile)

    page = client.get("/").text
    assert (
        html.escape(hostile).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        in page
    )
    assert "<img src=x" not in page
    assert "<script>alert" not in page


def test_an_urgent_message_stays_at_the_top_of_the_page(person):
    response = person.says("Tengo un dolor muy fuerte que me oprime el pecho")

    page = person.page
    assert response.headers["location"] == "/#urgent"
    assert page.index(red_flag("RF_CHEST").advice["es"]) < page.index('id="log"')
    assert '<div id="urgent" role="alert">' in page
    assert patient_texts("es").stopped in page


def test_without_a_red_flag_there_is_no_alert(person):
    assert '<div class="alert">' not in person.page


def test_a_refusal_is_the_end_and_a_new_start_is_offered(person):
    person.taps("self", "no")

    assert patient_texts("es").refused in person.page
    assert 'name="text"' not in person.page
    assert 'href="/new"' in person.page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("end", ["no", "stopped"])
def test_a_patient_whose_interview_ended_can_tell_its_number(client, lang, end):
    for _ in range(2):
        FormPatient(client).starts(lang)
    person = FormPatient(client)
    said = patient_texts(lang).number.format(number=2)
    assert said not in person.page

    person.taps("self", "no") if end == "no" else person.says(URGENT[lang][0])

    assert said in person.page


@pytest.mark.parametrize("lang", LANGS)
def test_the_numbers_to_call_follow_the_most_urgent_advice(client, lang):
    person = FormPatient(client)
    person.starts(lang)
    person.taps("yes")
    person.says(BOTH_FLAGS[lang])

    box = person.page.partition('<div id="urgent"')[2].partition('id="log"')[0]
    advice = [red_flag(code).advice[lang] for code in ("RF_CHEST", "RF_MALIG")]
    assert box.index(advice[0]) < box.index("tel:911") < box.index(advice[1])


def test_starting_again_asks_first_and_then_forgets_the_cookie(person, client, log):
    before = log.table("turns").count
    assert patient_texts("es").new_person_yes in html.unescape(client.get("/new").text)
    assert patient_texts("es").message in person.page

    client.post("/new")

    assert patient_texts("en").start in person.page
    assert log.table("turns").count == before


def test_a_failed_step_keeps_the_message_and_shows_the_safe_text(
    person, interview, monkeypatch
):
    async def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(interview.dialogue, "take", fail)

    response = person.says("me duele mucho")

    page = html.unescape(response.text)
    assert response.status_code == 503
    assert "me duele mucho" in page
    assert page.count("Algo falló") == 1
    assert 'name="text"' in page


def test_a_message_that_could_not_be_stored_is_given_back_under_its_id(
    person, interview, monkeypatch, log
):
    def fail(*_):
        raise OSError

    monkeypatch.setattr(interview, "_hear", fail)
    client_id = person.client_ids()[-1]

    response = person.client.post(
        "/", data={"client_id": client_id, "text": "no perder"}
    )

    assert response.status_code == 503
    assert ">no perder</textarea>" in response.text
    assert f'value="{client_id}"' in response.text
    assert log.table("turns").count_where("text = 'no perder'") == 0


@pytest.mark.parametrize("country", NUMBERS)
def test_the_emergency_numbers_of_the_country_are_on_every_page(
    interview, home_settings, clock, country, client
):
    one = create_app(
        interview, home_settings.model_copy(update={"country": country}), clock
    )
    client = type(client)(one, base_url="http://localhost", follow_redirects=False)
    person = FormPatient(client)
    pages = [client.get("/").text, client.post("/").text, client.get("/x").text]
    person.starts()
    pages += [client.get("/").text, client.get("/new").text, client.post("/").text]

    for page in pages:
        assert set(re.findall(r"tel:(\d+)", page)) == set(NUMBERS[country])


def test_where_the_country_is_not_known_all_numbers_are_labelled(client):
    page = html.unescape(client.get("/", headers={"accept-language": "es"}).text)

    assert all(name in page for name in ("México", "España", "Estados Unidos"))
    assert set(re.findall(r"tel:(\d+)", page)) == {
        n for pair in NUMBERS.values() for n in pair
    }


@pytest.mark.parametrize(
    ("hours", "webhook", "staffed"),
    [
        ("mon-sun 00:00-24:00", "https://clinic.example/alerts", True),
        ("mon-sun 00:00-24:00", None, False),
        ("mon-sat 00:00-24:00", "https://clinic.example/alerts", False),
        ("", "https://clinic.example/alerts", False),
    ],
    ids=["in hours", "no way to tell anybody", "on Sunday", "never staffed"],
)
def test_the_page_says_whether_somebody_reads_now(
    interview, home_settings, clock, client, hours, webhook, staffed
):
    ways = {"staffed_hours": hours, "alert_webhook": webhook and SecretStr(webhook)}
    app = create_app(interview, home_settings.model_copy(update=ways), clock)
    person = FormPatient(type(client)(app, base_url="http://localhost"))
    person.starts()

    assert (patient_texts("es").staffed in person.page) is staffed
    assert (patient_texts("es").unread in person.page) is not staffed


def test_the_cookie_is_httponly_and_lax_on_plain_localhost(client):
    cookie = client.post("/start").headers["set-cookie"].lower()

    assert cookie.startswith("alodia=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_the_cookie_is_bound_to_the_host_under_encryption(secure_client):
    response = secure_client.post("/start")

    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-alodia=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/"))
    assert "samesite=strict" in cookie.lower()
    assert "Domain" not in cookie
    assert patient_texts("es").message in html.unescape(secure_client.get("/").text)


def test_the_key_of_the_cookies_outlives_a_restart_and_is_the_owners_alone(
    interview, home_settings, clock, client
):
    client.post("/start")
    again = create_app(interview, home_settings, clock)
    later = type(client)(again, base_url="http://localhost", cookies=client.cookies)

    assert patient_texts("es").message in html.unescape(later.get("/").text)
    assert (home_settings.home / "cookie.key").stat().st_mode & 0o077 == 0
