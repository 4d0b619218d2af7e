"""The dialogue: Rasa's agent, loaded once, taking one turn at a time."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlite_utils import Database

from actions.log_consents import ConsentAnswer
from actions.log_rows import Choice, Outcome, State
from bot.dialogue import deviations
from bot.dialogue.action_endpoint import InProcessActions
from bot.dialogue.staging import DialogueFailedError, Staging, staged_turn
from bot.dialogue.stores import SessionLocks, SessionTrackerStore
from criteria.record import Record

START = "/start"
TAP, TICK = "/choose", "/tick"
RESTING: dict[str, State] = {
    "pause": "paused",
    "leave": "left",
    "withdraw": "withdrawn",
}


@dataclass(frozen=True)
class Answer:
    """What the dialogue answered and learned in one turn.

    `requested` is the form slot it asks next, `topic` the topic of that slot, both
    None when it asks nothing. `responses` names the responses used, `identity` what
    the person told of who they are, `record` what is known of the person and of the
    pain `problem` (from 0) that is spoken of.
    """

    messages: tuple[str, ...]
    responses: tuple[str, ...]
    choices: tuple[Choice, ...]
    requested: str | None
    topic: str | None
    lang: str | None
    state: State
    consent: ConsentAnswer | None
    consent_version: str
    record: Record
    problem: int
    identity: dict[str, Any]
    outcome: Outcome | None
    new_events: list[dict[str, Any]] = field(repr=False)

    @property
    def consented(self) -> bool:
        """Tell whether the person agreed to be asked."""
        return self.consent == "accepted"


class Dialogue:
    """The loaded agent with our stores, locks and in-process actions."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent

    @classmethod
    def load(cls, model: Path, db: Database) -> "Dialogue":
        """Load a trained model; its trackers are kept in the session log `db`."""
        deviations.apply()
        agent = Agent(lock_store=SessionLocks(), action_endpoint=InProcessActions())
        agent.tracker_store = SessionTrackerStore(db)
        agent.load_model(model)
        if not isinstance(agent.nlg, TemplatedNaturalLanguageGenerator):
            raise TypeError(agent.nlg)
        return cls(agent)

    async def take(
        self, session_id: str, text: str, metadata: Mapping[str, Any]
    ) -> Answer:
        """Give the dialogue a message and return its answer; nothing is saved yet.

        Raises:
            DialogueFailedError: an action raised or the dialogue gave no answer.
        """
        message = UserMessage(
            text, CollectingOutputChannel(), session_id, metadata=dict(metadata)
        )
        with staged_turn() as turn:
            await self.agent.handle_message(message)
            return _answer(turn)

    @staticmethod
    def payload(choice: str) -> str:
        """Return the message that a tapped quick reply stands for."""
        return TAP + json.dumps({"choice": _name(choice)})

    @staticmethod
    def ticked(choices: Iterable[str]) -> str:
        """Return the message that some ticked quick replies stand for together."""
        return TICK + json.dumps({"choice": [_name(one) for one in choices]})


def _answer(turn: Staging) -> Answer:
    tracker = turn.tracker
    if tracker is None or turn.failures:
        message = f"The dialogue saved no turn (failed: {turn.failures})."
        raise DialogueFailedError(message)
    new_events = list(tracker.events)[turn.known_events :]
    uttered = [event for event in new_events if isinstance(event, BotUttered)]
    if not uttered:
        message = "The dialogue had nothing to say."
        raise DialogueFailedError(message)
    requested = tracker.get_slot("requested_slot")
    return Answer(
        messages=tuple(event.text or "" for event in uttered),
        responses=tuple(event.metadata.get("utter_action", "") for event in uttered),
        choices=_choices(uttered[-1], requested),
        requested=requested,
        topic=tracker.get_slot("topic"),
        lang=tracker.get_slot("language"),
        state=_state(tracker),
        consent=tracker.get_slot("consent"),
        consent_version=tracker.get_slot("consent_version") or "",
        record=Record.model_validate(tracker.get_slot("findings") or {}),
        problem=len(tracker.get_slot("earlier_problems") or []),
        identity=tracker.get_slot("identity") or {},
        outcome=_outcome(tracker),
        new_events=[event.as_dict() for event in new_events],
    )


def _choices(uttered: BotUttered, slot: str | None) -> tuple[Choice, ...]:
    buttons = uttered.data.get("buttons") or []
    return tuple(_choice(b["payload"], b["title"], slot) for b in buttons)


def _choice(payload: str, title: str, slot: str | None) -> Choice:
    """Return what a button offers; its payload says whether it is tapped or ticked."""
    choice: str = json.loads(payload.removeprefix(TAP).removeprefix(TICK))["choice"]
    is_language = choice.startswith("language.")
    name = choice if is_language else f"{slot}:{choice}"
    return Choice(name, title, ticks=payload.startswith(TICK))


def _name(choice: str) -> str:
    """Return a quick reply's name without its question."""
    return choice.partition(":")[2] or choice


def _state(tracker: DialogueStateTracker) -> State:
    if tracker.get_slot("consent") == "refused":
        return "refused"
    requested = tracker.get_slot("requested_slot")
    return RESTING.get(requested, "open") if requested else "done"


def _outcome(tracker: DialogueStateTracker) -> Outcome | None:
    assessed = tracker.get_slot("outcomes")
    return Outcome(assessed["outcomes"], assessed["rules"]) if assessed else None
