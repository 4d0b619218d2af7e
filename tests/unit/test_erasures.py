"""A session is erased on purpose only; that it was erased, and by whom, stays."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlcipher3

from actions import log_sessions, session_log
from actions.log_alerts import Alert, alerts, append_alerts
from actions.log_codes import resume_code, session_of_code
from actions.log_consents import Consent, append_consent, last_consent
from actions.log_erasures import (
    Erasure,
    ask_erasure,
    erase,
    erasure,
    erasure_asked,
)
from actions.log_identity import Identity, append_identity, identity
from actions.log_rows import Outcome, RaisedFlag, Turn
from actions.log_schema import ERASED
from bot.erasing import about, erase_session
from bot.instruments import InputError
from criteria.record import Record

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
WORDS = "me-oprime-el-pecho"
GIVEN = Consent(1, AT, "2", "es", "accepted")


@pytest.fixture
def told(log):
    """Two sessions in which everything was said that can be said."""
    for name in ("other", "s"):
        session_log.start_session(log, name, AT)
        session_log.append_turn(log, name, Turn("patient", AT, WORDS, client_id="a"))
        record = Record().hear("medicines", [WORDS])
        held = {one: record.get(one) for one in record.names()}
        session_log.append_findings(log, name, 1, held)
        flag = RaisedFlag("RF_CHEST", "E1", WORDS)
        session_log.append_red_flags(log, name, 1, [flag])
        session_log.append_tracker_events(log, name, 1, [{"text": WORDS}])
        outcome = Outcome({"said": WORDS}, {})
        session_log.append_outcome(log, name, 1, outcome)
        append_identity(log, name, 1, Identity(WORDS, None, "patient"))
        append_alerts(log, name, [Alert(1, AT, "E1", "desk", delivered=False)])
        append_consent(log, name, GIVEN)
        ask_erasure(log, name, 1, AT)
        resume_code(log, name)
    return log


def whole(db, session_id: str) -> str:
    """Return every row of every table that names a session."""
    tables = [t for t in db.tables if "session_id" in t.columns_dict]
    rows = (t.rows_where("session_id = ?", [session_id]) for t in tables)
    return str([row for each in rows for row in each])


@pytest.mark.parametrize("table", ERASED)
def test_nothing_is_deleted_of_a_session_that_is_not_erased(told, table):
    with pytest.raises(sqlcipher3.IntegrityError, match="only grows"):
        told.execute(f"DELETE FROM {table}")  # noqa: S608


def test_an_erased_session_holds_no_word_and_the_others_all(told):
    before, code = whole(told, "other"), resume_code(told, "s")

    erase(told, "s", Erasure(AT, "ana"))

    assert WORDS not in whole(told, "s")
    assert whole(told, "other") == before
    assert identity(told, "s") is None
    assert session_of_code(told, code) is None


def test_that_it_was_erased_stays_with_its_consent_and_alerts(told):
    erase(told, "s", Erasure(AT, "ana"))

    assert erasure(told, "s") == Erasure(AT, "ana")
    assert erasure(told, "other") is None
    assert last_consent(told, "s") == GIVEN
    assert erasure_asked(told, "s") == AT
    assert len(alerts(told, "s")) == 1
    assert log_sessions.session_numbered(told, 2).state == "erased"
    assert not session_log.has_session(told, "s")


@pytest.mark.parametrize("table", ["erasures", "consents", "erasure_requests"])
def test_the_record_of_it_cannot_be_changed(told, table):
    erase(told, "s", Erasure(AT, "ana"))

    with pytest.raises(sqlcipher3.IntegrityError, match="only grows"):
        told.execute(f"DELETE FROM {table}")  # noqa: S608


def test_the_first_wish_for_deletion_counts(told):
    ask_erasure(told, "s", 2, AT + timedelta(days=1))

    assert erasure_asked(told, "s") == AT


def test_an_erased_session_takes_no_new_turn(told):
    erase(told, "s", Erasure(AT, "ana"))

    with pytest.raises(sqlcipher3.IntegrityError, match="was erased"):
        session_log.append_turn(told, "s", Turn("patient", AT, "hola"))


def test_the_command_says_what_it_erases_without_the_patients_words(told):
    said = about(told, 2)

    assert "RF_CHEST" in said
    assert "The patient asked for it: 2026-11-22." in said
    assert WORDS not in said
    assert erase_session(told, 2, "ana", AT).startswith("Erased session 2.")
    with pytest.raises(InputError, match="was erased before"):
        about(told, 2)


@pytest.mark.parametrize(("number", "by"), [(9, "ana"), (1, " ")])
def test_the_command_refuses_what_it_cannot_do(told, number, by):
    with pytest.raises(InputError):
        erase_session(told, number, by, AT)
