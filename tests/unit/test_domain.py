"""The domain speaks both languages alike and agrees with questions and findings."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.doubts import CRISIS, LISTS
from actions.interview import CONDITIONS, OF_THE_PERSON
from actions.questions import questions, topic_of
from actions.saying import wording
from bot.server.safe_texts import texts
from criteria.findings import CONDITIONS as CONDITION_NAMES
from criteria.findings import DESCRIPTORS, REGIONS, known

ROOT = Path(__file__).parents[2]
DOMAIN = [
    YAML(typ="safe", pure=True).load(file) for file in (ROOT / "bot/domain").iterdir()
]
RESPONSES = {
    name: variants
    for part in DOMAIN
    for name, variants in part.get("responses", {}).items()
}
RESTS = {"pause", "leave", "withdraw"}
PLAIN = {"language", *RESTS}
UNSKIPPABLE = {"language", "patient_name", *RESTS}
QUESTIONS = sorted(set(RESPONSES) - {"utter_ask_language"})
SLOTS = next(part["slots"] for part in DOMAIN if "slots" in part)
FORM = next(part["forms"]["intake_form"] for part in DOMAIN if "forms" in part)


def slot_of(variant: dict[str, Any], name: str) -> str | None:
    conditions = {c["name"]: c["value"] for c in variant.get("condition", [])}
    return conditions.get(name)


def choices_of(variant: dict[str, Any]) -> list[str]:
    payloads = [button["payload"] for button in variant.get("buttons", [])]
    return [
        json.loads("{" + p.partition("{{")[2].replace("}}", "}"))["choice"]
        for p in payloads
    ]


def test_no_response_is_defined_in_two_files():
    names = Counter(name for part in DOMAIN for name in part.get("responses", {}))

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_response_says_the_same_in_both_languages(name):
    asked = {"es": [], "en": []}
    for variant in RESPONSES[name]:
        said = (slot_of(variant, "asking"), choices_of(variant))
        asked[slot_of(variant, "language")].append(said)

    assert asked["es"] == asked["en"] != []


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_variant_repeats_the_other_language(name):
    said = [variant["text"] for variant in RESPONSES[name]]

    assert len(said) == len(set(said))


@pytest.mark.parametrize("slot", sorted({*FORM["required_slots"]} - UNSKIPPABLE))
def test_every_question_offers_dont_know_and_skip(slot):
    for variant in RESPONSES[f"utter_ask_{slot}"]:
        assert {"dont_know", "skip"} <= set(choices_of(variant))


HIGHEST_BUTTON = 10
LEFT = {"dont_know", "skip"}
FOLLOW_UPS = {"more", "which"}
SAID_IN_CODE = {
    "consent": {"yes", "no"},
    "guardian": {"yes", "no"},
    "side": {"left", "right", "both"},
}


@pytest.mark.parametrize("slot", sorted(questions()))
def test_every_reply_that_means_something_is_offered(slot):
    question = questions()[slot]
    low, high = question.number or (1, 0)
    on_buttons = map(str, range(low, high + 1)) if high <= HIGHEST_BUTTON else ()
    none = {"none"} if question.none else set()
    meanings = {*question.choices, *on_buttons} | none | SAID_IN_CODE.get(slot, set())

    for variant in RESPONSES[f"utter_ask_{slot}"]:
        offered = set(choices_of(variant)) - LEFT
        changes = {one for one in offered if one.startswith("change.") or one == "yes"}
        is_more = question.more and slot_of(variant, "asking") in FOLLOW_UPS
        anew = {"none"} if is_more else set()
        expected = changes if slot.startswith("read_back") else meanings | anew
        assert offered == expected


@pytest.mark.parametrize("slot", FORM["required_slots"])
def test_every_required_slot_can_be_asked(slot):
    assert slot in SLOTS
    assert f"utter_ask_{slot}" in RESPONSES


@pytest.mark.parametrize("slot", sorted(questions()))
def test_a_question_has_every_wording_it_can_be_asked_with(slot):
    wordings = {slot_of(v, "asking") for v in RESPONSES[f"utter_ask_{slot}"]}
    question = questions()[slot]
    if slot == "story":
        expected = {"first", "another"}
    elif question.which:
        expected = {"first", "which"}
    elif slot == "patient_name":
        expected = {"first"}
    elif question.takes_any_words and len(wordings) == 1:
        expected = {None}
    else:
        expected = {"first", "again"} | (FOLLOW_UPS if question.more else set())
        expected |= {"doubt"} if slot in {*LISTS, CRISIS} else set()

    expected |= {"carer"} if slot in OF_THE_PERSON else set()
    assert wordings - {"narrow"} == expected
    assert ("narrow" in wordings) == (slot == "distribution")


@pytest.mark.parametrize("slot", sorted({*FORM["required_slots"]} - PLAIN))
def test_every_question_can_be_explained(slot):
    assert f"utter_help_{slot}" in RESPONSES
    assert f"utter_why_{topic_of(slot)}" in RESPONSES or slot == "clarify"


@pytest.mark.parametrize("slot", sorted(questions()))
def test_a_question_is_asked_under_a_condition_there_is(slot):
    assert questions()[slot].asked in CONDITIONS


def test_every_entity_is_a_finding_or_a_reply():
    entities = next(part["entities"] for part in DOMAIN if "entities" in part)
    others = {"choice", "language", "red_flags"}

    assert [name for name in entities if name not in others and not known(name)] == []


def test_the_fixed_texts_are_the_same_set_in_both_languages():
    assert texts()["es"].keys() == texts()["en"].keys()


def test_the_read_back_can_name_every_region_and_symptom():
    assert set(wording()["regions"]) == set(REGIONS)
    for slot in ("hypersensitivity", "comorbidity"):
        assert set(questions()[slot].asks_about) <= set(wording()["symptoms"])
    assert set(wording()["conditions"]) == set(CONDITION_NAMES)
    assert set(wording()["descriptors"]) == set(DESCRIPTORS)


@pytest.mark.parametrize(
    "entry", ["lines", "distribution", "symptoms", "regions", "bounds"]
)
def test_the_read_back_has_both_languages(entry):
    for name, said in wording()[entry].items():
        assert said.keys() == {"es", "en"}, name


def test_every_question_that_may_be_left_out_has_a_name_in_the_summary():
    left_out = {
        name
        for name, each in questions().items()
        if not each.decisive and each.topic != "read_back"
    }

    assert set(wording()["unasked"]["about"]) == left_out
