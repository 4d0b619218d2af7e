"""The checks behind readiness: can a turn be taken now, and if not, what is broken."""

from datetime import date, datetime

import structlog
from sqlite_utils import Database

from bot.dialogue.agent import START, Dialogue
from criteria.catalogue import rule_versions
from criteria.evaluator import classify

logger = structlog.get_logger()


async def self_test(db: Database, dialogue: Dialogue, at: datetime) -> dict[str, bool]:
    """Tell whether model, rules, log and a whole turn work; nothing is saved."""
    return {
        "model": dialogue.agent.is_ready(),
        "rules": _rules_work(at.date()),
        "log": _log_is_writable(db),
        "turn": await _turn_works(dialogue, at),
    }


def _rules_work(day: date) -> bool:
    try:
        return bool(rule_versions(day)) and bool(classify({}, on=day))
    except Exception as error:
        return _failed("rules", error)


def _log_is_writable(db: Database) -> bool:
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except Exception as error:
        return _failed("log", error)
    return True


async def _turn_works(dialogue: Dialogue, at: datetime) -> bool:
    try:
        answer = await dialogue.take("self-test", START, {"at": at.isoformat()})
    except Exception as error:
        return _failed("turn", error)
    return bool(answer.choices)


def _failed(part: str, error: Exception) -> bool:
    logger.error("self_test.failed", part=part, error=type(error).__name__)
    return False
