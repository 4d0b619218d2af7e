"""The interview as JSON: what it takes, what it answers, what it refuses."""

import json

import jsonschema
import pytest
from starlette.routing import Route

from actions.session_log import turns
from bot.server.guards import MAX_BODY

CURRENT = "/api/sessions/current"
TURNS = f"{CURRENT}/turns"
HELLO = {"client_id": "a", "text": "hola"}


@pytest.fixture
def document(client) -> dict:
    return client.get("/api/openapi.json").json()


def assert_documented(document: dict, method: str, path: str, response) -> None:
    """Hold a real answer against the shape the document promises for its status."""
    answer = document["paths"][path][method.lower()]["responses"][
        str(response.status_code)
    ]
    media = response.headers["content-type"].partition(";")[0]
    schema = answer["content"][media]["schema"] | {"components": document["components"]}
    jsonschema.validate(response.json(), schema)


def test_every_address_of_the_interface_is_documented_and_the_reverse(app, document):
    served = {
        (route.path, method.lower())
        for route in app.routes
        if isinstance(route, Route) and route.path.startswith("/api/")
        for method in route.methods - {"HEAD"}
    }
    documented = {(path, m) for path, entry in document["paths"].items() for m in entry}

    assert served == documented
    assert document["openapi"].startswith("3.1")


def test_a_session_starts_in_the_language_asked_for(client, document):
    response = client.post("/api/sessions", json={"lang": "en"})

    assert response.status_code == 201
    assert response.json()["lang"] == "en"
    assert response.json()["choices"]
    assert_documented(document, "POST", "/api/sessions", response)


@pytest.mark.parametrize("how", [{}, {"json": {}}], ids=["no body", "an empty object"])
def test_a_session_may_start_without_a_language(client, how):
    response = client.post("/api/sessions", **how)

    assert response.status_code == 201
    assert {"language.es", "language.en"} <= {
        c["id"] for c in response.json()["choices"]
    }


def test_a_turn_is_answered_with_the_next_question(pain_patient, document):
    response = pain_patient.taps("over_5_years")

    assert response.status_code == 200
    assert response.json()["state"] == "open"
    assert response.json()["lang"] == "es"
    assert response.json()["topic"] != "duration"
    assert_documented(document, "POST", TURNS, response)


def test_the_transcript_holds_both_sides_in_order(pain_patient, client, document):
    pain_patient.sends(text="dos años")

    response = client.get(CURRENT)

    said = response.json()["turns"]
    assert [turn["seq"] for turn in said] == list(range(1, len(said) + 1))
    assert said[-2]["messages"] == ["dos años"]
    assert said[-1]["author"] == "bot"
    assert_documented(document, "GET", CURRENT, response)


def test_a_repeated_message_is_stored_once_and_answered_alike(
    pain_patient, client, log
):
    body = {"client_id": "same", "text": "dos años"}

    first, second = (client.post(TURNS, json=body) for _ in range(2))

    assert first.json() == second.json()
    said = log.execute("SELECT count(*) FROM turns WHERE text = 'dos años'").fetchone()
    assert said == (1,)


def test_an_urgent_message_names_its_red_flag(pain_patient):
    reply = pain_patient.sends(text="Tengo un dolor muy fuerte que me oprime el pecho")

    assert "RF_CHEST" in reply.json()["urgent"]


def test_a_failed_step_answers_503_with_the_safe_text(
    pain_patient, interview, monkeypatch, document
):
    async def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(interview.dialogue, "take", fail)

    response = pain_patient.sends(text="dos años")

    assert response.status_code == 503
    assert response.json()["state"] == "failed"
    assert "911" in " ".join(response.json()["messages"])
    assert_documented(document, "POST", TURNS, response)


