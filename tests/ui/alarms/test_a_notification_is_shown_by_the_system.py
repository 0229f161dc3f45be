"""Desktop notifications, with a real notification server on a real bus of its own."""

import asyncio

import pytest

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.announcement import AlarmAction, Announcement
from tests.fixtures.notification_daemon import HAS_BUS, notification_daemon, session_bus
from ui.alarms.disturbance import is_undisturbed
from ui.alarms.glyph_files import GlyphFiles
from ui.alarms.notifications import DesktopNotifications

CHECKOUT = Subject(SubjectSort.SERVICE, 7, "Checkout API")
ACTIONS = (AlarmAction.DRAFT_NOTICE, AlarmAction.OPEN, AlarmAction.ACKNOWLEDGE)
DOWN = Announcement(
    "outage:1", AlarmKind.OUTAGE, AlarmSeverity.CRITICAL, "Checkout API is failing",
    "since 14:02 · 503 <b>from</b> A & B", ACTIONS, (CHECKOUT,),
)  # fmt: skip
OVER = Announcement(
    "outage:1", AlarmKind.RECOVERY, AlarmSeverity.INFO, "Checkout API works again", "41 min"
)


@pytest.fixture(scope="module")
def bus(tmp_path_factory):
    if not HAS_BUS:
        pytest.skip("this machine has no dbus-daemon")
    with session_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture(scope="module")
def server(bus):
    with notification_daemon(bus) as made:
        yield made


@pytest.fixture
def daemon(server, bus, monkeypatch):
    """A server that is able to do everything, and that this process finds."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    server.become("able", "actions,body,body-markup")
    server.become("inhibit", "no")
    return server


@pytest.fixture
def outlet(operations, choices, owner, tmp_path, loop):
    made = DesktopNotifications(operations, choices, GlyphFiles(tmp_path / "glyphs"), owner)
    yield made
    loop.run_until_complete(made.stop())


def read(loop, daemon):
    """What the server was told next, while the application goes on."""
    return loop.run_until_complete(asyncio.to_thread(daemon.said))


def test_it_is_shown_and_what_is_told_again_takes_its_place(
    daemon, outlet, operations, choices, loop
):
    outlet.tell(DOWN)
    first = read(loop, daemon)
    assert first["title"] == "Checkout API is failing"
    assert first["text"] == "since 14:02 · 503 &lt;b&gt;from&lt;/b&gt; A &amp; B"
    assert first["urgency"] == 2
    assert first["icon"].endswith("/glyphs/major.png")
    assert first["actions"][3::2] == ["Draft notice", "Open", "I see it"]

    outlet.tell(OVER)
    second = read(loop, daemon)
    assert second["title"] == "Checkout API works again"
    assert second["icon"].endswith("/glyphs/operational.png")
    assert read(loop, daemon) == {"closed": first["id"]}

    outlet.withdraw(OVER.key)
    assert read(loop, daemon) == {"closed": second["id"]}
    loop.run_until_complete(operations.settle())
    assert choices.remarks == ()


def test_what_is_pressed_on_it_is_acted_on(daemon, outlet, operations, loop, qtbot):
    acted = []
    outlet.acted.connect(lambda action, announcement: acted.append((action, announcement.title)))
    outlet.tell(DOWN)
    told = read(loop, daemon)
    loop.run_until_complete(operations.settle())
    daemon.do("press", told["id"], told["actions"][2])
    qtbot.waitUntil(lambda: len(acted) == 1)
    assert acted == [(AlarmAction.DRAFT_NOTICE, DOWN.title)]

    # A click on it is no button, and opens what it is about.
    outlet.tell(DOWN)
    told = read(loop, daemon)
    loop.run_until_complete(operations.settle())
    daemon.do("press", told["id"], "default")
    qtbot.waitUntil(lambda: len(acted) == 2)
    assert acted[1] == (AlarmAction.OPEN, DOWN.title)


def test_a_server_without_buttons_or_markup_gets_neither(daemon, outlet, loop):
    daemon.become("able", "body")
    outlet.tell(DOWN)
    told = read(loop, daemon)
    assert told["text"] == DOWN.text
    assert told["actions"] == ["default", ""]


def test_a_server_that_goes_is_said_until_it_comes_back(daemon, outlet, operations, choices, loop):
    outlet.tell(DOWN)
    read(loop, daemon)
    loop.run_until_complete(operations.settle())
    daemon.become("go")
    outlet.tell(OVER)
    loop.run_until_complete(operations.settle())
    assert len(choices.remarks) == 1

    daemon.become("come")
    outlet.tell(DOWN)
    assert read(loop, daemon)["title"] == DOWN.title
    loop.run_until_complete(operations.settle())
    assert choices.remarks == ()


def test_who_does_not_want_to_be_disturbed_is_not(daemon, loop):
    assert not loop.run_until_complete(is_undisturbed())
    daemon.become("inhibit", "yes")
    assert loop.run_until_complete(is_undisturbed())


def test_a_desktop_without_a_server_is_said_once_and_is_no_failure(
    outlet, operations, choices, loop, monkeypatch, tmp_path
):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    failed, remarked = [], []
    operations.failed.connect(failed.append)
    choices.remarked.connect(lambda: remarked.append(choices.remarks))
    outlet.begin()
    outlet.tell(DOWN)
    loop.run_until_complete(operations.settle())
    assert failed == []
    assert len(remarked) == 1
    assert remarked[0][0].startswith("No notification service answers on this desktop")
    assert not loop.run_until_complete(is_undisturbed())
