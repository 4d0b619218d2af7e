"""The settings of an installation: what is allowed, and when the clinic is staffed."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.hours import HoursError, read_hours
from bot.settings import Settings

SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def settings(**variables: str) -> Settings:
    return Settings.from_environment(
        {f"ALODIA_{name.upper()}": value for name, value in variables.items()}
    )


@pytest.mark.parametrize(
    ("hours", "staffed"),
    [
        ("", False),
        ("mon-fri 08:00-18:00", False),
        ("sun 08:00-18:00", True),
        ("dom 08:00-18:00", True),
        ("fri-mon 09:30-09:31", True),
        ("sun 09:31-18:00", False),
        ("sun 08:00-09:30", False),
        ("mon-fri 08:00-18:00, sat-sun 09:00-24:00", True),
        ("SUN 08:00-24:00", True),
    ],
)
def test_the_clinic_is_staffed_in_its_hours_only(hours, staffed):
    one = settings(staffed_hours=hours, timezone="UTC")

    assert one.is_staffed(SUNDAY) is staffed


def test_hours_are_those_of_the_clinics_zone():
    hours = {"staffed_hours": "sun 03:00-04:00"}

    assert settings(**hours, timezone="America/Mexico_City").is_staffed(SUNDAY)
    assert not settings(**hours, timezone="UTC").is_staffed(SUNDAY)


@pytest.mark.parametrize(
    "hours",
    ["always", "mon 8-18", "mon 18:00-08:00", "xyz 08:00-18:00", "mon 08:00-25:00"],
)
def test_hours_that_cannot_be_read_are_refused_with_an_example(hours):
    with pytest.raises(HoursError, match="mon-fri 08:00-18:00"):
        read_hours(hours)
    with pytest.raises(ValidationError, match="mon-fri 08:00-18:00"):
        settings(staffed_hours=hours)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"timezone": "Mexico"}, "America/Mexico_City"),
        ({"alert_webhook": "clinic.example/secret"}, "https://"),
        ({"alert_webhook": "file:///secret"}, "https://"),
        ({"alert_email": "desk@clinic.example"}, "ALODIA_SMTP_HOST"),
        ({"rest_hours": "0"}, "rest_hours"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_saying_why(wrong, complaint):
    with pytest.raises(ValidationError, match=complaint) as refused:
        settings(**wrong)

    assert "secret" not in str(refused.value)


def test_secrets_are_not_printed():
    hidden = {"alert_webhook": "https://clinic.example/5c1", "smtp_password": "p-5c1"}
    one = settings(**hidden)

    assert "5c1" not in repr(one) + str(one) + one.model_dump_json()


def test_a_session_rests_for_three_days_unless_set_otherwise():
    for one, hours in ((settings(), 72), (settings(rest_hours="1"), 1)):
        limit = SUNDAY + timedelta(hours=hours)
        assert not one.is_rested(SUNDAY, limit)
        assert one.is_rested(SUNDAY, limit + timedelta(seconds=1))
