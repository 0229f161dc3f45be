"""What came along in a format, and taking all of it back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.importing import UndoneReport
from ui.screens.verify.importing.table import sort_words
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.labelled import Labelled
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 620, 520


class UndoSheet(Sheet):
    """A report first, as with bringing along.

    Signals:
        look_wanted: the key of a format; answer with `show_report` or `show_problem`.
        back_wanted: the key of a format, and why it cannot wait for somebody else; answer with
            `show_done`, `ask_why` or `show_problem`.
    """

    look_wanted = Signal(str)
    back_wanted = Signal(str, str)

    def __init__(self, formats: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Take an import back"), parent, width=_WIDTH, height=_HEIGHT)
        self.format = QComboBox()
        for key, label in formats:
            self.format.addItem(label, key)
        self.format.currentIndexChanged.connect(lambda _: self.look())
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What came along"))
        self.list.setStyleSheet("QListView::item { padding: 3px 8px; }")
        self.said = Label(wrap=True)
        self.why = QLineEdit()
        self.why.setAccessibleName(self.tr("Why it cannot wait"))
        self.why.setPlaceholderText(self.why.accessibleName())
        self.why.hide()
        self._close = QPushButton(self.tr("Close"))
        self._close.clicked.connect(self.reject)
        self.back = QPushButton(self.tr("Take it back"))
        self.back.setProperty("look", "danger")
        self.back.clicked.connect(self._go)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        box.addWidget(Labelled(self.tr("Came along from"), self.format))
        box.addWidget(self.list, 1)
        box.addWidget(self.said)
        box.addWidget(self.why)
        self.hold(inner)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self.back)

    def look(self) -> None:
        """Asks what would be taken back of the format that is chosen."""
        self.back.setEnabled(False)
        self.why.hide()
        self.look_wanted.emit(str(self.format.currentData()))

    def show_report(self, report: UndoneReport) -> None:
        """Shows what would be taken back, and what stays."""
        self._show_rows(report)
        taken, stays = report.taken, len(report.rows) - report.taken
        words = self.tr("To be taken back: {taken}. Stays: {stays}. Subscribers stay, too.")
        self._say(words.format(taken=f"{taken:,}", stays=f"{stays:,}"))
        self.back.setEnabled(taken > 0)

    def show_done(self, report: UndoneReport) -> None:
        """Says what was taken back."""
        self._show_rows(report)
        self._say(self.tr("{taken} taken back.").format(taken=f"{report.taken:,}"))
        for part in (self.back, self.format):
            part.setEnabled(False)
        self.why.hide()
        self._close.setFocus()

    def ask_why(self, sentence: str) -> None:
        """Somebody else has to agree: asks why that cannot be waited for."""
        self._say(sentence, tone="degraded")
        self.why.show()
        self.why.setFocus()
        self.back.setEnabled(True)

    def show_problem(self, sentence: str) -> None:
        """Says what was in the way; nothing was taken back."""
        self._say(sentence, tone="major")

    def _show_rows(self, report: UndoneReport) -> None:
        self.list.clear()
        for row in report.rows:
            stays = row.why or self.tr("It stays.")
            parts = (sort_words(row.sort), row.title, "" if row.is_taken else stays)
            self.list.addItem(" · ".join(part for part in parts if part))

    def _say(self, words: str, *, tone: str = "") -> None:
        self.said.set_tone(tone)
        self.said.setText(words)

    def _go(self) -> None:
        self.back.setEnabled(False)
        self.back_wanted.emit(str(self.format.currentData()), self.why.text().strip())
