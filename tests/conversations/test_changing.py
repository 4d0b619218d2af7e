"""An answer is changed in words or from the read-back, and nothing else is lost."""

import pytest

from actions import log_findings
from tests.conversations.recorded import findings


@pytest.mark.parametrize("given_up", [["skip"], ["=azul", "=verde"]])
async def test_a_change_that_is_given_up_keeps_the_old_answer(pain_patient, given_up):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    await pain_patient.taps("change.duration")
    for answer in given_up:
        typed = answer.removeprefix("=")
        await (pain_patient.says if typed != answer else pain_patient.taps)(typed)

    assert findings(pain_patient)["duration_months"]["low"] == 60


async def test_a_changed_list_keeps_everything_that_is_tapped_anew(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "heat", "none", "none")
    await pain_patient.reaches("read_back_symptoms")
    await pain_patient.taps("change.hypersensitivity", "touch", "cold")
    reply = await pain_patient.taps("none")

    found = findings(pain_patient)
    assert reply.topic == "read_back"
    assert (found["hx_touch"], found["hx_cold"]) == ("true", "true")
    assert found["hx_heat"] == "false"


async def test_a_changed_place_keeps_its_regions_when_asked_how_wide(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    await pain_patient.taps("change.regions")
    await pain_patient.says("la rodilla derecha")
    await pain_patient.taps("regional")

    assert findings(pain_patient)["pain_regions"] == ["knee:right"]
    assert findings(pain_patient)["distribution"] == "regional"


async def test_a_question_left_to_the_nurse_can_still_be_denied_on_a_change(
    pain_patient,
):
    await pain_patient.taps("over_5_years", "whole_body")
    await pain_patient.says("azul turquesa", "verde limón")
    await pain_patient.reaches("read_back_symptoms")
    await pain_patient.taps("change.hypersensitivity", "none")

    assert findings(pain_patient)["hx_touch"] == "false"


async def test_a_misunderstood_read_back_is_not_taken_as_confirmed(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    await pain_patient.says("no")
    reply = await pain_patient.says("está mal")

    assert (reply.state, reply.topic) == ("open", "read_back")


async def test_a_topic_picked_in_the_read_back_is_asked_anew_and_replaced(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "touch", "none", "none")
    await pain_patient.reaches("read_back_symptoms")
    asked = await pain_patient.taps("change.hypersensitivity")
    read = await pain_patient.taps("none")

    assert (asked.topic, read.topic) == ("hypersensitivity", "read_back")
    assert findings(pain_patient)["hx_touch"] == "false"
    record = log_findings.record(pain_patient.interview.db, pain_patient.session_id)
    assert "true" in [past.value for past in record.get("hx_touch").history]


async def test_a_correction_in_words_is_read_back_again(pain_patient):
    await pain_patient.taps("over_5_years", "whole_body", "none", "none")
    await pain_patient.reaches("read_back")
    reply = await pain_patient.says("no, perdón, son ocho meses")

    assert reply.topic == "read_back"
    assert "8 meses" in reply.messages[-1]
    assert findings(pain_patient)["duration_months"]["low"] == 8
