"""Nurses' accounts: passwords, sessions at the desk, and a brake on guessing."""

import asyncio
import hashlib
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlite_utils import Database

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=10)
SHORTEST, LONGEST = 8, 128
FIRST_USER = "nurse"
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"

# Memory and passes as OWASP advises for two cores.
hasher = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)
hashers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


class AccountError(ValueError):
    """An account cannot be made with this name or password."""


def create_user(db: Database, name: str, password: str, at: datetime) -> str:
    """Add an account and return its name as it is stored (folded to lower case).

    Raises:
        AccountError: the name is empty or taken, or the password too short or long.
    """
    name = fold_name(name)
    if not name or db.table("users").count_where("name = ?", [name]):
        message = f"The name '{name}' is empty or taken: choose another one."
        raise AccountError(message)
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"The password must have {SHORTEST} to {LONGEST} characters."
        raise AccountError(message)
    row = {
        "name": name,
        "password_hash": hasher.hash(password),
        "created_at": at.isoformat(),
    }
    db.table("users").insert(row)
    return name


def ensure_first_user(db: Database, at: datetime) -> tuple[str, str] | None:
    """Make the account "nurse" if there is none; return its name and password once."""
    if db.table("users").count:
        return None
    password = readable_password()
    return create_user(db, FIRST_USER, password, at), password


def readable_password() -> str:
    """Return a random password of 79 bits that can be read aloud."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def fold_name(name: str) -> str:
    """Return an account's name without differences of case or width."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


async def verify(db: Database, name: str, password: str) -> bool:
    """Tell whether a password opens an account; an unknown name takes as long."""
    sql = "SELECT password_hash FROM users WHERE name = ?"
    row = db.execute(sql, [fold_name(name)]).fetchone()
    stored = row[0] if row else _NOBODY
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(hashers, _matches, stored, password[:LONGEST])
    return matches and row is not None


def open_desk(db: Database, user: str, at: datetime) -> str:
    """Start a session at the desk and return its token, which is stored only hashed."""
    token = secrets.token_urlsafe(32)
    row = {
        "token_hash": _hash(token),
        "user": fold_name(user),
        "started_at": at.isoformat(),
        "seen_at": at.isoformat(),
    }
    db.table("desk_sessions").insert(row)
    return token


def desk_user(db: Database, token: str, at: datetime) -> str | None:
    """Return whose session a token is and note the visit; None once it has ended."""
    sql = "SELECT user, started_at, seen_at FROM desk_sessions WHERE token_hash = ?"
    row = db.execute(sql, [_hash(token)]).fetchone()
    if row is None:
        return None
    user, started_at, seen_at = row
    if _has_ended(at, started_at, seen_at):
        close_desk(db, token)
        return None
    db.table("desk_sessions").update(_hash(token), {"seen_at": at.isoformat()})
    return str(user)


def poll_desk(
    db: Database, token: str, at: datetime, *, is_heard: bool
) -> datetime | None:
    """Note that a page of the desk watches, and return its nurse's last visit.

    A page that cannot sound (`is_heard`) reaches nobody, so it is not noted.
    Watching is no visit: it does not keep a nurse logged in, and it goes on after the
    idle end of a session, until its absolute end; then it returns None.
    """
    sql = "SELECT started_at, seen_at FROM desk_sessions WHERE token_hash = ?"
    row = db.execute(sql, [_hash(token)]).fetchone()
    if row is None or at - datetime.fromisoformat(row[0]) > ABSOLUTE:
        return None
    if is_heard:
        noted = {"polled_at": at.isoformat()}
        db.table("desk_sessions").update(_hash(token), noted)
    return datetime.fromisoformat(row[1])


def close_desk(db: Database, token: str) -> None:
    """End a session at the desk, so that its token opens nothing."""
    db.table("desk_sessions").delete_where("token_hash = ?", [_hash(token)])


def _has_ended(at: datetime, started_at: str, seen_at: str) -> bool:
    idle = at - datetime.fromisoformat(seen_at)
    age = at - datetime.fromisoformat(started_at)
    return idle > IDLE or age > ABSOLUTE


def _matches(stored: str, password: str) -> bool:
    try:
        return hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


_NOBODY = hasher.hash(secrets.token_urlsafe())
