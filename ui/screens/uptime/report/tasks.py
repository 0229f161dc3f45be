"""What is done with a report: asked for, drawn, saved, printed."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.report import UptimeReport
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.uptime.report import asking
from ui.screens.uptime.report.further_tasks import FurtherTasks
from ui.screens.uptime.report.preview import DRAWN, MOST_PAGES
from ui.screens.uptime.report.sheet import ReportSheet

_REPORT, _PAGES = "report", "pages"
_LAST_MONTH = ReportAsk()


class ReportTasks(QObject):
    """One report at a time, in a sheet over its home."""

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self.sheet: ReportSheet | None = None
        self.further = FurtherTasks(operations, self)

    def open(self, names: Sequence[str], now: datetime, asked: ReportAsk = _LAST_MONTH) -> None:
        """Shows the report that is asked for, of last month where none is."""
        sheet = self.sheet = ReportSheet(names, now, asked, self._home)
        answers = LatestWins(self._operations, sheet)
        sheet.asked.connect(partial(self._ask, sheet, answers))
        sheet.save_wanted.connect(partial(self._save, sheet))
        sheet.print_wanted.connect(partial(self._print, sheet))
        sheet.share_wanted.connect(partial(self._share, sheet))
        sheet.schedules_wanted.connect(partial(self._schedules, sheet, str(now.tzinfo)))
        sheet.finished.connect(self._forget)
        sheet.open()
        self._ask(sheet, answers)

    def _ask(self, sheet: ReportSheet, answers: LatestWins) -> None:
        sheet.show_waiting()
        asked = sheet.options.asked

        def show(report: UptimeReport) -> None:
            sheet.show_report(report)
            drawing = partial(asking.draw_pages, report, width=DRAWN, most=MOST_PAGES)
            answers.ask(_PAGES, asked, drawing, sheet.show_pages, partial(_tell, sheet))

        answers.drop(_PAGES)
        work = partial(asking.ask_report, self._operations.desk, asked)
        answers.ask(_REPORT, asked, work, show, partial(_tell, sheet))

    def _save(self, sheet: ReportSheet, path: Path) -> None:
        if sheet.report is None:
            return
        from statusboard.app.reports.files import form_of

        try:
            form = form_of(path.name)
        except StatusBoardError as error:
            _tell(sheet, error)
            return
        sheet.say(self.tr("Saving…"))

        def done(name: str) -> None:
            sheet.say(self.tr("Saved as {name}").format(name=name))

        work = asking.write_file(sheet.report, path, form)
        self._operations.run(sheet, work, done, partial(_tell, sheet))

    def _print(self, sheet: ReportSheet, printer: QPrinter) -> None:
        if sheet.report is None:
            return

        def done(name: str) -> None:
            sheet.say(self.tr("Given to {name}").format(name=name))

        work = asking.print_report(sheet.report, printer)
        self._operations.run(sheet, work, done, partial(_tell, sheet))

    def _share(self, sheet: ReportSheet) -> None:
        if sheet.report is not None:
            self.further.open_links(sheet, sheet.report, sheet.options.asked)

    def _schedules(self, sheet: ReportSheet, zone: str) -> None:
        self.further.open_schedules(sheet, sheet.options.asked, zone)

    def _forget(self) -> None:
        self.sheet = None


def _tell(sheet: ReportSheet, error: StatusBoardError) -> None:
    sheet.say(str(error), is_wrong=True)
