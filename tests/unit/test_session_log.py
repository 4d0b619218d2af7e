"""The session log keeps what it was given, in order, encrypted, and never less."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3
from sqlite_utils import Database

from actions import log_findings, session_log
from actions.log_alerts import Alert, alerts, append_alerts
from actions.log_codes import LENGTH, SIGNS, fold_code, resume_code, session_of_code
from actions.log_identity import (
    Identity,
    add_appointment,
    append_identity,
    appointment,
    identity,
)
from actions.log_key import KeyShapeError, log_key
from actions.log_rows import Choice, RaisedFlag, Turn
from actions.session_log import SessionLogError
from criteria.record import Record

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = "ab" * 32
OLD_LOG = Path(__file__).parent / "old_logs" / "without_problems.sql"
BORN = date(1961, 3, 9)


def said(text: str, **more) -> Turn:
    return Turn("patient", AT, text, **more)


def test_a_turn_comes_back_as_it_was_written(log):
    session_log.start_session(log, "s", AT)
    turn = Turn(
        "bot",
        AT,
        "¿Dónde le duele? 🙂 \x00",
        lang="es",
        answers=1,
        messages=("¿Dónde le duele?", "🙂"),
        choices=(Choice("none", "Ninguna"),),
        topic="distribution",
        state="open",
        seq=1,
    )

    session_log.append_turn(log, "s", turn)

    assert session_log.turns(log, "s") == [turn]


def test_turns_are_ordered_by_number_even_when_the_clock_steps_back(log):
    for minutes in (5, -60, 0):
        turn = Turn("patient", AT + timedelta(minutes=minutes), str(minutes))
        session_log.append_turn(log, "s", turn)

    assert [turn.text for turn in session_log.turns(log, "s")] == ["5", "-60", "0"]


@pytest.mark.parametrize("change", ["UPDATE turns SET text = 'x'", "DELETE FROM turns"])
def test_a_written_turn_cannot_be_changed(log, change):
    session_log.append_turn(log, "s", said("me duele"))

    with pytest.raises(sqlcipher3.IntegrityError, match="only grows"):
        log.execute(change)


def test_a_message_is_stored_once_for_each_client_id(log):
    session_log.append_turn(log, "s", said("hola", client_id="a"))

    with pytest.raises(sqlcipher3.IntegrityError):
        session_log.append_turn(log, "s", said("hola", client_id="a"))


def test_a_commit_that_fails_half_way_leaves_nothing(log):
    def half_a_turn() -> None:
        with log.atomic():
            session_log.append_turn(log, "s", said("hola"))
            session_log.append_red_flags(log, "s", 1, [RaisedFlag("RF", "E1", "hola")])
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        half_a_turn()

    assert session_log.turns(log, "s") == []
    assert session_log.red_flags(log, "s") == []


def test_the_file_is_unreadable_without_its_key(tmp_path):
    file = tmp_path / "log.db"
    db = session_log.open_log(file, KEY)
    session_log.append_turn(db, "s", said("me duele el hombro"))
    db.close()

    assert b"hombro" not in file.read_bytes()
    assert not file.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(SessionLogError, match="key is not the one"):
        session_log.open_log(file, "cd" * 32)


def test_a_log_opened_again_holds_the_same_turns(tmp_path):
    file = tmp_path / "log.db"
    db = session_log.open_log(file, KEY)
    session_log.append_turn(db, "s", said("hola"))
    db.close()

    again = session_log.open_log(file, KEY)

    assert [turn.text for turn in session_log.turns(again, "s")] == ["hola"]


def test_a_commit_is_written_through_to_the_disk(tmp_path):
    db = session_log.open_log(tmp_path / "log.db", KEY)

    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_the_sqlite_in_use_is_free_of_the_wal_reset_bug(log):
    version = log.execute("SELECT sqlite_version()").fetchone()[0]

    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_the_first_run_makes_a_key_that_only_its_owner_may_read(tmp_path):
    key = log_key(tmp_path, {})

    [file] = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert log_key(tmp_path, {}) == key


def test_the_key_in_the_environment_wins_over_the_file(tmp_path):
    log_key(tmp_path, {})

    assert log_key(tmp_path, {"ALODIA_KEY": KEY}) == KEY


@pytest.mark.parametrize("key", ["", "short", KEY.upper(), KEY + "0"])
def test_a_key_of_the_wrong_shape_is_refused(tmp_path, key):
    with pytest.raises(KeyShapeError, match="64 hexadecimal"):
        log_key(tmp_path, {"ALODIA_KEY": key})


@pytest.fixture
def old_file(tmp_path) -> Path:
    """A log written before it knew of pain problems, identities and codes."""
    file = tmp_path / "old.db"
    connection = sqlcipher3.connect(str(file))
    connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    connection.executescript(OLD_LOG.read_text())
    connection.close()
    return file


def whole(db: Database, table: str) -> list[dict]:
    return list(db.table(table).rows)


def test_an_old_log_opens_with_all_that_it_held_and_takes_what_is_new(old_file):
    db = session_log.open_log(old_file, KEY)

    assert session_log.turns(db, "old")[0].text == "Hola"
    assert log_findings.record(db, "old").get("age_years").value == 61
    [problem] = log_findings.patient(db, "old").problems
    assert problem.record.get("duration_months").value == {"low": 24, "high": 24}
    append_identity(db, "old", 3, Identity("Ana", BORN, "patient"))
    assert identity(db, "old") == Identity("Ana", BORN, "patient")
    assert session_of_code(db, resume_code(db, "old")) == "old"


def test_an_old_log_opened_twice_is_changed_once(old_file):
    session_log.open_log(old_file, KEY).close()
    before = session_log.open_log(old_file, KEY)
    kept = {table: whole(before, table) for table in ("turns", "findings")}
    before.close()

    again = session_log.open_log(old_file, KEY)

    assert {table: whole(again, table) for table in kept} == kept


@pytest.mark.parametrize(
    "table", ["identities", "alerts", "appointments", "resume_codes"]
)
@pytest.mark.parametrize("change", ["UPDATE {} SET rowid = 9", "DELETE FROM {}"])
def test_what_the_conversation_added_cannot_be_changed(log, table, change):
    append_identity(log, "s", 1, Identity("Ana", BORN, "patient"))
    append_alerts(log, "s", [Alert(1, AT, "E1", "desk", delivered=True)])
    add_appointment(log, "Ana", BORN, "nurse", AT)
    resume_code(log, "s")

    with pytest.raises(sqlcipher3.IntegrityError, match="only grows"):
        log.execute(change.format(table))


def found(**values) -> dict:
    record = Record()
    for name, value in values.items():
        record = record.hear(name, value)
    return {name: record.get(name) for name in record.names()}


def test_each_pain_problem_keeps_its_findings_and_the_person_theirs(log):
    session_log.append_findings(log, "s", 1, found(distribution="regional"))
    second = found(distribution="discrete", com_sleep="true")
    session_log.append_findings(log, "s", 2, second, problem=1)
    session_log.append_red_flags(log, "s", 2, [RaisedFlag("RF_CES", "E2", "nada")])

    whole = log_findings.patient(log, "s", labels=["espalda"])

    assert [one.label for one in whole.problems] == ["espalda", "2"]
    values = [one.record.get("distribution").value for one in whole.problems]
    assert values == ["regional", "discrete"]
    assert whole.person.get("com_sleep").value == "true"
    assert whole.person.get("red_flags.RF_CES").value == "true"
    assert not set(whole.person.held) & set(whole.problems[0].record.held)


def test_the_record_is_of_the_first_problem_and_the_person(log):
    session_log.append_findings(log, "s", 1, found(distribution="regional"))
    second = found(distribution="discrete", com_sleep="true")
    session_log.append_findings(log, "s", 2, second, problem=1)

    record = log_findings.record(log, "s")

    assert record.get("distribution").value == "regional"
    assert record.get("com_sleep").value == "true"


def test_a_session_without_findings_has_one_problem(log):
    [problem] = log_findings.patient(log, "s").problems

    assert (problem.label, problem.record) == ("1", Record())


def test_the_last_name_and_the_last_birth_date_count(log):
    append_identity(log, "s", 1, Identity("Ana", None, "patient"))
    append_identity(log, "s", 2, Identity(None, BORN, "patient"))
    append_identity(log, "s", 3, Identity("Ana María", None, "patient"))

    assert identity(log, "s") == Identity("Ana María", BORN, "patient")
    assert identity(log, "another") is None


def reply(state: str) -> Turn:
    return Turn("bot", AT, "…", "es", messages=("…",), state=state)


def test_a_session_has_one_code_and_another_session_another(log):
    assert resume_code(log, "s") == resume_code(log, "s")
    assert resume_code(log, "s") != resume_code(log, "t")


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda c: c.replace("-", " "), lambda c: f" {c.replace('-', '')}. "],
    ids=["small letters", "a space for the dash", "no dash and a full stop"],
)
def test_a_code_is_read_however_it_is_typed(log, typed):
    assert session_of_code(log, typed(resume_code(log, "s"))) == "s"


def test_no_sign_of_a_code_is_read_as_another():
    assert fold_code(SIGNS) == SIGNS
    assert fold_code("oOiIlL sSbBzZ") == "001111558822"
    assert len(SIGNS) ** LENGTH > 2**38


@pytest.mark.parametrize("state", ["open", "failed", "paused", "left", "withdrawn"])
def test_a_code_opens_a_session_that_can_go_on(log, state):
    session_log.append_turn(log, "s", reply(state))

    assert session_of_code(log, resume_code(log, "s")) == "s"


@pytest.mark.parametrize("state", ["done", "refused", "stopped", "closed"])
def test_a_code_dies_with_its_session(log, state):
    session_log.append_turn(log, "s", reply(state))

    assert session_of_code(log, resume_code(log, "s")) is None


@pytest.mark.parametrize("code", ["", "K7M0-4Q11", "🙂", "' OR 1=1 --"])
def test_a_wrong_code_opens_nothing(log, code):
    resume_code(log, "s")

    assert session_of_code(log, code) is None


def test_an_appointment_is_found_by_its_code_with_who_made_it(log):
    made = add_appointment(log, "Ana", BORN, "nurse", AT)

    found = appointment(log, made.code.lower())

    assert (found.name, found.birth_date) == ("Ana", BORN)
    assert (found.made_by, found.made_at) == ("nurse", AT)
    assert appointment(log, resume_code(log, "s")) is None


def test_alerts_come_back_in_the_order_they_left(log):
    sent = [
        Alert(2, AT, "E1", "webhook", delivered=False),
        Alert(2, AT, "E1", "desk", delivered=True),
        Alert(2, AT, "E1", "seen", delivered=True, by="nurse"),
    ]
    append_alerts(log, "s", sent)

    assert alerts(log, "s") == sent
    assert alerts(log, "another") == []
