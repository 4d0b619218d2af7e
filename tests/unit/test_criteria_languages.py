"""Property 14: the same story in Spanish, English or both is the same record and grade.

Every message goes the way of a patient's: understood by the bot, then added to the
record by the actions. What each scenario means stands beside it, so a pair of
sentences that both say nothing could not pass.
"""

from dataclasses import asdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from actions.hearing import Message, hear
from bot.nlu.listener import listen
from bot.nlu.mentions import Mention
from bot.nlu.understand import understand
from criteria import classify
from criteria.record import Record, Source, Status
from tests.unit.criteria_strategies import IS_SLOW

pytestmark = [pytest.mark.slow] if IS_SLOW else []
FILE = Path(__file__).parents[1] / "nlu/sets/scenarios.yml"
SCENARIOS = YAML(typ="safe", pure=True).load(FILE)
TODAY = date(2026, 11, 22)
LANGS = ("es", "en")
EXAMINATION = {
    "body_system": "musculoskeletal",
    "distribution": "regional",
    "nociceptive_entirely": "false",
    "neuropathic_entirely": "false",
    "exam_cold": "true",
}
STORIES = st.lists(
    st.tuples(st.sampled_from(SCENARIOS), st.sampled_from(LANGS)),
    min_size=1,
    max_size=8,
)


@cache
def understood(text: str) -> dict[str, Any]:
    found = understand(text, today=TODAY)
    return {
        "lang": found.lang,
        "mentions": tuple(map(entity, found.findings)),
        "hints": found.hints,
        "raised": tuple(raised.code for raised in listen(text)),
    }


def entity(mention: Mention) -> dict[str, Any]:
    parts = asdict(mention)
    return {"entity": parts.pop("name"), **parts}


def message(text: str, turn: int) -> Message:
    return Message(
        words=text,
        seq=turn,
        requested=None,
        intent="inform",
        confidence=1.0,
        choice=None,
        wanted_language=None,
        **understood(text),
    )


def examined() -> Record:
    """Return what a clinician found, so that the grade turns on the story."""
    record = Record()
    for name, value in EXAMINATION.items():
        record = record.hear(name, value, source=Source.CLINICIAN)
    return record


def record_of(texts: list[str], record: Record | None = None) -> Record:
    record = examined() if record is None else record
    for turn, text in enumerate(texts, start=1):
        record = hear(record, message(text, turn))
    return record


@given(STORIES)
def test_14_a_story_in_either_language_or_both_is_the_same_record_and_grade(
    story: list[tuple[dict[str, Any], str]],
):
    ways = [
        record_of([scenario["es"] for scenario, _ in story]),
        record_of([scenario["en"] for scenario, _ in story]),
        record_of([scenario[lang] for scenario, lang in story]),
    ]

    for one, other in pairwise(ways):
        assert one.findings() == other.findings()
        assert classify(one.findings()) == classify(other.findings())
        assert statuses(one) == statuses(other)


def statuses(record: Record) -> dict[str, Status]:
    return {name: record.get(name).status for name in record.names()}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("told", "grade"), [(0, "INDETERMINATE"), (1, "POSSIBLE"), (4, "PROBABLE")]
)
def test_14_the_grade_turns_on_the_story(lang: str, told: int, grade: str):
    record = record_of([scenario[lang] for scenario in SCENARIOS[:told]])

    assert classify(record.findings())["iasp_2021"]["grade"] == grade


@given(STORIES)
def test_14_the_words_kept_are_the_patients_own_in_their_language(
    story: list[tuple[dict[str, Any], str]],
):
    texts = [scenario[lang] for scenario, lang in story]
    record = record_of(texts)

    for name in record.names():
        for evidence in record.get(name).evidence:
            said = texts[evidence.turn - 1]
            assert evidence.words == said[evidence.start : evidence.end] != ""


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one["es"][:30])
@pytest.mark.parametrize("lang", LANGS)
def test_14_each_sentence_of_a_story_adds_what_it_means(
    scenario: dict[str, Any], lang: str
):
    found = record_of([scenario[lang]], Record()).findings()
    meant = scenario["means"]
    flags = found.get("red_flags", {})

    for name, value in meant.get("findings", {}).items():
        outer, _, inner = name.partition(".")
        assert (found[outer][inner] if inner else found[outer]) == value
    assert {code for code, value in flags.items() if value == "true"} == set(
        meant.get("red_flags", ())
    )
    assert ("duration_months" in found) is ("duration" in meant)
    named = [one for one in meant.get("regions", ()) if not one.startswith("no ")]
    assert set(named) <= set(found.get("pain_regions", ()))
