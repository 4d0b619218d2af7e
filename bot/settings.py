"""Where the data lives, where the server listens, and which clinic it serves."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseModel):
    """One installation's settings, read from variables named ALODIA_….

    `home` holds the session log, keys and trained models; `country` chooses the
    emergency numbers (None shows all, labelled); `staffed` says that somebody reads
    alerts now.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = ROOT / ".alodia"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    country: Literal["MX", "ES", "US"] | None = None
    staffed: bool = False

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ
    ) -> "Settings":
        """Read the settings; a variable that is absent or empty keeps its default.

        Raises:
            pydantic.ValidationError: a variable has a value that is not allowed.
        """
        given = {
            name: environment.get(f"ALODIA_{name.upper()}") for name in cls.model_fields
        }
        return cls.model_validate(
            {name: value for name, value in given.items() if value}
        )
