"""Nurses' accounts: passwords, sessions that end, and a brake on guessing."""

from datetime import timedelta
from time import perf_counter

import pytest
from starlette.testclient import TestClient

from bot.server.accounts import (
    ABSOLUTE,
    IDLE,
    AccountError,
    create_user,
    desk_user,
    ensure_first_user,
    open_desk,
    verify,
)
from bot.server.login_brake import FREE_TRIES, LONGEST_WAIT, LoginBrake
from tests.pages.conftest import NURSE, PASSWORD

WRONG = PASSWORD + "x"
SECOND = timedelta(seconds=1)


async def test_a_password_opens_its_own_account_only(log, at):
    create_user(log, "Ana", PASSWORD, at)

    assert await verify(log, "ana", PASSWORD)
    assert await verify(log, " ANA ", PASSWORD)
    assert not await verify(log, "ana", PASSWORD + "x")
    assert not await verify(log, "ana", "")
    assert not await verify(log, "eva", PASSWORD)


def test_no_password_is_stored(log, at):
    create_user(log, "ana", PASSWORD, at)

    stored = str(list(log.table("users").rows))

    assert PASSWORD not in stored
    assert "$argon2id$" in stored


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", PASSWORD),
        ("  ", PASSWORD),
        ("ANA", PASSWORD),
        ("eva", "1234567"),
        ("eva", "x" * 129),
    ],
    ids=["no name", "a blank name", "a taken name", "too short", "too long"],
)
def test_an_account_that_cannot_be_is_refused(log, at, name, password):
    create_user(log, "ana", PASSWORD, at)

    with pytest.raises(AccountError):
        create_user(log, name, password, at)


async def test_the_first_run_makes_one_nurse_and_tells_the_password_once(log, at):
    name, password = ensure_first_user(log, at)

    assert await verify(log, name, password)
    assert ensure_first_user(log, at) is None


def test_a_session_at_the_desk_is_stored_only_hashed(log, at):
    create_user(log, NURSE, PASSWORD, at)
    token = open_desk(log, NURSE, at)

    assert token not in str(list(log.table("desk_sessions").rows))
    assert desk_user(log, token, at) == NURSE
    assert desk_user(log, token + "x", at) is None
    assert desk_user(log, "", at) is None


def test_an_idle_session_ends_and_does_not_come_back(log, at):
    create_user(log, NURSE, PASSWORD, at)
    token = open_desk(log, NURSE, at)

    assert desk_user(log, token, at + IDLE) == NURSE
    assert desk_user(log, token, at + 2 * IDLE + SECOND) is None
    assert desk_user(log, token, at + IDLE) is None


def test_a_session_in_use_ends_after_ten_hours(log, at):
    create_user(log, NURSE, PASSWORD, at)
    token = open_desk(log, NURSE, at)

    visits = range(int(ABSOLUTE / IDLE) + 1)
    assert all(desk_user(log, token, at + visit * IDLE) for visit in visits)
    assert desk_user(log, token, at + ABSOLUTE + SECOND) is None


def test_a_thousand_guesses_in_a_quarter_of_an_hour_get_ten_tries(at):
    brake, tried = LoginBrake(), 0

    for guess in range(1000):
        now = at + LONGEST_WAIT * guess / 1000
        if not brake.must_wait(NURSE, "10.0.0.9", now):
            brake.failed(NURSE, "10.0.0.9", now)
            tried += 1

    assert FREE_TRIES < tried <= 10


def test_guesses_from_many_addresses_are_held_back_by_the_account(at):
    brake = LoginBrake()
    for number in range(FREE_TRIES + 1):
        brake.failed(NURSE, f"10.0.0.{number}", at)

    assert brake.must_wait(NURSE, "10.0.1.1", at)
    assert not brake.must_wait("another", "10.0.1.1", at)


def test_a_wait_always_ends(at):
    brake = LoginBrake()
    for number in range(500):
        brake.failed(NURSE, "10.0.0.9", at + number * SECOND)

    last = at + 500 * SECOND
    assert brake.must_wait(NURSE, "10.0.0.9", last)
    assert not brake.must_wait(NURSE, "10.0.0.9", last + LONGEST_WAIT)


def test_a_strangers_guesses_do_not_keep_the_clinics_own_address_out(at):
    brake = LoginBrake()
    brake.passed(NURSE, "192.168.1.5")
    for _ in range(50):
        brake.failed(NURSE, "10.0.0.9", at)

    assert brake.must_wait(NURSE, "10.0.0.9", at)
    assert not brake.must_wait(NURSE, "192.168.1.5", at)


def login(client, name=NURSE, password=PASSWORD):
    return client.post("/desk/login", data={"name": name, "password": password})


def test_a_login_opens_the_desk_with_a_strict_cookie(client, account):
    response = login(client)

    assert response.status_code == 303
    assert response.headers["location"] == "/desk"
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_under_encryption_the_cookie_is_bound_to_the_host(secure_client, account):
    cookie = login(secure_client).headers["set-cookie"]

    assert cookie.startswith("__Host-desk=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_every_wrong_login_is_answered_alike(client, account):
    answers = {
        (r.status_code, r.text)
        for r in [
            login(client, password=WRONG),
            login(client, name="nobody"),
            login(client, name="", password=""),
            client.post("/desk/login", data={}),
        ]
    }

    assert len(answers) == 1
    assert answers.pop()[0] == 401


async def test_an_unknown_name_takes_as_long_as_a_wrong_password(log, account):
    async def seconds(name: str) -> float:
        start = perf_counter()
        await verify(log, name, WRONG)
        return perf_counter() - start

    known = min([await seconds(NURSE) for _ in range(5)])
    unknown = min([await seconds("nobody") for _ in range(5)])

    assert 0.5 < unknown / known < 2


def test_a_held_back_login_looks_like_a_wrong_one_and_opens_later(
    client, account, clock
):
    wrong = [login(client, password=WRONG).text for _ in range(FREE_TRIES)]

    held = login(client)
    clock.passes(minutes=16)

    assert (held.status_code, held.text) == (401, wrong[0])
    assert login(client).status_code == 303


def test_each_login_gets_a_new_token(client, account):
    tokens = set()
    for _ in range(2):
        login(client)
        tokens.add(client.cookies["desk"])

    assert len(tokens) == 2


def test_a_token_planted_before_the_login_opens_nothing(app, client, account):
    client.cookies.set("desk", "planted")
    login(client)

    thief = TestClient(app, base_url="http://localhost", follow_redirects=False)
    thief.cookies.set("desk", "planted")
    assert thief.get("/desk").status_code == 303


def test_signing_out_ends_the_session_on_the_server(app, nurse):
    token = nurse.cookies["desk"]
    nurse.post("/desk/logout")

    again = TestClient(app, base_url="http://localhost", follow_redirects=False)
    again.cookies.set("desk", token)
    assert again.get("/desk").headers["location"] == "/desk/login"
