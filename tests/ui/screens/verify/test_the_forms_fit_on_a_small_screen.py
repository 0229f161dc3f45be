"""On a small screen a form is as tall as there is room, and its buttons stay in reach."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from tests.fixtures.views_verify import service_detail
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.screens.verify.service_dialog import ServiceDialog
from ui.theme.theme import Theme

# 1024×600 with a task bar.
ROOM = QRect(0, 0, 1024, 560)
TITLE_BAR = 30


@pytest.mark.parametrize(
    ("make", "last"),
    [
        (lambda: ServiceDialog(check_kinds(), ("Shop",)), "save"),
        (lambda: ServiceDialog(check_kinds(), ("Shop",), detail=service_detail()), "save"),
        (lambda: NewRelicPicker(("Shop",)), "add"),
    ],
    ids=["new service", "service", "picker"],
)
def test_the_buttons_of_a_form_are_in_reach(
    qtbot: QtBot,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[], QDialog],
    last: str,
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: ROOM)
    form = make()
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.open()

    button: QPushButton = getattr(form, last)
    assert form.height() + TITLE_BAR <= ROOM.height()
    assert button.mapTo(form, QPoint(0, button.height())).y() <= form.height()


def test_a_form_has_its_own_size_where_there_is_room(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 1920, 1040))
    form = ServiceDialog(check_kinds(), ("Shop",))
    qtbot.addWidget(form)
    assert (form.width(), form.height()) == (600, 720)
