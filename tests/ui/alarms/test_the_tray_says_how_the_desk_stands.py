"""The tray: there once a desktop has one, a glyph by its shape, and a menu with the ways in."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from tests.fixtures.clock import ManualClock
from tests.ui.alarms.states import BLIND, HALF_SEEN, NOW, TROUBLE, WELL
from ui.alarms.tray import LOOK_MS, Tray
from ui.alarms.tray_menu import next_morning
from ui.screens.destinations import BoardPlace, NoticesPlace, VerifyPlace

# Said where an icon is made on a platform that has no tray.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def panel(monkeypatch):
    """Whether this desktop has a tray now; the platform of the tests has none itself."""
    state = {"there": True}
    monkeypatch.setattr(
        QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: state["there"])
    )
    return state


@pytest.fixture
def tray(panel, choices, owner):
    made = Tray(choices, ManualClock(NOW), lambda: True, owner)
    yield made
    made.stop()


def words(tray):
    return [action.text() for action in tray.menu.menu.actions() if not action.isSeparator()]


def picture(tray):
    return tray.icon.icon().pixmap(32, 32).toImage()


def test_the_menu_names_what_fails_for_how_long_and_leads_there(tray, panel):
    tray.show_state(TROUBLE)
    assert words(tray) == [
        "Checkout && API · 18 min", "Card payments · 17 min", "Post an update · promised by 10:52",
        "Open the board", "Quiet", "Leave StatusBoard · watching ends",
    ]  # fmt: skip
    wanted, left = [], []
    tray.wanted.connect(wanted.append)
    tray.leaving.connect(lambda: left.append(True))
    for action in tray.menu.menu.actions():
        action.trigger()
    assert wanted == [VerifyPlace(1), VerifyPlace(2), NoticesPlace(), BoardPlace()]
    assert left == [True]
    tip = tray.icon.toolTip()
    assert tip.startswith("1 down, 1 slow · Checkout & API · 18 min · next word 10:52")


def test_every_state_has_a_shape_of_its_own_and_no_all_clear_is_guessed(tray):
    seen = []
    for state in (TROUBLE, WELL, BLIND, HALF_SEEN, None):
        tray.show_state(state)
        seen.append(picture(tray).createAlphaMask())
    assert seen[2] == seen[3] == seen[4]
    assert all(one != other for i, one in enumerate(seen[:3]) for other in seen[i + 1 : 3])
    assert words(tray)[0] == "The desk cannot be read now"
    tray.show_state(HALF_SEEN)
    assert words(tray)[0] == "4 not seen"


def test_it_comes_when_the_panel_starts_later_and_says_when_it_is_lost(
    panel, choices, owner, qtbot
):
    panel["there"] = False
    tray = Tray(choices, ManualClock(NOW), lambda: False, owner)
    tray.show_state(WELL)
    assert (tray.icon, tray.is_there) == (None, False)
    assert choices.remarks[0].startswith("This desktop has no tray")
    assert (tray._timer.isActive(), tray._timer.interval()) == (True, LOOK_MS)

    panel["there"] = True
    tray._timer.timeout.emit()
    assert tray.is_there
    assert choices.remarks == ()

    lost = []
    tray.lost.connect(lambda: lost.append(True))
    panel["there"] = False
    tray._timer.timeout.emit()
    assert (lost, tray.is_there) == ([True], False)
    tray.stop()


def test_who_wants_no_tray_has_none(tray, choices):
    choices.set_shows_tray(False)
    assert tray.icon is None


def test_quiet_is_chosen_said_and_ended(tray, choices):
    tray.show_state(TROUBLE)
    tray.menu._quiet.actions()[0].trigger()
    assert choices.quiet_until(NOW) == NOW + timedelta(hours=1)
    assert "Quiet until 11:20" in words(tray)
    assert "quiet until 11:20" in tray.icon.toolTip()
    tray.menu._quiet.actions()[0].trigger()
    assert choices.quiet_until(NOW) is None
    assert "Quiet" in words(tray)


def test_a_morning_begins_at_eight_of_the_next_day():
    assert next_morning(NOW, NOW.tzinfo) == NOW.replace(day=2, hour=8, minute=0)
    assert next_morning(NOW.replace(hour=1), NOW.tzinfo) == NOW.replace(day=2, hour=8, minute=0)
