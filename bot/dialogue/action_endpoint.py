"""The custom actions, run in this process by rasa-sdk's own executor."""

import json
from typing import Any

import structlog
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.dialogue.staging import DialogueFailedError, staging

logger = structlog.get_logger()


class InProcessActions(EndpointConfig):
    """An action endpoint without HTTP.

    Rasa goes on after a raising action as if it had run, so a failure is also noted
    in the turn's staging: a failed turn is never saved.
    """

    def __init__(self, executor: ActionExecutor | None = None) -> None:
        super().__init__(url="in-process")
        self.executor = executor or _executor_of("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Run the action a request names and return its events and responses.

        Raises:
            ClientResponseError: the action rejected its execution (Rasa's protocol).
            DialogueFailedError: the action raised; the message holds no patient text.
        """
        call = kwargs["json"]
        try:
            return await self.executor.run(call)
        except ActionExecutionRejection as rejection:
            body = {"action_name": rejection.action_name, "error": rejection.message}
            raise ClientResponseError(400, "rejected", json.dumps(body)) from rejection
        except Exception as error:
            raise self._failed(call["next_action"], error) from None

    def _failed(self, action: str, error: Exception) -> DialogueFailedError:
        kind = type(error).__name__
        staging().failures.append(action)
        logger.error("action.failed", action=action, error=kind)
        return DialogueFailedError(f"The action '{action}' raised {kind}.")


def _executor_of(package: str) -> ActionExecutor:
    executor = ActionExecutor()
    executor.register_package(package)
    return executor
