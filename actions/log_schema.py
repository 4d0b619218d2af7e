"""The tables of the session log and the steps that bring an older file up to date."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

FORGOTTEN = ("findings", "identities", "outcomes", "tracker_events")
ERASED = ("turns", "red_flags", "resume_codes", *FORGOTTEN)
APPEND_ONLY = ("turns", "findings", "red_flags", "outcomes", "tracker_events")
REFUSED = (
    "EXISTS (SELECT 1 FROM turns "
    "WHERE session_id = OLD.session_id AND state = 'refused')"
)

migrations = Migrations("session_log")


@migrations()
def m001_sessions(db: Database) -> None:
    """Create the conversation: sessions, their turns, and what was found in them."""
    db.table("sessions").create(
        {"number": int, "id": str, "started_at": str},
        pk="number",
        not_null={"id", "started_at"},
    )
    db.table("sessions").create_index(["id"], unique=True)
    db.table("turns").create(
        {
            "session_id": str,
            "seq": int,
            "author": str,
            "at": str,
            "text": str,
            "lang": str,
            "client_id": str,
            "choice": str,
            "answers": int,
            "messages": str,
            "choices": str,
            "topic": str,
            "state": str,
        },
        pk=("session_id", "seq"),
        not_null={"author", "at", "text"},
    )
    db.table("turns").create_index(["session_id", "client_id"], unique=True)
    _create_dated(db, "findings", {"name": str, "finding": str})
    flag = {"code": str, "level": str, "words": str, "start": int}
    _create_dated(db, "red_flags", flag)
    _create_dated(db, "outcomes", {"outcomes": str, "rules": str})
    _create_dated(db, "tracker_events", {"events": str})
    for table in APPEND_ONLY:
        _forbid_change(db, table)


@migrations()
def m002_desk(db: Database) -> None:
    """Create the nurses' accounts and their sessions at the desk."""
    db.table("users").create(
        {"name": str, "password_hash": str, "created_at": str}, pk="name"
    )
    db.table("desk_sessions").create(
        {"token_hash": str, "user": str, "started_at": str, "seen_at": str},
        pk="token_hash",
        foreign_keys=[("user", "users")],
    )


@migrations()
def m003_conversation(db: Database) -> None:
    """Add several pain problems, who the person is, codes, appointments and alerts."""
    db.execute("ALTER TABLE findings ADD COLUMN problem INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE desk_sessions ADD COLUMN polled_at TEXT")
    person = {"name": str, "birth_date": str}
    _create_dated(db, "identities", {**person, "source": str})
    way = {"at": str, "level": str, "channel": str, "delivered": int, "by": str}
    _create_dated(db, "alerts", way)
    made = {"made_by": str, "made_at": str}
    db.table("appointments").create({"code": str, **person, **made}, pk="code")
    db.table("resume_codes").create({"code": str, "session_id": str}, pk="code")
    db.table("resume_codes").create_index(["session_id"], unique=True)
    for table in ("identities", "alerts", "appointments", "resume_codes"):
        _forbid_change(db, table)


@migrations()
def m004_refusals(db: Database) -> None:
    """Let the words of a session be forgotten, once the session was refused."""
    _forbid_unless(db, "turns", "UPDATE", f"NEW.text = '' AND {REFUSED}")
    for table in FORGOTTEN:
        _forbid_unless(db, table, "DELETE", REFUSED)


@migrations()
def m005_consents(db: Database) -> None:
    """Keep which consent was answered how; let the clinic erase a session."""
    said = {"version": str, "lang": str, "answer": str}
    _create_dated(db, "consents", {"at": str, **said})
    db.table("erasures").create(
        {"session_id": str, "at": str, "by": str},
        pk="session_id",
        not_null={"at", "by"},
    )
    for table in ("consents", "erasures"):
        _forbid_change(db, table)
    erased = "EXISTS (SELECT 1 FROM erasures WHERE session_id = {row}.session_id)"
    for table in ERASED:
        allowed = [erased.format(row="OLD"), *([REFUSED] if table in FORGOTTEN else [])]
        _forbid_unless(db, table, "DELETE", " OR ".join(allowed))
    db.execute(
        "CREATE TRIGGER turns_no_insert BEFORE INSERT ON turns "
        f"WHEN {erased.format(row='NEW')} "
        "BEGIN SELECT RAISE(ABORT, 'the session was erased'); END"
    )


@migrations()
def m006_erasure_requests(db: Database) -> None:
    """Keep when a patient asked for deletion, whatever was said afterwards."""
    _create_dated(db, "erasure_requests", {"at": str})
    _forbid_change(db, "erasure_requests")


def _create_dated(db: Database, table: str, columns: dict[str, type]) -> None:
    keys: dict[str, type] = {"id": int, "session_id": str, "seq": int}
    db.table(table).create(keys | columns, pk="id", not_null={"session_id", "seq"})
    db.table(table).create_index(["session_id", "seq"])


def _forbid_change(db: Database, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )


def _forbid_unless(db: Database, table: str, change: str, allowed: str) -> None:
    """Forbid a change of a table's rows but where a condition holds."""
    name = f"{table}_no_{change.lower()}"
    db.execute(f"DROP TRIGGER {name}")
    db.execute(
        f"CREATE TRIGGER {name} BEFORE {change} ON {table} WHEN NOT ({allowed}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )
