"""A warning sign is answered at once, at any step, and stops what it must."""

from tests.conversations.recorded import findings, status


async def test_a_warning_sign_after_a_refusal_is_still_answered(patient):
    await patient.taps("language.es", "self", "no")
    reply = await patient.says("tengo una presión muy fuerte en el pecho")

    assert (reply.state, reply.urgent) == ("stopped", ("RF_CHEST",))


async def test_a_guessed_intent_never_answers_a_warning_sign(patient):
    await patient.taps("language.es", "self", "yes", "skip", "skip")
    reply = await patient.says("bla bla bla")

    assert reply.topic == "safety"
    assert "RF_CHEST" not in findings(patient).get("red_flags", {})
    assert status(patient, "red_flags.RF_CHEST") == "not_asked"


async def test_an_urgent_message_stops_the_interview_for_good(pain_patient):
    reply = await pain_patient.says("tengo una presión muy fuerte en el pecho")
    later = await pain_patient.says("ya se me pasó, fue mentira")

    assert (reply.state, reply.urgent) == ("stopped", ("RF_CHEST",))
    assert later.state == "stopped"
    assert "911" in "".join(later.messages)
    assert findings(pain_patient)["red_flags"]["RF_CHEST"] == "true"


async def test_a_tapped_warning_sign_stops_the_interview(patient):
    reply = await patient.taps("language.en", "self", "yes", "skip", "skip", "chest")

    assert (reply.state, reply.urgent) == ("stopped", ("RF_CHEST",))
    assert "call the emergency number now" in reply.messages[0]


async def test_a_warning_sign_that_does_not_stop_is_answered_and_kept(
    patient, monkeypatch
):
    monkeypatch.setattr("bot.server.heard.stopping_levels", lambda: {"E1"})
    await patient.taps("language.es", "self", "yes", "skip", "skip", "none")
    reply = await patient.taps("cancer")
    after = await patient.taps("none", "none")

    assert (reply.state, reply.urgent) == ("open", ("RF_MALIG",))
    assert "próximos días" in reply.messages[0]
    assert after.topic == "story"
    assert findings(patient)["red_flags"]["RF_MALIG"] == "true"
    assert findings(patient)["red_flags"]["RF_CES"] == "false"


async def test_after_the_end_a_message_is_kept_and_still_scanned(pain_patient):
    await pain_patient.reaches("nothing")
    kept = await pain_patient.says("se me olvidó decir que tomo pastillas")
    urgent = await pain_patient.says("me quiero matar")

    assert kept.state == "done"
    assert "nadie lo lea" in kept.messages[-1]
    assert urgent.state == "stopped"
    assert urgent.urgent != ()
