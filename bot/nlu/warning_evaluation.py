"""How well warning signs are heard in messages that the odds never learnt from."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.nlu.carers import of_patient
from bot.nlu.listener import judge
from bot.nlu.reading import read

FOLDER = Path(__file__).parents[2] / "tests" / "nlu" / "warnings"


def report(lang: str, today: date) -> Iterator[str]:
    """Yield what was raised, asked about and passed over in a language."""
    lines = (FOLDER / f"{lang}.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    codes: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    benign: Counter[str] = Counter()
    for case in cases:
        gold = set(case.get("red_flags", ()))
        found, fate = _heard(case["text"], today)
        codes["right"] += len(gold & found)
        codes["wrong"] += len(found - gold)
        codes["missed"] += len(gold - found)
        (flagged if gold else benign)[fate] += 1
    yield f"warning signs never learnt from, {lang}: codes {_told(codes)}"
    yield f"  messages with a sign: {_told(flagged)}; ordinary ones: {_told(benign)}"


def _heard(text: str, today: date) -> tuple[set[str], str]:
    """Return the codes that a message raises, and what becomes of it."""
    verdict = judge(of_patient(read(text), for_another=False), today=today)
    found = {heard.code for heard in verdict.stated}
    return found, "raised" if found else "asked about" if verdict.doubts else "silent"


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
