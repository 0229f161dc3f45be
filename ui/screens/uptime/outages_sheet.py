"""Past outages from a list: what would become of them first, and then brought along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.history import OutageReport, OutagesOfService
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 640, 460
# Whoever mends so many lines looks again.
_MOST_FAULTS = 100


class OutagesSheet(Sheet):
    """Opened with `open()`.

    Signals:
        decided: they are to be brought along.
    """

    decided = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT, subtitle=name)
        self.entitle(self.tr("Past outages"))
        self.note = Paragraph(self.tr("Reading the list…"), tone="muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What becomes of the list"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.act_button = QPushButton(self.tr("Bring along"))
        self.act_button.setProperty("look", "primary")
        self.act_button.clicked.connect(self._decide)
        self.act_button.setEnabled(False)
        self.main_button = self.act_button
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_3)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        self.content.addWidget(inner, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.act_button)

    def show_report(self, report: OutageReport) -> None:
        """Shows what would come along, or the lines that are wrong."""
        self.list.clear()
        if report.faults:
            self.note.set_text(
                self.tr("Nothing can be brought along until these lines are mended.")
            )
            for line, words in report.faults[:_MOST_FAULTS]:
                self.list.addItem(self.tr("Line {line}: {words}").format(line=line, words=words))
            return
        rows = sum(one.rows for one in report.services)
        self.note.set_text(
            self.tr("This would come along, marked as measured by another program.")
            if rows
            else self.tr("All of it is told here already. Nothing would change.")
        )
        for one in report.services:
            self.list.addItem(self._words(one))
        self.act_button.setEnabled(rows > 0)

    def show_done(self, report: OutageReport) -> None:
        """Says what came along."""
        outages = sum(one.outages for one in report.services)
        rows = sum(one.rows for one in report.services)
        words = self.tr("{counted} came along.")
        self.note.set_text(words.format(counted=self._counted(rows, outages)))

    def show_problem(self, sentence: str) -> None:
        """Says what could not be done."""
        self.note.set_text(sentence)

    def _counted(self, rows: int, outages: int) -> str:
        one, many = self.tr("1 row"), self.tr("{n} rows")
        down, more = self.tr("1 outage"), self.tr("{n} outages")
        said = one if rows == 1 else many.format(n=rows)
        of = down if outages == 1 else more.format(n=outages)
        return self.tr("{rows}, {outages} in them").format(rows=said, outages=of)

    def _words(self, one: OutagesOfService) -> str:
        words = f"{one.service}: {self._counted(one.rows, one.outages)}"
        if one.first is not None and one.last is not None:
            words = f"{words}, {one.first:%Y-%m-%d} – {one.last:%Y-%m-%d}"
        return f"{words}\n{one.words}" if one.words else words

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit()
