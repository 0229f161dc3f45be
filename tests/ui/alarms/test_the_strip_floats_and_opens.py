"""The floating strip: on top, in a line, moved by the mouse, where it was left; a click opens."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from tests.fixtures.clock import ManualClock
from tests.ui.alarms.states import BLIND, NOW, TROUBLE, WELL
from ui.alarms.strip import Strip
from ui.alarms.strip_place import StripPlace

# Said by the offscreen platform, which has no windows to raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def make(theme, qtbot, settings):
    def made(state):
        strip = Strip(ManualClock(NOW), StripPlace(settings))
        qtbot.addWidget(strip)
        strip.show_record("47 days since the last major outage")
        strip.show_state(state)
        strip.show()
        return strip

    return made


def said(strip):
    parts = (strip.down, strip.slow, strip.named, strip.due)
    return [part.text() for part in parts if part.isVisible()]


def drag(strip, by):
    start = strip.mapToGlobal(QPoint(20, 15))
    for kind, at, button in (
        (QMouseEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton),
        (QMouseEvent.Type.MouseMove, start + by, Qt.MouseButton.NoButton),
        (QMouseEvent.Type.MouseButtonRelease, start + by, Qt.MouseButton.LeftButton),
    ):
        event = QMouseEvent(
            kind, QPointF(20, 15), QPointF(at), button, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        handle = {
            QMouseEvent.Type.MouseButtonPress: strip.mousePressEvent,
            QMouseEvent.Type.MouseMove: strip.mouseMoveEvent,
        }.get(kind, strip.mouseReleaseEvent)
        handle(event)


def test_it_says_in_a_line_what_fails_and_what_was_promised(make):
    strip = make(TROUBLE)
    assert said(strip) == ["1 down", "1 slow", "Checkout & API · 18 min", "next word 10:52"]
    assert strip.named.shown == strip.named.text()
    strip.show_state(WELL)
    assert said(strip) == ["24 of 24", "47 days since the last major outage"]
    strip.show_state(BLIND)
    assert said(strip) == ["Nothing is seen now"]
    assert strip.accessibleName() == "Nothing is seen now"
    strip.show_state(None)
    assert said(strip) == ["The desk cannot be read now"]


def test_it_stays_on_top_without_taking_the_keyboard(make):
    strip = make(WELL)
    assert strip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert strip.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_click_opens_and_a_drag_only_moves_it(make, settings):
    strip = make(WELL)
    opened = []
    strip.opened.connect(lambda: opened.append(True))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert opened == [True, True]

    before = strip.pos()
    drag(strip, QPoint(-60, 80))
    assert strip.pos() == before + QPoint(-60, 80)
    assert opened == [True, True]
    assert make(WELL).pos() == before + QPoint(-60, 80)


def test_where_no_display_is_any_more_it_does_not_come_back(make, settings):
    strip = make(WELL)
    usual = strip.pos()
    drag(strip, QPoint(9_000, 9_000))
    assert make(WELL).pos() == usual


def test_what_grows_at_the_right_edge_stays_on_the_display(make):
    strip = make(BLIND)
    right = strip.geometry().right()
    strip.show_state(TROUBLE)
    assert strip.geometry().right() == right
