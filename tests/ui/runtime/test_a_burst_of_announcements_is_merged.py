"""A burst of announcements is one refresh; that the page was read back is told at once."""

from pytestqt.qtbot import QtBot

from statusboard.domain.changes import Changes, Topic
from ui.runtime.bridge import Bridge

A_LONG_TIME_MS = 600_000


def heard_by(bridge: Bridge) -> list[Changes]:
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    return heard


def test_a_burst_is_told_once(qtbot: QtBot) -> None:
    bridge = Bridge(merge_ms=1)
    heard = heard_by(bridge)
    for topic in (Topic.STATES, Topic.RESULTS, Topic.STATES):
        bridge.hear(Changes.of(topic))
    assert heard == []
    qtbot.waitUntil(lambda: heard == [Changes.of(Topic.STATES, Topic.RESULTS)])


def test_that_the_page_was_read_back_is_told_at_once_with_what_came_before() -> None:
    bridge = Bridge(merge_ms=A_LONG_TIME_MS)
    heard = heard_by(bridge)
    bridge.hear(Changes.of(Topic.PUBLICATION))
    assert heard == [Changes.of(Topic.PUBLICATION)]
    # What is said by the same announcement as the notice is the beginning of it, not the end.
    bridge.hear(Changes.of(Topic.PUBLICATION, Topic.NOTICES))
    assert len(heard) == 1
    bridge.hear(Changes.of(Topic.PUBLICATION))
    assert heard[1:] == [Changes.of(Topic.PUBLICATION, Topic.NOTICES)]
    assert not bridge._timer.isActive()
