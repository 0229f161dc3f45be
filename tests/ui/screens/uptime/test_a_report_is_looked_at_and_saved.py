"""From the uptime screen: a report is looked at before it is saved, shared, or made by schedule."""

from dataclasses import replace
from datetime import UTC
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.reports.inputs import ReportAddress, ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.domain.language import Language
from statusboard.domain.period import Days, period_text
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.views.reports import ScheduledReport, SharedReport
from statusboard.domain.views.uptime import Range, period_of
from statusboard.errors import RuleBroken
from tests.fixtures.monitored_database import MonitoredDatabase, StubDesk, settle
from tests.fixtures.reports import MADE, report
from ui.runtime.operations import Operations
from ui.screens.uptime.report.asking import Schedules
from ui.screens.uptime.report.links_sheet import LinksSheet
from ui.screens.uptime.report.schedules_sheet import SchedulesSheet
from ui.screens.uptime.report.sheet import ReportSheet
from ui.screens.uptime.report.tasks import ReportTasks
from ui.screens.uptime.screen import UptimeScreen

LINK = SharedReport(7, "November", "Ada", MADE, None, None, is_open=True)
OLD = SharedReport(6, "October", "Ada", MADE, None, MADE, is_open=False)
SCHEDULE = ScheduledReport(
    *(3, ReportSchedule("Monthly", "month", "pdf", "/srv/reports"), MADE, None),
    problem="The folder is away.",
)


def test_the_pages_are_seen_and_written_as_they_were_seen(
    qtbot: QtBot, stub_desk: StubDesk, operations: Operations, tmp_path: Path
) -> None:
    stub_desk.answers = {REPORT.name: report()}
    home = ReportSheet((), MADE)  # any widget; a sheet stands alone without a parent
    qtbot.addWidget(home)
    tasks = ReportTasks(operations, home)
    tasks.open(("Checkout API",), MADE)
    sheet = tasks.sheet
    assert sheet is not None
    assert (sheet.preview.said, sheet.save_button.isEnabled()) == ("Making the report…", False)
    qtbot.waitUntil(lambda: sheet.preview.count == 2, timeout=20_000)
    assert (sheet.preview.said, sheet.save_button.isEnabled()) == ("", True)

    sheet.save_wanted.emit(tmp_path / "r.csv")
    qtbot.waitUntil(lambda: sheet.preview.said == "Saved as r.csv")
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfservice,group")
    sheet.save_wanted.emit(tmp_path / "r.doc")
    assert "ends in no known form" in sheet.preview.said
    sheet.accept()


def test_what_is_chosen_is_what_is_asked(qtbot: QtBot) -> None:
    sheet = ReportSheet(("Checkout API", "Storefront"), MADE)
    qtbot.addWidget(sheet)
    options = sheet.options
    assert options.asked == ReportAsk("last-month")
    options.choose_period("2026-Q4")
    options.services.show_names(("Storefront",))
    options.language.setCurrentText("German")
    options.hours.setChecked(True)
    options.rule.setCurrentText("Strict: degraded counts, too")
    assert options.asked == ReportAsk(
        "2026-Q4", ("Storefront",), Language.GERMAN, business_hours=True, rule="strict"
    )
    options.choose_period("2026-10")
    assert (options.period.currentText(), options.asked.period) == ("October 2026", "2026-10")


def test_why_there_is_no_report_stands_in_its_place(
    qtbot: QtBot, stub_desk: StubDesk, operations: Operations
) -> None:
    stub_desk.answers = {REPORT.name: RuleBroken("This period has not begun yet.")}
    home = ReportSheet((), MADE)
    qtbot.addWidget(home)
    tasks = ReportTasks(operations, home)
    tasks.open((), MADE)
    sheet = tasks.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.preview.said == "This period has not begun yet.")
    assert not sheet.save_button.isEnabled()
    sheet.accept()


def test_a_link_is_shown_once_copied_and_can_be_ended(qtbot: QtBot) -> None:
    sheet = LinksSheet("November", UTC)
    qtbot.addWidget(sheet)
    sheet.show_links((LINK, OLD))
    assert (sheet.links.texts, len(sheet.links.buttons)) == (("November", "October"), 1)
    with qtbot.waitSignal(sheet.end_wanted) as ended:
        sheet.links.buttons[0].click()
    assert ended.args == [7]
    with qtbot.waitSignal(sheet.share_wanted) as wanted:
        sheet.share_button.click()
    assert wanted.args == [30]
    sheet.show_address(ReportAddress(8, "https://s.example/report/x"))
    assert QApplication.clipboard().text() == "https://s.example/report/x"
    assert sheet.said == "Copied. It is shown this once, so keep it."
    sheet.show_address(ReportAddress(9, "https://YOUR-PAGE-SERVER/report/x", is_whole=False))
    assert "set its public address" in sheet.said


def test_a_schedule_says_why_it_failed_and_a_new_one_is_asked_for(qtbot: QtBot) -> None:
    sheet = SchedulesSheet(ReportAsk(services=("Storefront",), rule="strict"), UTC)
    qtbot.addWidget(sheet)
    sheet.show_schedules(Schedules((SCHEDULE,), ("Board",)))
    assert sheet.schedules.texts == ("Monthly: every month, PDF into /srv/reports",)
    sheet.name.setText("Weekly")
    sheet.folder.setText("/srv/week")
    with qtbot.waitSignal(sheet.add_wanted) as added:
        sheet.add_button.click()
    given = ReportSchedule("Weekly", "month", "pdf", "/srv/week", services=("Storefront",))
    assert added.args == [replace(given, rule="strict")]
    assert sheet.about.text() == "Storefront; Strict: degraded counts, too"
    sheet.show_error(RuleBroken("A schedule needs a name."))
    assert (sheet.said, sheet.add_button.isEnabled()) == ("A schedule needs a name.", True)
    sheet.where.setCurrentText("The people in Board")
    assert not sheet.folder.isEnabled()
    with qtbot.waitSignal(sheet.remove_wanted) as removed:
        sheet.schedules.buttons[0].click()
    assert removed.args == ["Monthly"]


def test_the_screen_opens_it_about_its_period_and_its_services(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "u" * 20)
    screen = UptimeScreen(monitored_database.operations)
    qtbot.addWidget(screen)
    screen.show()
    settle(qtbot, monitored_database.operations)
    assert screen._view is not None
    day = screen._view.as_of.date()
    for chosen, name in ((Range.WEEK, ""), (Days(day, day), "Checkout API")):
        screen.choose_range(chosen)
        if name:
            qtbot.keyClick(screen.table, Qt.Key.Key_Down)
        settle(qtbot, monitored_database.operations)
        screen.report.click()
        sheet = screen.report.tasks.sheet
        assert sheet is not None
        names = (name,) if name else ()
        assert sheet.options.asked == ReportAsk(period_text(period_of(chosen)), names)
        assert sheet.options.services.left == (() if name else ("Checkout API",))
        sheet.accept()
