"""The sheet of a report: options on the left, its pages on the right, and where it goes below."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.report import UptimeReport
from ui.screens.uptime.report.options import ReportOptions
from ui.screens.uptime.report.preview import SHOWN, PagesPreview
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.file_choice import choose_to_write
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT, _OPTIONS = 920, 720, 260
_LAST_MONTH = ReportAsk()


class ReportSheet(Sheet):
    """Opened with `open()`. It shows what it is given by `show_report` and `show_pages`.

    Signals:
        asked: another report is wanted; carries nothing, `options.asked` says which.
        save_wanted: carries the path that was chosen.
        print_wanted: carries the printer.
        share_wanted, schedules_wanted: the button of that was pressed.
    """

    asked = Signal()
    save_wanted = Signal(object)
    print_wanted = Signal(object)
    share_wanted = Signal()
    schedules_wanted = Signal()

    def __init__(
        self,
        names: Sequence[str],
        now: datetime,
        asked: ReportAsk = _LAST_MONTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self.entitle(self.tr("Uptime report"))
        self.report: UptimeReport | None = None
        self._printer: QPrinter | None = None
        self.options = ReportOptions(names, now, asked)
        self.options.setFixedWidth(_OPTIONS)
        self.options.changed.connect(self.asked)
        self.preview = PagesPreview()
        self.preview.setMinimumWidth(SHOWN + 24)
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        columns.setSpacing(SPACE_5)
        columns.addWidget(self.options)
        columns.addWidget(self.preview, 1)
        self.content.addWidget(inner, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.schedules_button = QPushButton(self.tr("Schedules…"))
        self.schedules_button.clicked.connect(self.schedules_wanted)
        self.share_button = QPushButton(self.tr("Share a link…"))
        self.share_button.clicked.connect(self.share_wanted)
        self.print_button = QPushButton(self.tr("Print…"))
        self.print_button.clicked.connect(self.choose_printer)
        self.save_button = QPushButton(self.tr("Save as…"))
        self.save_button.setProperty("look", "primary")
        self.save_button.clicked.connect(self._choose_file)
        self.main_button = self.save_button
        self.foot.addStretch(1)
        for button in (close, self.schedules_button, self.share_button, self.print_button):
            self.foot.addWidget(button)
        self.foot.addWidget(self.save_button)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Another report is on its way: what is shown is not it."""
        self.report = None
        self.preview.say(self.tr("Making the report…"))
        self._enable(False)

    def show_report(self, report: UptimeReport) -> None:
        """It can be saved from now on; its pages follow."""
        self.report = report
        self._enable(True)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Its pages, drawn."""
        self.preview.say("")
        self.preview.show_pages(pages)

    def say(self, sentence: str, *, is_wrong: bool = False) -> None:
        """What came of something that was wanted here."""
        self.preview.say(sentence, is_wrong=is_wrong)

    def choose_printer(self) -> QPrintDialog | None:
        """Asks for the printer; where there is none, says so and names the way out."""
        if not QPrinterInfo.availablePrinterNames():
            self.say(
                self.tr(
                    "This computer knows no printer. Save it as a PDF, and print that elsewhere."
                ),
                is_wrong=True,
            )
            return None
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self.tr("Uptime report"))
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(lambda: self.print_wanted.emit(self._printer))
        dialog.finished.connect(dialog.deleteLater)
        super(QPrintDialog, dialog).open()  # its own `open` wants a slot by name
        return dialog

    def _choose_file(self) -> None:
        if self.report is None:
            return
        from statusboard.app.reports.files import file_name
        from statusboard.domain.report import ReportForm

        name = file_name(self.report, ReportForm.PDF)
        kinds = self.tr(
            "PDF (*.pdf);;Workbook (*.xlsx);;CSV (*.csv);;Web page (*.html);;JSON (*.json);;"
            "Response times as a picture (*.png);;Response times as a drawing (*.svg)"
        )
        title = self.tr("Save the report")
        dialog = choose_to_write(self, title, name, self._chose_file, kinds=kinds)
        # The ending follows what is filtered by, where none is typed.
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")"))
        )

    def _chose_file(self, path: Path) -> None:
        self.save_wanted.emit(path)

    def _enable(self, may: bool) -> None:
        for button in (self.save_button, self.print_button, self.share_button):
            button.setEnabled(may)
