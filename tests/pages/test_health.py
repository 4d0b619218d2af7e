"""Alive and ready: what a supervisor asks the server."""

import pytest


@pytest.fixture
def checks(interview, monkeypatch) -> dict:
    """The result of the self-test, to be changed by a test; "runs" counts it."""
    state = {"model": True, "rules": True, "log": True, "turn": True}
    runs = []

    async def self_test(at):
        runs.append(at)
        return dict(state)

    monkeypatch.setattr(interview, "self_test", self_test)
    return {"state": state, "runs": runs}


def test_the_server_says_that_it_is_alive(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "alive"}


def test_the_real_server_is_ready(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == dict.fromkeys(
        ["model", "rules", "log", "turn"], True
    )


@pytest.mark.parametrize("part", ["model", "rules", "log", "turn"])
def test_a_broken_part_makes_it_not_ready_and_is_named(client, checks, part):
    checks["state"][part] = False

    response = client.get("/readyz")

    assert response.status_code == 503
    assert [name for name, good in response.json()["checks"].items() if not good] == [
        part
    ]


def test_a_self_test_that_raises_is_not_ready(client, interview, monkeypatch):
    async def fail(at):
        raise RuntimeError

    monkeypatch.setattr(interview, "self_test", fail)

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_the_self_test_runs_again_after_five_seconds_only(client, checks, clock):
    for seconds in (0, 1, 3, 2):
        clock.passes(seconds=seconds)
        client.get("/readyz")

    assert len(checks["runs"]) == 2


def test_a_clock_that_steps_back_does_not_keep_an_old_result(client, checks, clock):
    client.get("/readyz")
    clock.passes(hours=-1)
    checks["state"]["log"] = False

    assert client.get("/readyz").status_code == 503
