"""A job that reports by itself: added by form, and its address made, shown once and copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from statusboard.domain.instants import from_us
from statusboard.storage import signals
from statusboard.storage.checks import read_checks
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from tests.fixtures.views_verify import check_detail
from ui.screens.verify.address_sheet import AddressSheet
from ui.screens.verify.check_section import CheckSection
from ui.screens.verify.choices import SourceDialog
from ui.screens.verify.screen import VerifyScreen
from ui.screens.verify.service_dialog import ServiceDialog
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.field_row import FieldRow


def open_one(sort: type[QDialog]) -> QDialog:
    [found] = [w for w in QApplication.allWidgets() if isinstance(w, sort) and w.isVisible()]
    return found


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def button(screen: VerifyScreen, words: str) -> QPushButton:
    [found] = [b for b in screen.findChildren(QPushButton) if b.text() == words]
    return found


@pytest.fixture
def screen(monitored_database: MonitoredDatabase, qtbot: QtBot) -> VerifyScreen:
    made = VerifyScreen(monitored_database.operations)
    qtbot.addWidget(made)
    made.resize(1256, 860)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, monitored_database.operations)
    return made


def test_from_the_form_to_the_address(
    monitored_database: MonitoredDatabase, screen: VerifyScreen, qtbot: QtBot
) -> None:
    press(qtbot, screen.add_button)
    press(qtbot, open_one(SourceDialog).findChild(QPushButton, "heartbeat"))
    form = open_one(ServiceDialog)
    rows = {row.spec.name: row for row in form.findChildren(FieldRow)}
    assert "interval" not in rows
    rows["name"].control.setText("Nightly export")
    rows["every"].control.setText("1d")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)

    press(qtbot, button(screen, "Address"))
    settle(qtbot, monitored_database.operations)
    sheet = open_one(AddressSheet)
    url = sheet.url.toPlainText()
    assert "/beat/" in url
    assert url in sheet.command.toPlainText()
    press(qtbot, sheet.copy_command)
    assert QGuiApplication.clipboard().text() == sheet.command.toPlainText()
    sheet.accept()

    # Another one ends it, and that is asked first.
    press(qtbot, button(screen, "Address"))
    settle(qtbot, monitored_database.operations)
    press(qtbot, open_one(ConfirmDialog).action)
    settle(qtbot, monitored_database.operations)
    again = open_one(AddressSheet)
    assert again.url.toPlainText() != url
    with monitored_database.database.reading(from_us(monitored_database.clock.now_us)) as unit:
        [check] = read_checks(unit)
        assert signals.addresses_made(unit).keys() == {check.id}
    assert check.config == {"every": "1d"}


def test_what_a_check_weighs_that_is_told_is_kept_and_changed(qtbot: QtBot) -> None:
    check = check_detail(kind="heartbeat", config={"every": "1h"}, is_told=True, weight=0)
    section = CheckSection(check_kinds()["heartbeat"], check)
    qtbot.addWidget(section)
    assert section.value().weight == 0
    section._timing.show_values({"weight": 7})
    assert section.value().weight == 7
