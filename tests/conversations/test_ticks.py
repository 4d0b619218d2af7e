"""Several quick replies ticked and sent as one message."""

import json

import pytest

from actions import log_findings, session_log
from actions.log_rows import Choice, Turn
from actions.questions import questions
from actions.ticks import pieces
from bot.server.messages import MixedChoicesError, UnknownChoiceError, turn_from
from bot.server.turn import Incoming
from tests.conftest import AT
from tests.conversations import domain
from tests.conversations.recorded import findings

ALONE = {"none", "dont_know", "skip"}
LISTS = sorted(
    name
    for name, question in questions().items()
    if question.more or name in ("safety", "safety_body", "safety_personal")
)
QUESTION = Turn(
    "bot",
    AT,
    "?",
    lang="en",
    choices=(
        Choice("regions:neck", "Neck", ticks=True),
        Choice("regions:knee", "Knee", ticks=True),
        Choice("regions:none", "Nothing else"),
    ),
)


def buttons_of(slot: str) -> list[dict[str, str]]:
    return [
        button
        for part in domain.parts()
        for variant in part.get("responses", {}).get(f"utter_ask_{slot}", ())
        for button in variant["buttons"]
    ]


@pytest.mark.parametrize("slot", LISTS)
def test_a_list_is_ticked_and_what_denies_it_or_leaves_it_stands_alone(slot):
    for button in buttons_of(slot):
        command, _, rest = button["payload"].partition("{{")
        name = json.loads("{" + rest.replace("}}", "}"))["choice"]
        assert (command == "/choose") == (name in ALONE), name
        assert len(pieces(button["title"])) == 1


def test_no_other_question_is_ticked():
    others = domain.questions() - set(LISTS)

    for button in (button for slot in others for button in buttons_of(slot)):
        assert button["payload"].startswith("/choose")


def turn(**what) -> Turn:
    return turn_from(Incoming("one", **what), QUESTION, AT)


def test_ticked_replies_are_one_message_with_the_words_of_each():
    ticked = turn(choices=("regions:neck", "regions:knee", "regions:neck"))

    assert ticked.text == "Neck\nKnee"
    assert [one.id for one in ticked.choices] == ["regions:neck", "regions:knee"]


def test_a_tapped_reply_is_not_a_ticked_one():
    tapped, ticked = turn(choice="regions:neck"), turn(choices=("regions:neck",))

    assert tapped.choices == ()
    assert (len(ticked.choices), ticked.choice) == (1, tapped.choice)


def test_what_stands_alone_is_a_tap_even_when_it_is_ticked():
    assert turn(choices=("regions:none",)) == turn(choice="regions:none")


def test_a_reply_that_stands_alone_is_refused_beside_others():
    with pytest.raises(MixedChoicesError, match="regions:none"):
        turn(choices=("regions:neck", "regions:none"))


def test_a_reply_of_another_question_is_refused_among_ticked_ones():
    with pytest.raises(UnknownChoiceError, match="safety:chest"):
        turn(choices=("regions:neck", "safety:chest"))


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("neck\nknee", 2),
        (" Neck ; KNEE. ", 2),
        ("neck", 0),
        ("neck\nneck", 0),
        ("neck\nnothing else", 0),
        ("neck\nand my ear", 0),
        ("neck, knee", 0),
    ],
)
def test_typed_lines_of_a_list_are_ticks_and_other_words_are_not(typed, ticked):
    assert len(turn(text=typed).choices) == ticked
    assert turn(text=typed).text == typed


async def test_each_ticked_finding_keeps_its_own_words(pain_patient):
    await pain_patient.reaches("hypersensitivity")
    await pain_patient.ticks("touch", "cold")
    record = log_findings.record(pain_patient.interview.db, pain_patient.session_id)

    quoted = [record.get(name).evidence[-1].words for name in ("hx_touch", "hx_cold")]
    assert quoted == ["Que algo me toque, o la ropa", "El frío"]


async def test_each_ticked_warning_keeps_its_own_words(patient):
    await patient.taps("language.es", "self", "yes", "skip", "skip")
    reply = await patient.ticks("belly", "chest")

    raised = session_log.red_flags(patient.interview.db, patient.session_id)
    words = {flag.code: flag.words for flag in raised}
    assert reply.state == "stopped"
    assert words["RF_ABDO"].startswith("Dolor de vientre")
    assert words["RF_CHEST"].startswith("Dolor o presión en el pecho")


async def test_what_is_left_unticked_is_unknown_and_never_a_no(pain_patient):
    await pain_patient.reaches("comorbidity")
    await pain_patient.ticks("sleep")

    found = findings(pain_patient)
    assert found["com_sleep"] == "true"
    assert not {"com_sound", "com_light", "com_odour"} & found.keys()


async def test_ticks_sent_twice_are_taken_once(pain_patient, log):
    await pain_patient.reaches("regions")
    ids = tuple(pain_patient.offered(name) for name in ("neck", "knee"))
    twice = [
        await pain_patient.interview.take(
            pain_patient.session_id, Incoming("same", choices=ids), AT
        )
        for _ in range(2)
    ]

    assert twice[0] == twice[1]
    assert log.table("turns").count_where("client_id = 'same'") == 1


async def test_a_ticked_warning_is_answered_though_nothing_can_be_stored(
    patient, monkeypatch
):
    await patient.taps("language.es", "self", "yes", "skip", "skip")
    monkeypatch.setattr(session_log, "append_turn", None)
    reply = await patient.ticks("chest")

    assert (reply.seq, reply.urgent) == (0, ("RF_CHEST",))
