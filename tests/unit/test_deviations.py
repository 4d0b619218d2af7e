"""Where we deviate from stock Rasa, the result is the same as stock's."""

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet, UserUttered

from bot.dialogue import deviations

SCHEMA = RemoteAction.action_response_format_spec()
RESPONSES = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "duration", "value": "answered"}]},
    {"events": [{"event": "slot", "timestamp": None, "name": "findings", "value": {}}]},
    {"events": "none"},
    {"events": [{"name": "an event without its type"}]},
    {"events": [{"event": "no_such_event"}]},
    {"responses": ["not an object"]},
    [],
    None,
]


def stock_verdict(response) -> str:
    try:
        jsonschema.validate(response, SCHEMA)
    except jsonschema.ValidationError as error:
        return error.message
    return "valid"


@pytest.mark.parametrize("response", RESPONSES, ids=str)
def test_the_compiled_validator_judges_as_stock(response):
    deviations.apply()
    action = RemoteAction("action_assess", None)

    try:
        action._validate_action_result(response)
        verdict = "valid"
    except jsonschema.ValidationError as error:
        verdict = error.message

    assert verdict == stock_verdict(response)


def test_the_responses_above_hold_both_verdicts():
    verdicts = {stock_verdict(response) == "valid" for response in RESPONSES}

    assert verdicts == {True, False}


@pytest.mark.parametrize(("name", "kind"), [("slot", SlotSet), ("user", UserUttered)])
def test_remembered_event_types_are_the_stock_types(name, kind):
    deviations.apply()

    assert Event.resolve_by_type(name) is kind
    assert Event.resolve_by_type(name) is kind


def test_an_unknown_event_type_still_gives_the_default():
    deviations.apply()

    assert Event.resolve_by_type("no_such_event", SlotSet) is SlotSet
    assert Event.resolve_by_type("no_such_event", UserUttered) is UserUttered
