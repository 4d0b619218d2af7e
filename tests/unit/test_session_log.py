"""The session log keeps what it was given, in order, encrypted, and never less."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlcipher3

from actions import session_log
from actions.log_key import KeyShapeError, log_key
from actions.session_log import Choice, RaisedFlag, SessionLogError, Turn

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = "ab" * 32


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
