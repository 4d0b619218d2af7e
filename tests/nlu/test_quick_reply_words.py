"""The words of every quick reply are understood as free text too, without the tap."""

from datetime import date

import pytest

from actions.questions import questions
from bot.nlu.understand import understand
from tests.unit.test_domain import RESPONSES, choices_of, slot_of

TODAY = date(2026, 11, 22)
PAIN = ("duration", "distribution", "hypersensitivity", "comorbidity")
ACTS = {"yes": {"yes"}, "no": {"no", "none"}, "dont_know": {"dont_know"}}
ACTS |= {"skip": {"skip"}, "none": {"none"}}


def titles(slots):
    for slot in slots:
        for lang in ("es", "en"):
            variants = RESPONSES[f"utter_ask_{slot}"]
            variant = next(v for v in variants if slot_of(v, "language") == lang)
            for choice, button in zip(
                choices_of(variant), variant["buttons"], strict=True
            ):
                yield slot, choice, button["title"]


STATED = [each for each in titles(PAIN) if questions()[each[0]].choices.get(each[1])]
DONE = [each for each in titles(PAIN) if each[1] in ACTS]


def identity(each: tuple[str, str, str]) -> str:
    return "-".join(each)


@pytest.mark.parametrize("each", STATED, ids=identity)
def test_the_words_of_a_reply_state_its_findings(each):
    slot, choice, title = each

    found = understand(title, asked=slot, today=TODAY).findings

    said = {mention.name: mention.value for mention in found}
    expected = questions()[slot].meaning(choice)
    if slot == "duration":
        low, high = said["duration_months"]["low"], said["duration_months"]["high"]
        meant = expected["duration_months"]
        assert low == pytest.approx(meant["low"], abs=0.2)
        assert high == pytest.approx(meant["high"], abs=0.2)
    else:
        assert said.items() >= expected.items()


@pytest.mark.parametrize("each", DONE, ids=identity)
def test_the_words_of_an_act_are_that_act(each):
    slot, choice, title = each

    assert understand(title, asked=slot, today=TODAY).act in ACTS[choice]