REFUSED = {
    "both text and choice": (422, json.dumps({**HELLO, "choice": "yes"})),
    "both choice and choices": (
        422,
        json.dumps({"client_id": "a", "choice": "yes", "choices": ["yes"]}),
    ),
    "no choices": (422, json.dumps({"client_id": "a", "choices": []})),
    "choices nobody offered": (
        422,
        json.dumps({"client_id": "a", "choices": ["/restart"]}),
    ),
    "neither text nor choice": (422, json.dumps({"client_id": "a"})),
    "an empty text": (422, json.dumps({**HELLO, "text": ""})),
    "a number as text": (422, json.dumps({**HELLO, "text": 5})),
    "a list": (422, json.dumps([HELLO])),
    "a forged sender": (422, json.dumps({**HELLO, "sender": "nurse"})),
    "forged metadata": (422, json.dumps({**HELLO, "metadata": {"role": "nurse"}})),
    "no client id": (422, json.dumps({"text": "hola"})),
    "a client id of 65 characters": (422, json.dumps({**HELLO, "client_id": "a" * 65})),
    "a client id with a line end": (422, json.dumps({**HELLO, "client_id": "a\n"})),
    "a client id with a space": (422, json.dumps({**HELLO, "client_id": "a b"})),
    "a choice nobody offered": (
        422,
        json.dumps({"client_id": "a", "choice": "/restart"}),
    ),
    "no JSON": (400, "{"),
    "no body": (400, ""),
    "half a character": (400, '{"client_id": "a", "text": "\\ud800"}'),
    "half a character as name": (400, '{"client_id": "a", "\\udfff": "x"}'),
    "a name twice": (400, '{"client_id": "a", "text": "x", "text": "y"}'),
    "no UTF-8": (400, b'{"client_id": "a", "text": "\xff"}'),
    "deep nesting": (400, '{"client_id": ' + "[" * 8000),
    "a body too large": (413, json.dumps({**HELLO, "text": "a" * MAX_BODY})),
}


@pytest.mark.parametrize(("status", "body"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_message_is_refused_and_nothing_is_stored(
    patient, client, log, document, status, body
):
    before = log.table("turns").count

    response = client.post(
        TURNS, content=body, headers={"content-type": "application/json"}
    )

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert log.table("turns").count == before
    assert_documented(document, "POST", TURNS, response)


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", ""]
)
def test_another_content_type_is_refused(patient, client, media):
    response = client.post(
        TURNS, content=json.dumps(HELLO), headers={"content-type": media}
    )

    assert response.status_code == 415


def test_a_refusal_does_not_repeat_what_was_sent(patient, client):
    response = client.post(TURNS, json={**HELLO, "secret": "canary-7781"})

    assert "canary-7781" not in response.text


def test_a_message_needs_a_session(client, document):
    response = client.post(TURNS, json=HELLO)

    assert response.status_code == 404
    assert "POST /api/sessions" in response.json()["detail"]
    assert_documented(document, "POST", TURNS, response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/nothing", 404), ("DELETE", "/api/sessions", 405)],
)
def test_a_wrong_address_or_method_is_a_problem_too(client, method, path, status):
    response = client.request(method, path)

    assert response.status_code == status
    assert response.json()["status"] == status


@pytest.mark.parametrize(
    "tamper",
    [
        lambda value: value.partition(".")[0],
        lambda value: value[:-1] + ("A" if value[-1] != "A" else "B"),
        lambda value: "x" + value,
        lambda _: "forged.forged",
        lambda _: "",
    ],
    ids=["unsigned", "another signature", "another session", "made up", "empty"],
)
def test_a_forged_cookie_opens_no_session(patient, client, tamper):
    value = client.cookies["alodia"]
    client.cookies.clear()
    client.cookies.set("alodia", tamper(value))

    assert client.get(CURRENT).status_code == 404


def test_a_genuine_cookie_of_a_session_that_is_gone_opens_none(app, client, log):
    client.post("/api/sessions")
    log.execute("DELETE FROM sessions")

    assert client.get(CURRENT).status_code == 404


def test_two_patients_never_see_each_other(app, client, patient, interview):
    other = type(patient)(type(client)(app, base_url="http://localhost"))
    other.start("en")
    patient.taps("yes")
    other.sends(text="canary-other")

    assert "canary-other" not in client.get(CURRENT).text
    assert "canary-other" in other.client.get(CURRENT).text


def test_the_session_id_is_in_the_cookie_only(patient, client, log, interview):
    (session_id,) = log.execute("SELECT id FROM sessions").fetchone()

    assert len(turns(log, session_id)) > 1
    assert session_id not in client.get(CURRENT).text
    assert session_id not in client.get("/").text
