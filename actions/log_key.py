"""The key that encrypts the session log: from the environment, or made on first run."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

import structlog

KEY_VARIABLE = "ALODIA_KEY"
KEY_FILE = "session-log.key"
KEY_SHAPE = re.compile(r"[0-9a-f]{64}")

logger = structlog.get_logger()


class KeyShapeError(ValueError):
    """A session-log key does not have 64 lower-case hexadecimal digits."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        super().__init__(
            f"The session-log key in {origin} is not 64 hexadecimal digits (0-9, a-f). "
            "Restore the key the log was made with; a new key cannot open an old log."
        )


def log_key(home: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return the key of the session log kept in `home`, 64 hexadecimal digits.

    The variable ALODIA_KEY wins; else the key file in `home`, made on first run with
    owner-only rights.

    Raises:
        KeyShapeError: the key found is not 64 hexadecimal digits.
    """
    if KEY_VARIABLE in environment:
        return _checked(environment[KEY_VARIABLE], KEY_VARIABLE)
    file = home / KEY_FILE
    if not file.exists():
        write_secret(file, secrets.token_hex(32))
        logger.warning(
            "session_log.key_made",
            file=str(file),
            advice="Without this file the log cannot be read. Keep a copy elsewhere.",
        )
    return _checked(file.read_text().strip(), str(file))


def write_secret(file: Path, secret: str) -> None:
    """Write a new file that only its owner may read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(secret + "\n")


def _checked(key: str, origin: str) -> str:
    if not KEY_SHAPE.fullmatch(key):
        raise KeyShapeError(origin)
    return key
