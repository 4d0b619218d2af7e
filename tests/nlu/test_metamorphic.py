"""Changes that mean nothing change nothing: no red flag lost, no finding flipped."""

# ruff: noqa: S311

import random
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from bot.nlu.listener import listen
from bot.nlu.understand import understand
from tests.nlu.messages import MESSAGES, PAIRS
from tests.nlu.test_parity import SCENARIOS, without_accents
from tests.unit.criteria_strategies import IS_SLOW

TODAY = date(2026, 11, 22)
BEFORE = ("Buenos días, doctora. ", "Hello there. ", "Perdón que moleste.\n", "Ok… ")
AFTER = (". Gracias.", "! Thank you so much.", ".\nQue tenga buen día.", " 🙏")
FLAGS = [(text, frozenset({code})) for code, text in PAIRS]
FLAGS += [(text, frozenset()) for text in MESSAGES["benign"]]
LANGUAGES = ("es", "en", "mixed")
STATEMENTS = [(scenario[lang],) for scenario in SCENARIOS for lang in LANGUAGES]

SLOW_SEEDS = range(3)
SEEDS = SLOW_SEEDS if IS_SLOW else range(1)
pytestmark = [pytest.mark.slow] if IS_SLOW else []


def sprinkled(text: str, seed: int, mark: str) -> str:
    """Put an invisible mark after about every third letter."""
    chance = random.Random(seed)
    return "".join(one + mark * (chance.random() < 0.3) for one in text)


def spaced(text: str, seed: int) -> str:
    gaps = random.Random(seed)
    return "".join(one * gaps.randint(1, 3) if one == " " else one for one in text)


def shaken(text: str, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice((one.upper(), one.lower())) for one in text)


CHANGES: dict[str, Callable[[str, int], str]] = {
    "upper case": lambda text, seed: text.upper(),
    "capitals anywhere": shaken,
    "no accents": lambda text, seed: without_accents(text),
    "letters and accents apart": lambda text, seed: unicodedata.normalize("NFD", text),
    "more spaces": spaced,
    "no-break spaces": lambda text, seed: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text, seed: sprinkled(text, seed, "\u200b"),
    "soft hyphens": lambda text, seed: sprinkled(text, seed, "\u00ad"),
    "emoji": lambda text, seed: f"😣{text} 😭💔",
    "wide letters": lambda text, seed: text.replace("e", "ｅ"),
    "words before": lambda text, seed: BEFORE[seed % len(BEFORE)] + text,
    "words after": lambda text, seed: text.rstrip(".") + AFTER[seed % len(AFTER)],
    "words around": lambda text, seed: BEFORE[seed % 4] + text.rstrip(".") + AFTER[-1],
}


def codes(text: str) -> frozenset[str]:
    return frozenset(raised.code for raised in listen(text))


def findings(text: str) -> set[tuple[object, ...]]:
    found = understand(text, today=TODAY).findings
    return {(one.name, str(one.value), one.negated, one.whose) for one in found}


def variants(change: str, messages: list) -> list[tuple]:
    """Return (message, changed message) pairs, each message changed with every seed."""
    some = messages[:: 1 if IS_SLOW else 12]
    return [(one, CHANGES[change](one[0], seed)) for seed in SEEDS for one in some]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_without_meaning_loses_and_invents_no_red_flag(change: str):
    for (_, stated), changed in variants(change, FLAGS):
        heard = codes(changed)
        assert stated <= heard if stated else not heard, changed


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_without_meaning_changes_no_finding(change: str):
    for (text,), changed in variants(change, STATEMENTS):
        assert findings(changed) == findings(text), changed


def test_the_slow_profile_tries_ten_thousand_variants():
    messages = len(FLAGS) + len(STATEMENTS)

    assert len(CHANGES) * messages * len(SLOW_SEEDS) >= 10_000


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_sentences_changes_no_finding(seed: int):
    chance = random.Random(seed)
    said = chance.sample([s["es"] for s in SCENARIOS[:8]], 3)
    said += chance.sample([text for _, text in PAIRS], 1)
    one, other = (". ".join(order) + "." for order in (said, said[::-1]))

    assert codes(one) == codes(other)
    assert {f for f in findings(one) if f[0] != "duration_months"} == {
        f for f in findings(other) if f[0] != "duration_months"
    }
