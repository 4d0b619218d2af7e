"""Actions run in process give what the HTTP action server gives, and never hide."""

import json
import subprocess
import sys

import httpx
import pytest
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.dialogue.action_endpoint import InProcessActions
from bot.dialogue.staging import DialogueFailedError, staged_turn
from bot.settings import ROOT
from tests.serving import free_port, wait_for

TRACKER = {
    "sender_id": "s",
    "slots": {"findings": {}, "requested_slot": "duration"},
    "latest_message": {"intent": {"name": "skip"}, "entities": [], "text": "omitir"},
    "events": [],
    "paused": False,
    "followup_action": None,
    "active_loop": {},
    "latest_action_name": None,
}


def call(action: str) -> dict:
    return {"next_action": action, "sender_id": "s", "tracker": TRACKER, "domain": {}}


async def raising(dispatcher, tracker, domain):
    message = "me duele el hombro canario"
    raise ValueError(message)


async def rejecting(dispatcher, tracker, domain):
    name = "action_rejecting"
    raise ActionExecutionRejection(name, "not now")


@pytest.fixture
def endpoint() -> InProcessActions:
    executor = ActionExecutor()
    executor.register_function("action_raising", raising)
    executor.register_function("action_rejecting", rejecting)
    return InProcessActions(executor)


@pytest.fixture(scope="module")
def action_server():
    """Rasa's own action server, as a process of its own."""
    port = free_port()
    command = ["-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    wait_for(f"{url}/health")
    yield url
    process.kill()
    process.wait()


def over_http(url: str, action: str) -> dict:
    return httpx.post(f"{url}/webhook", json=call(action), timeout=30).json()


@pytest.mark.parametrize("action", ["validate_intake_form", "action_assess"])
async def test_an_action_in_process_answers_as_over_http(action_server, action):
    with staged_turn():
        in_process = await InProcessActions().request(json=call(action))

    assert json.loads(json.dumps(in_process)) == over_http(action_server, action)


async def test_a_raising_action_is_noted_and_its_error_holds_no_patient_text(endpoint):
    with staged_turn() as turn:
        with pytest.raises(DialogueFailedError) as caught:
            await endpoint.request(json=call("action_raising"))

        assert turn.failures == ["action_raising"]
    assert "canario" not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_rejecting_action_speaks_rasas_own_protocol(endpoint):
    with staged_turn() as turn:
        with pytest.raises(ClientResponseError) as caught:
            await endpoint.request(json=call("action_rejecting"))

        assert turn.failures == []
    assert caught.value.status == 400
    assert json.loads(caught.value.text)["action_name"] == "action_rejecting"
