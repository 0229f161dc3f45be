"""Who scrolls a form with the pointer over a choice moves the form and leaves the choice."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from statusboard.catalog.fields import FieldKind, FieldSpec
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.theme import Theme
from ui.widgets.field_controls import control_for
from ui.widgets.zone_field import ZoneField

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_values_stay_while_the_page_moves(qtbot: QtBot, theme: Theme) -> None:
    zone, moment = ZoneField(), MomentEdit(name="Started")
    choice = control_for(
        FieldSpec("method", FieldKind.CHOICE, "Method", choices=("GET", "HEAD"), default="GET")
    ).widget
    assert isinstance(choice, QComboBox)
    zone.show_zone("Europe/Berlin")
    moment.show_instant(NOON, UTC)
    before = choice.currentText()
    page = QWidget()
    column = QVBoxLayout(page)
    for control in (zone, moment, choice):
        column.addWidget(control)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()

    # What a control ignores goes on to the page around it.
    assert not any(takes_wheel(control) for control in (zone, moment, choice))
    assert (zone.zone, moment.instant(), choice.currentText()) == ("Europe/Berlin", NOON, before)


def takes_wheel(control: QWidget) -> bool:
    """Whether one notch down over the middle of a control ends there."""
    middle = QPointF(control.rect().center())
    event = QWheelEvent(
        middle,
        control.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, event)
    return event.isAccepted()
