"""In a small window a form is as tall as there is room, and its buttons stay in reach."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from tests.fixtures.views_verify import service_detail
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.screens.verify.service_dialog import ServiceDialog
from ui.theme.theme import Theme
from ui.widgets.sheet import Sheet


@pytest.mark.parametrize(
    ("make", "last"),
    [
        (lambda over: ServiceDialog(check_kinds(), ("Shop",), parent=over), "save"),
        (
            lambda over: ServiceDialog(
                check_kinds(), ("Shop",), detail=service_detail(), parent=over
            ),
            "save",
        ),
        (lambda over: NewRelicPicker(("Shop",), over), "add"),
    ],
    ids=["new service", "service", "picker"],
)
def test_the_buttons_of_a_form_are_in_reach(
    qtbot: QtBot, theme: Theme, make: Callable[[QWidget], Sheet], last: str
) -> None:
    window = QWidget()
    window.resize(960, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    form = make(window)
    form.open()

    button: QPushButton = getattr(form, last)
    place = QRect(form.mapTo(window, QPoint(0, 0)), form.size())
    assert window.rect().contains(place)
    assert button.mapTo(form, QPoint(0, button.height())).y() <= form.height()


def test_tab_leads_from_the_last_control_of_a_form_to_its_first(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    window.resize(960, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    form = ServiceDialog(check_kinds(), ("Shop",), parent=window, kind="ping")
    form.open()
    qtbot.waitUntil(lambda: form.focusWidget() is not None)
    first = form.focusWidget()
    form.save.setFocus()
    qtbot.keyClick(form.save, Qt.Key.Key_Tab)
    assert form.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert form.focusWidget() is form.save
