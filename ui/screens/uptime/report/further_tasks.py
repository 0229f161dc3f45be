"""What else is done with a report: shared by a link, or made by schedule from now on."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from statusboard.app.reports.inputs import ReportAddress, ReportAsk
from statusboard.domain.access import Permission
from statusboard.domain.report import UptimeReport
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.report_summary import title_of
from ui.runtime.operations import Operations
from ui.screens.uptime.report import asking
from ui.screens.uptime.report.links_sheet import LinksSheet
from ui.screens.uptime.report.schedules_sheet import SchedulesSheet
from ui.widgets.time_words import zone_of


class FurtherTasks(QObject):
    """The sheets over the one of the report."""

    def __init__(self, operations: Operations, home: QObject) -> None:
        super().__init__(home)
        self._operations = operations
        self.links: LinksSheet | None = None
        self.schedules: SchedulesSheet | None = None

    def open_links(self, below: QWidget, report: UptimeReport, asked: ReportAsk) -> None:
        """Offers a link to the report, and lists those there are."""
        sheet = self.links = LinksSheet(title_of(report), zone_of(report.zone), below)
        sheet.share_wanted.connect(partial(self._share, sheet, asked))
        sheet.end_wanted.connect(partial(self._end, sheet))
        sheet.finished.connect(self._forget)
        self._operations.permitted.bind(Permission.PUBLISH, sheet.share_button)
        sheet.open()
        self._list(sheet)

    def open_schedules(self, below: QWidget, asked: ReportAsk, zone: str) -> None:
        """Lists the schedules, and offers a new one."""
        sheet = self.schedules = SchedulesSheet(asked, zone_of(zone), below)
        sheet.add_wanted.connect(partial(self._add, sheet))
        sheet.remove_wanted.connect(partial(self._remove, sheet))
        sheet.finished.connect(self._forget)
        self._operations.permitted.bind(Permission.CONFIGURE, sheet.add_button)
        sheet.open()
        self._schedules(sheet)

    def _list(self, sheet: LinksSheet) -> None:
        work = asking.ask_links(self._operations.desk)
        self._operations.run(sheet, work, sheet.show_links, sheet.show_error)

    def _share(self, sheet: LinksSheet, asked: ReportAsk, days: int | None) -> None:
        def done(address: ReportAddress) -> None:
            sheet.show_address(address)
            self._list(sheet)

        work = asking.share(self._operations.desk, asked, days)
        self._operations.run(sheet, work, done, sheet.show_error)

    def _end(self, sheet: LinksSheet, number: int) -> None:
        work = asking.end_link(self._operations.desk, number)
        self._operations.run(sheet, work, lambda _: self._list(sheet), sheet.show_error)

    def _schedules(self, sheet: SchedulesSheet) -> None:
        work = asking.ask_schedules(self._operations.desk)
        self._operations.run(sheet, work, sheet.show_schedules, sheet.show_error)

    def _add(self, sheet: SchedulesSheet, given: ReportSchedule) -> None:
        work = asking.schedule(self._operations.desk, given)
        self._operations.run(sheet, work, lambda _: self._schedules(sheet), sheet.show_error)

    def _remove(self, sheet: SchedulesSheet, name: str) -> None:
        work = asking.unschedule(self._operations.desk, name)
        self._operations.run(sheet, work, lambda _: self._schedules(sheet), sheet.show_error)

    def _forget(self) -> None:
        self.links = self.schedules = None
