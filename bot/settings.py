"""Where the data lives, where the server listens, and which clinic it serves."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from bot.hours import read_hours

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseModel):
    """One installation's settings, read from variables named ALODIA_….

    Attributes:
        home: Holds the session log, keys and trained models.
        host: The address the server listens on.
        port: The port the server listens on; 0 for any free one.
        country: Chooses the emergency numbers (None shows all, labelled).
        clinic_phone: The clinic's own number, shown to who does not want the chat.
        rest_hours: Hours without a message after which an interview is closed.
        staffed_hours: When somebody reads alerts, as "mon-fri 08:00-18:00"; empty is
            never.
        timezone: The zone of the staffed hours; None is this machine's.
        alert_webhook: Where an alert is posted, an http or https address.
        alert_email: To whom an alert is mailed, several after commas.
        smtp_host: The mail server; `smtp_port`, `smtp_user`, `smtp_password` and
            `smtp_from` say how it is used, `smtp_tls` how the way there is encrypted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    home: Path = ROOT / ".alodia"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    country: Literal["MX", "ES", "US"] | None = None
    clinic_phone: str | None = None
    rest_hours: int = Field(default=72, ge=1)
    staffed_hours: str = ""
    timezone: str | None = None
    alert_webhook: SecretStr | None = None
    alert_email: str | None = None
    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str = "alodia@localhost"

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

    def is_staffed(self, at: datetime) -> bool:
        """Tell whether somebody reads alerts at a time (which has a zone)."""
        local = at.astimezone(ZoneInfo(self.timezone) if self.timezone else None)
        return any(span.covers(local) for span in read_hours(self.staffed_hours))

    def is_rested(self, last_at: datetime, now: datetime) -> bool:
        """Tell whether an interview has been silent for so long that it is closed."""
        return now - last_at > timedelta(hours=self.rest_hours)

    @field_validator("staffed_hours")
    @classmethod
    def _hours_can_be_read(cls, written: str) -> str:
        read_hours(written)
        return written

    @field_validator("timezone")
    @classmethod
    def _zone_is_known(cls, name: str | None) -> str | None:
        try:
            return name and ZoneInfo(name).key
        except (KeyError, ValueError, OSError) as error:
            message = "no such time zone; write one such as 'America/Mexico_City'"
            raise ValueError(message) from error

    @field_validator("alert_webhook")
    @classmethod
    def _webhook_is_on_the_web(cls, address: SecretStr | None) -> SecretStr | None:
        if address and not address.get_secret_value().startswith(
            ("https://", "http://")
        ):
            message = "the webhook must be an address that begins with https://"
            raise ValueError(message)
        return address

    @model_validator(mode="after")
    def _mail_has_a_server(self) -> Self:
        if self.alert_email and not self.smtp_host:
            message = "ALODIA_ALERT_EMAIL needs ALODIA_SMTP_HOST, the mail server"
            raise ValueError(message)
        return self
