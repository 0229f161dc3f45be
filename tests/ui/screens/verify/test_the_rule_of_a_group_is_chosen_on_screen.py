"""The rule of a group, from the menu of one of its services to the database."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.services.group_commands import GROUP_RULES
from statusboard.domain.component_rule import ComponentRule, RuleKind
from statusboard.domain.instants import from_us
from statusboard.domain.objective import Objective, read_window
from statusboard.storage.groups import read_groups
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from ui.screens.verify.group_rule_sheet import GroupRuleSheet
from ui.screens.verify.screen import VerifyScreen


@pytest.fixture
def screen(monitored_database: MonitoredDatabase, qtbot: QtBot) -> VerifyScreen:
    monitored_database.watch("Checkout API", "uu")
    made = VerifyScreen(monitored_database.operations)
    qtbot.addWidget(made)
    made.resize(1256, 860)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, monitored_database.operations)
    return made


def opened(screen: VerifyScreen) -> GroupRuleSheet:
    screen.pane.more.rule.trigger()
    [sheet] = [
        w for w in QApplication.allWidgets() if isinstance(w, GroupRuleSheet) and w.isVisible()
    ]
    return sheet


def write(sheet: GroupRuleSheet, kind: RuleKind, **numbers: int) -> None:
    box = sheet.form.row("rule").control
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(kind.value))
    for name, number in numbers.items():
        line = sheet.form.row(name).control
        assert isinstance(line, QLineEdit)
        line.setText(str(number))


def test_a_rule_is_chosen_and_shown_again(
    screen: VerifyScreen, monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    sheet = opened(screen)
    assert not sheet.is_touched
    write(sheet, RuleKind.WEIGHTED, partial_at=30, major_at=60)
    assert screen.unsaved()
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle(qtbot, monitored_database.operations)

    wanted = ComponentRule(RuleKind.WEIGHTED, partial_at=30, major_at=60)
    [(_, _, rule)] = monitored_database.doorway.ask(GROUP_RULES, None)
    assert rule == wanted
    again = opened(screen)
    assert again.form.values()["partial_at"] == 30
    again.reject()


def test_what_is_promised_of_a_group_is_chosen_beside_its_rule(
    screen: VerifyScreen, monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    for promised, over, wanted in (
        ("99.95", "quarter", Objective(999_500, read_window("quarter"))),
        ("", "quarter", None),
    ):
        sheet = opened(screen)
        for name, text in (("promised", promised), ("promised_over", over)):
            sheet.form.row(name).show_value(text)
        qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
        settle(qtbot, monitored_database.operations)
        with monitored_database.database.reading(from_us(monitored_database.clock.now_us)) as unit:
            [group] = read_groups(unit)
        assert group.objective == wanted
        again = opened(screen)
        assert again.form.values().get("promised") == (promised or None)
        again.reject()


def test_a_window_that_is_none_is_refused_at_its_row(screen: VerifyScreen, qtbot: QtBot) -> None:
    sheet = opened(screen)
    sheet.form.row("promised_over").show_value("always")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert "is no window of an objective" in sheet.form.row("promised_over").fault
    sheet.reject()


def test_what_is_refused_stands_at_its_row_and_the_sheet_stays(
    screen: VerifyScreen, monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    sheet = opened(screen)
    write(sheet, RuleKind.WEIGHTED, partial_at=70, major_at=60)
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle(qtbot, monitored_database.operations)
    assert "needs as much of the weight" in sheet.form.row("partial_at").fault
    assert sheet.save.isEnabled()
    sheet.reject()


def test_a_service_without_a_group_offers_no_rule(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.add("Search", group="")
    made = VerifyScreen(monitored_database.operations)
    qtbot.addWidget(made)
    made.show()
    settle(qtbot, monitored_database.operations)
    assert not made.pane.more.rule.isVisible()
    assert made.pane.more.remove.isVisible()


def test_who_may_not_configure_cannot_press_what_does(screen: VerifyScreen, qtbot: QtBot) -> None:
    screen.pane._edit.setEnabled(False)
    screen.pane._edit.setToolTip("Viewers may not.")
    screen.pane.more.menu().aboutToShow.emit()
    more = screen.pane.more
    assert (more.replay.isEnabled(), more.correct.isEnabled()) == (True, True)
    assert (more.rule.isEnabled(), more.remove.isEnabled()) == (False, False)
    assert more.rule.toolTip() == "Viewers may not."
