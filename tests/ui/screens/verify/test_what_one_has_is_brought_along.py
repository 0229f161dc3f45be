"""The sheet of bringing along, from a file to rows in a real database."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.importing.fetching import page_at
from statusboard.app.settings import DEMO
from statusboard.domain.access import person
from statusboard.domain.views.importing import Fate, ImportReport, ReportRow, Sort
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.incidents import read_incidents
from statusboard.storage.settings import write_setting
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from tests.fixtures.peers import SOURCES, folder_of, kuma_database, with_work
from ui.screens.destinations import NewServicePlace, ServiceSource
from ui.screens.verify.choices import SourceDialog
from ui.screens.verify.importing.sheet import ImportSheet, Step
from ui.screens.verify.importing.table import TICK, Line, ReportTable
from ui.screens.verify.importing.tasks import open_import
from ui.screens.verify.importing.undo_sheet import UndoSheet
from ui.screens.verify.screen import VerifyScreen


@pytest.fixture
def screen(qtbot: QtBot, monitored_database: MonitoredDatabase) -> VerifyScreen:
    made = VerifyScreen(monitored_database.operations)
    qtbot.addWidget(made)
    made.resize(1256, 860)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, monitored_database.operations)
    return made


@pytest.fixture
def sheet(screen: VerifyScreen) -> ImportSheet:
    screen.focus_on(NewServicePlace(ServiceSource.ELSEWHERE))
    [found] = [w for w in QApplication.allWidgets() if isinstance(w, ImportSheet) and w.isVisible()]
    return found


def names(monitored_database: MonitoredDatabase) -> set[str]:
    with monitored_database.database.reading(monitored_database.clock.now()) as unit:
        return {one.name for one in read_components(unit)}


def test_it_is_found_where_a_service_is_added(screen: VerifyScreen, qtbot: QtBot) -> None:
    screen.tasks.add()
    [asked] = [
        w for w in QApplication.allWidgets() if isinstance(w, SourceDialog) and w.isVisible()
    ]
    asked.bring_button.click()
    assert [w for w in QApplication.allWidgets() if isinstance(w, ImportSheet) and w.isVisible()]


def test_a_file_is_read_reported_and_brought_along(
    sheet: ImportSheet, qtbot: QtBot, monitored_database: MonitoredDatabase, tmp_path: Path
) -> None:
    before = names(monitored_database)
    sheet.take(SOURCES["gatus"](tmp_path))
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    assert "Gatus. To be brought along: 3 services." in sheet.outcome.text()
    assert "1 needs a look." in sheet.outcome.text()
    assert sheet.options.secrets.isVisible()
    assert not sheet.options.incidents.isVisible()
    assert names(monitored_database) == before

    sheet.table.tick(lambda line: line.row.title == "names", is_ticked=False)
    assert "2 services." in sheet.outcome.text()
    sheet.go_button.click()
    qtbot.waitUntil(lambda: sheet.step is Step.DONE)
    assert "2 things came along" in sheet.outcome.text()
    assert names(monitored_database) - before == {"shop", "database"}
    with qtbot.waitSignal(sheet.result_wanted):
        sheet.see_button.click()
    settle(qtbot, monitored_database.operations)


def test_another_group_is_asked_for_in_the_report(
    sheet: ImportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet.take(SOURCES["gatus"](tmp_path))
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    sheet.options.group.setText("Customers")
    sheet.options.group.editingFinished.emit()
    qtbot.waitUntil(lambda: {line.row.group for line in sheet.table.lines} >= {"Customers"})
    sheet.reject()


def test_past_incidents_are_ticked_and_subscribers_are_told_of(
    sheet: ImportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet.take(SOURCES["statuspage"](tmp_path))
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    assert "past incident" not in sheet.outcome.text()
    sheet.options.incidents.click()
    qtbot.waitUntil(lambda: "1 past incident" in sheet.outcome.text())
    assert "2 subscribers" in [line.row.title for line in sheet.table.lines]
    sheet.reject()


def test_under_a_rule_past_incidents_wait_for_a_reason(
    sheet: ImportSheet, qtbot: QtBot, monitored_database: MonitoredDatabase, tmp_path: Path
) -> None:
    AgreeingDesk(monitored_database.database).rule()
    sheet.take(SOURCES["statuspage"](tmp_path))
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    assert not sheet.options.reason.isVisible()
    sheet.options.incidents.click()
    qtbot.waitUntil(sheet.options.reason.isVisible)
    assert "somebody else would have to agree" in sheet.options.rule.text()
    assert not sheet.go_button.isEnabled()
    sheet.options.reason.setText("They were on our old page.")
    assert sheet.go_button.isEnabled()
    # The report is asked for once more, and the reason stays.
    sheet.options.group.setText("Customers")
    sheet.options.group.editingFinished.emit()
    qtbot.waitUntil(lambda: {line.row.group for line in sheet.table.lines} >= {"Customers"})
    assert sheet.options.without_approval
    sheet.go_button.click()
    qtbot.waitUntil(lambda: sheet.step is Step.DONE)
    with monitored_database.database.reading(monitored_database.clock.now()) as unit:
        assert len(read_incidents(unit)) == 1
    sheet.reject()


def undo_sheet() -> UndoSheet:
    [found] = [w for w in QApplication.allWidgets() if isinstance(w, UndoSheet) and w.isVisible()]
    return found


def test_an_import_is_taken_back_where_it_was_brought(
    screen: VerifyScreen, qtbot: QtBot, monitored_database: MonitoredDatabase, tmp_path: Path
) -> None:
    operations = monitored_database.operations
    first = open_import(operations, screen, lambda _: None)
    settle(qtbot, operations)
    assert first.undo_button.isHidden()  # nothing came along yet
    before = names(monitored_database)
    first.take(SOURCES["statuspage"](tmp_path))
    qtbot.waitUntil(lambda: first.step is Step.READ)
    first.options.incidents.click()
    settle(qtbot, operations)
    qtbot.waitUntil(lambda: first.step is Step.READ and first.go_button.isEnabled())
    first.go_button.click()
    qtbot.waitUntil(lambda: first.step is Step.DONE)
    first.reject()
    AgreeingDesk(monitored_database.database).rule()

    told: list[int | None] = []
    second = open_import(operations, screen, told.append)
    qtbot.waitUntil(lambda: not second.undo_button.isHidden())
    second.undo_button.click()
    sheet = undo_sheet()
    qtbot.waitUntil(sheet.back.isEnabled)
    assert sheet.format.currentData() == "statuspage"
    assert sheet.said.text().startswith("To be taken back: ")
    assert names(monitored_database) != before
    # Somebody else would have to agree that the incidents leave the page.
    sheet.back.click()
    qtbot.waitUntil(sheet.why.isVisible)
    assert names(monitored_database) != before
    sheet.why.setText("It was another desk's page.")
    sheet.back.click()
    qtbot.waitUntil(lambda: "taken back." in sheet.said.text())
    assert names(monitored_database) == before
    assert told == [None]
    assert not sheet.back.isEnabled()
    sheet.reject()


def test_a_page_is_read_by_its_address(sheet: ImportSheet, qtbot: QtBot) -> None:
    taken: list[Path] = []
    sheet.look_wanted.disconnect()
    sheet.look_wanted.connect(taken.append)
    sheet.address.setText(" status.example.com ")
    qtbot.keyClick(sheet.address, Qt.Key.Key_Return)
    assert [page_at(one) for one in taken] == ["https://status.example.com"]
    assert not sheet.address.isVisible() or sheet.step is Step.READING
    sheet.reject()


def test_with_sample_data_no_page_is_asked_but_of_this_computer(
    sheet: ImportSheet, monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    clock = monitored_database.clock
    with monitored_database.database.writing(clock.now(), person("Ada")) as unit:
        write_setting(unit, DEMO, value=True)
    sheet.address.setText("192.0.2.7")
    qtbot.keyClick(sheet.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "asks only this computer" in sheet.outcome.text())


def test_planned_work_is_told_apart_from_what_is_on_the_page(
    sheet: ImportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet.take(with_work("uptime_kuma", tmp_path))
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    words = sheet.outcome.text()
    assert "1 service, 1 draft, " in words
    assert "drafts of planned work" in words
    sheet.reject()


def test_history_comes_along_with_its_services(
    sheet: ImportSheet, qtbot: QtBot, monitored_database: MonitoredDatabase, tmp_path: Path
) -> None:
    sheet.take(kuma_database(tmp_path / "kuma.db"))
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    assert "the history of 1 service" in sheet.outcome.text()
    sheet.go_button.click()
    qtbot.waitUntil(lambda: sheet.step is Step.DONE)
    [row] = [line.row for line in sheet.table.lines if line.row.sort is Sort.HISTORY]
    assert row.fate in (Fate.NEW, Fate.LEFT_OUT)
    with monitored_database.database.reading(monitored_database.clock.now()) as unit:
        assert any("s1.example" in str(check.config) for check in read_checks(unit))
    sheet.reject()


def test_what_cannot_be_read_is_said_and_another_can_be_chosen(
    sheet: ImportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    folder_of(tmp_path, {"diary.txt": "Dear diary"})
    sheet.take(tmp_path / "diary.txt")
    qtbot.waitUntil(lambda: "not recognised" in sheet.outcome.text())
    assert sheet.file_button.isEnabled()
    assert not sheet.go_button.isEnabled()

    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(SOURCES["openapi"](tmp_path)))])
    sheet.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: sheet.step is Step.READ)
    assert "OpenAPI" in sheet.outcome.text()
    sheet.reject()


@pytest.fixture
def table(qtbot: QtBot) -> ReportTable:
    made = ReportTable()
    qtbot.addWidget(made)
    made.resize(820, 400)
    rows = [ReportRow(Sort.SERVICE, f"k{n}", f"Service {n}", Fate.NEW) for n in range(500)]
    rows.append(ReportRow(Sort.OTHER, "x", "x", Fate.LEFT_OUT, ("It was.",)))
    made.show_report(ImportReport("gatus", "g.yml", tuple(rows)))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_space_and_the_box_tick_a_row(table: ReportTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(1, 2))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.left_out == {("service", "k1")}
    box = table.visualRect(table.model().index(1, TICK)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert table.left_out == frozenset()


def test_what_writes_nothing_has_no_tick(table: ReportTable) -> None:
    line = Line(ReportRow(Sort.OTHER, "x", "x", Fate.LEFT_OUT))
    assert not line.can_be_ticked
    table.tick(lambda _: True, is_ticked=False)
    assert len(table.left_out) == 500


def test_a_new_report_keeps_what_was_left_out(table: ReportTable) -> None:
    table.tick(lambda line: line.row.key == "k3", is_ticked=False)
    table.show_report(ImportReport("gatus", "g.yml", tuple(one.row for one in table.lines)))
    assert table.left_out == {("service", "k3")}
