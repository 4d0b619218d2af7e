"""How well warning signs are heard in messages that the odds never learnt from."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.nlu.carers import of_patient
from bot.nlu.listener import judge
from bot.nlu.reading import read
from bot.nlu.scores import Score

FOLDER = Path(__file__).parents[2] / "tests" / "nlu" / "warnings"


def report(lang: str, today: date) -> Iterator[str]:
    """Yield how well codes are raised, and what becomes of the messages."""
    codes, fates = Score(), {True: Counter[str](), False: Counter[str]()}
    for line in (FOLDER / f"{lang}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        gold = frozenset(case.get("red_flags", ()))
        found, fate = _heard(case["text"], today)
        codes.count(case["text"], gold, found)
        fates[bool(gold)][fate] += 1
    yield f"warning signs never learnt from, {lang}:"
    yield f"  codes: precision {codes.precision:.3f}, recall {codes.recall:.3f}"
    yield f"  messages with a sign: {_told(fates[True])}"
    yield f"  ordinary messages: {_told(fates[False])}"


def _heard(text: str, today: date) -> tuple[frozenset[str], str]:
    """Return the codes that a message raises, and what becomes of it."""
    verdict = judge(of_patient(read(text), for_another=False), today=today)
    found = frozenset(heard.code for heard in verdict.stated)
    return found, "raised" if found else "asked about" if verdict.doubts else "silent"


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
