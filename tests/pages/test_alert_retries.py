"""An alert that did not arrive is sent again, until it does or somebody saw it."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from actions.log_alerts import Alert, alerts, append_alerts
from actions.log_rows import RaisedFlag, Turn
from actions.session_log import append_red_flags, append_turn, start_session
from bot.server import alerts as sending
from bot.server.alert_retries import GIVEN_UP_AFTER, Retries
from bot.settings import Settings

MINUTE = timedelta(minutes=1)
HOOK = Settings().model_copy(update={"alert_webhook": SecretStr("http://127.0.0.1:9/")})


class Hook:
    """A way to the team that works or does not."""

    def __init__(self) -> None:
        self.works, self.sent = False, []

    def post(self, _url, notice) -> None:
        if not self.works:
            raise OSError
        self.sent.append(notice)


@pytest.fixture
def hook(monkeypatch) -> Hook:
    hook = Hook()
    monkeypatch.setattr(sending, "_post", hook.post)
    return hook


@pytest.fixture
def failed(log, at) -> str:
    """A session whose alert reached neither the desk nor the clinic's system."""
    start_session(log, "s", at)
    ways = ("desk", "webhook")
    append_alerts(log, "s", [Alert(2, at, "E1", way, delivered=False) for way in ways])
    return "s"


async def try_at(log, at, settings=HOOK) -> None:
    await Retries(log, settings, lambda: at).once()


async def test_an_alert_that_failed_is_sent_again_with_the_time_it_was_raised(
    log, at, failed, hook
):
    hook.works = True

    await try_at(log, at + MINUTE)

    [notice] = hook.sent
    assert (notice.number, notice.level, notice.at) == (1, "E1", at)
    assert alerts(log, failed)[-1] == Alert(
        2, at + MINUTE, "E1", "webhook", delivered=True
    )


async def test_what_arrived_is_not_sent_again(log, at, failed, hook):
    hook.works = True

    for minutes in (1, 5, 60):
        await try_at(log, at + minutes * MINUTE)

    assert len(hook.sent) == 1


async def test_the_pauses_between_tries_grow(log, at, failed, hook):
    for minute in range(16):
        await try_at(log, at + minute * MINUTE)

    tried = [one.at - at for one in alerts(log, failed) if one.channel == "webhook"]
    assert tried == [minutes * MINUTE for minutes in (0, 1, 3, 7, 15)]


async def test_an_alert_that_somebody_saw_is_not_sent_again(log, at, failed, hook):
    append_alerts(log, failed, [Alert(2, at, "E1", "seen", delivered=True, by="ana")])
    hook.works = True

    await try_at(log, at + MINUTE)

    assert hook.sent == []


async def test_after_a_day_the_desk_alone_keeps_the_alert(log, at, failed, hook):
    hook.works = True

    await try_at(log, at + GIVEN_UP_AFTER)

    assert hook.sent == []


async def test_a_way_that_is_not_set_up_any_more_is_left(log, at, failed, hook):
    await try_at(log, at + MINUTE, Settings())

    assert len(alerts(log, failed)) == 2


async def test_a_red_flag_that_was_never_alerted_is_alerted_after_a_minute(
    log, at, hook
):
    start_session(log, "s", at)
    append_turn(log, "s", Turn("patient", at, "me oprime el pecho", client_id="a"))
    append_red_flags(log, "s", 1, [RaisedFlag("RF_CHEST", "E1", "me oprime")])
    hook.works = True

    await try_at(log, at)
    assert hook.sent == []
    await try_at(log, at + MINUTE)

    assert len(hook.sent) == 1


async def test_a_failure_of_the_log_does_not_end_the_tries(
    log, at, failed, monkeypatch
):
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 1:
            raise StopAsyncIteration

    monkeypatch.setattr("bot.server.alert_retries.asyncio.sleep", sleep)
    monkeypatch.setattr("bot.server.alert_retries.undelivered", lambda _: 1 / 0)

    with pytest.raises((StopAsyncIteration, RuntimeError)):
        await Retries(log, HOOK, lambda: at).run()

    assert len(slept) == 2
