"""One sentence for each channel that fails, the same wherever it is said."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from statusboard.domain.channel_troubles import NEWS, troubles
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding

NOW = datetime(2026, 11, 29, 13, 20, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=15)
BERLIN = ZoneInfo("Europe/Berlin")


def channel(standing: ChannelStanding, **more: object) -> ChannelHealth:
    known: dict[str, object] = {
        "channel_id": 1,
        "name": "mail",
        "kind": "email",
        "label": "E-mail",
        "described": "E-mail from a@b.example",
        "standing": standing,
        "since": SINCE,
        "reason": "the mail server cannot be reached",
    }
    return ChannelHealth(**(known | more))  # type: ignore[arg-type]


def said(*every: ChannelHealth) -> list[str]:
    return [sentence for _, sentence in troubles(every, NOW, BERLIN)]


def test_what_fails_is_told_with_its_time_its_reason_and_what_waits() -> None:
    assert said(channel(ChannelStanding.FAILING, waiting=1212)) == [
        "E-mail: messages are failing since 14:05 CET: the mail server cannot be reached. "
        "1,212 wait, and are tried again by themselves."
    ]
    assert said(channel(ChannelStanding.FAILING, waiting=1)) == [
        "E-mail: messages are failing since 14:05 CET: the mail server cannot be reached. "
        "1 waits, and is tried again by itself."
    ]
    assert said(channel(ChannelStanding.SLOW, waiting=2)) == [
        "E-mail: messages are late since 14:05 CET. 2 wait to be sent."
    ]


@pytest.mark.parametrize("standing", [ChannelStanding.WORKING, ChannelStanding.UNUSED])
def test_what_works_or_was_never_used_is_not_told(standing: ChannelStanding) -> None:
    assert said(channel(standing, since=None, reason="")) == []


def test_an_old_failure_is_news_only_while_somebody_waits() -> None:
    old = NOW - NEWS
    assert said(channel(ChannelStanding.FAILING, since=old)) == []
    assert said(channel(ChannelStanding.FAILING, since=old + timedelta(seconds=1))) != []
    assert said(channel(ChannelStanding.FAILING, since=old, waiting=3)) != []


def test_channels_of_one_kind_are_told_apart_and_what_fails_stands_first() -> None:
    late = channel(ChannelStanding.SLOW, waiting=1)
    fails = channel(ChannelStanding.FAILING, channel_id=2, name="marketing", reason="", since=None)
    assert said(late, fails) == [
        "E-mail (marketing): messages are failing.",
        "E-mail (mail): messages are late since 14:05 CET. 1 waits to be sent.",
    ]
