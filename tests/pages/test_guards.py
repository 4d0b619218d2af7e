"""What every request passes: size, origin, headers, and what is said when all fails."""

import pytest
from jinja2 import TemplateNotFound
from starlette.routing import Route
from structlog.testing import capture_logs

from bot.server.guards import MAX_BODY
from bot.server.pages import templates

OWN = "http://localhost"
FORM = {"client_id": "a", "text": "hola"}


def addresses(app) -> list[tuple[str, str]]:
    return [
        (method, route.path.replace("{number:int}", "1"))
        for route in app.routes
        if isinstance(route, Route)
        for method in sorted(route.methods - {"HEAD"})
    ]


def test_every_answer_carries_the_security_headers(app, client):
    asked = [*addresses(app), ("GET", "/nowhere"), ("GET", "/static/patient.js")]

    for method, path in asked:
        headers = client.request(method, path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        expected = "no-cache" if path.startswith("/static/") else "no-store"
        assert headers["cache-control"] == expected, path


def test_only_an_encrypted_answer_asks_for_encryption(client, secure_client):
    assert "strict-transport-security" in secure_client.get("/").headers
    assert "strict-transport-security" not in client.get("/").headers


@pytest.mark.parametrize(
    ("headers", "is_allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": OWN}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"origin": OWN}, True),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://localhost.evil.example"}, False),
        ({"origin": "http://localhost:81"}, False),
        ({"origin": "null"}, True),
        ({}, True),
    ],
    ids=str,
)
def test_a_post_is_taken_from_our_own_pages_and_from_programs(
    app, client, headers, is_allowed
):
    posts = [path for method, path in addresses(app) if method == "POST"]

    refused = [p for p in posts if client.post(p, headers=headers).status_code == 403]

    assert refused == ([] if is_allowed else posts)


def test_reading_is_allowed_from_anywhere(client):
    assert client.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_the_patients_script_is_small_enough_for_a_weak_signal(client):
    assert len(client.get("/static/patient.js").content) < 10_000


@pytest.mark.parametrize("path", ["/", "/start", "/desk/login", "/api/sessions"])
def test_a_body_over_16_kib_is_refused_everywhere(client, path):
    assert client.post(path, content=b"a" * (MAX_BODY + 1)).status_code == 413


def test_a_body_without_a_stated_length_is_measured_too(client):
    pieces = (b"a" * 1024 for _ in range(17))

    assert client.post("/", content=pieces).status_code == 413


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/start"), ("POST", "/api/sessions")]
)
def test_an_error_nobody_foresaw_gives_the_safe_answer_and_tells_nothing(
    client, interview, monkeypatch, method, path
):
    async def fail(*_):
        message = "canary-secret"
        raise RuntimeError(message)

    monkeypatch.setattr(interview, "open", fail)

    with capture_logs() as logs:
        response = client.request(method, path)

    assert response.status_code == 500
    assert "canary" not in response.text + str(logs)
    assert "Traceback" not in response.text
    assert [entry["error"] for entry in logs] == ["RuntimeError"]


def test_the_safe_page_speaks_both_languages_and_gives_the_numbers(
    client, interview, monkeypatch
):
    async def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(interview, "open", fail)

    page = client.post("/start").text

    assert "Algo falló" in page
    assert "Something failed" in page
    assert all(f"tel:{number}" in page for number in ("911", "112", "988", "024"))


@pytest.mark.parametrize("template", ["conversation", "trouble"])
def test_a_broken_template_still_gives_the_numbers(client, monkeypatch, template):
    client.post("/start")
    load = templates.loader.load

    def fail(environment, name, *rest):
        if template in name or template == "trouble":
            raise TemplateNotFound(name)
        return load(environment, name, *rest)

    monkeypatch.setattr(templates.loader, "load", fail)
    monkeypatch.setattr(templates, "cache", None)

    response = client.get("/")

    assert response.status_code == 500
    assert "Algo falló" in response.text
    assert "tel:911" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
