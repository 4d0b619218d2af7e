"""The consent is on record: which version, when, in which language, and the answer."""

import hashlib
import json

import pytest

from actions import session_log
from actions.intake import CONSENT_VERSION
from actions.log_consents import Consent, last_consent
from actions.log_schema import FORGOTTEN
from tests.conftest import AT
from tests.unit.test_domain import RESPONSES

TEXTS_OF_VERSION = {"2": "d0859b810c55"}


def stored(patient) -> Consent | None:
    return last_consent(patient.interview.db, patient.session_id)


@pytest.mark.parametrize(
    ("lang", "tap", "answer"),
    [("es", "yes", "accepted"), ("en", "yes", "accepted"), ("es", "no", "refused")],
)
async def test_the_answer_to_the_consent_is_on_record(patient, lang, tap, answer):
    asked = await patient.taps(f"language.{lang}", "self")
    reply = await patient.taps(tap)

    assert stored(patient) == Consent(reply.seq, AT, CONSENT_VERSION, lang, answer)
    assert f" {CONSENT_VERSION}.)" in asked.messages[-1]


async def test_nothing_is_on_record_before_the_answer(patient):
    await patient.taps("language.es", "self", "dont_know")

    assert stored(patient) is None


async def test_it_is_recorded_once_however_long_the_talk(patient):
    await patient.opens()
    await patient.taps("skip")

    assert len(list(patient.interview.db.table("consents").rows)) == 1


async def test_a_minor_without_an_adult_ends_as_refused(patient):
    await patient.taps("language.es", "self", "yes", "skip")
    await patient.says("3 de junio de 2012")
    await patient.taps("no")

    assert stored(patient).answer == "refused"


async def test_a_refusal_keeps_its_record_and_nothing_else(patient):
    await patient.taps("language.es", "self", "no")

    db = patient.interview.db
    assert stored(patient).answer == "refused"
    assert [t for t in FORGOTTEN if list(db.table(t).rows)] == []
    said = session_log.turns(db, patient.session_id)
    assert {turn.text for turn in said if turn.author == "patient"} == {""}


def test_a_text_of_the_consent_that_changes_has_a_new_version():
    variants = RESPONSES["utter_ask_consent"]
    texts = json.dumps([each["text"] for each in variants], ensure_ascii=False)

    made = hashlib.sha256(texts.encode()).hexdigest()[:12]

    assert TEXTS_OF_VERSION[CONSENT_VERSION] == made, "give it a new version"
