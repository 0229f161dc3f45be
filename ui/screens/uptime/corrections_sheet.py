"""What was corrected, who did it and how it stands; each is agreed to or taken back here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.time_text import when_text
from statusboard.domain.views.history import CorrectionLine, CorrectionsView
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of

_WIDTH, _HEIGHT = 640, 460


class CorrectionsSheet(Sheet):
    """Opened with `open()`.

    Signals:
        back_wanted: a correction is to be taken back; carries its number.
        agreed: somebody agrees to one; carries its number.
        file_wanted: past outages are to be brought along from a list.
    """

    back_wanted = Signal(int)
    agreed = Signal(int)
    file_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self.entitle(self.tr("Corrections"))
        self._lines: tuple[CorrectionLine, ...] = ()
        self.outcome = Banner(tone="major")
        self.outcome.hide()
        self.content.addWidget(self.outcome)
        self.note = Paragraph(self.tr("Reading what was corrected…"), tone="muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Corrections, the newest first"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._offer)
        self.back = QPushButton(self.tr("Take back"))
        self.back.clicked.connect(lambda: self._decide(self.back_wanted.emit))
        self.agree = QPushButton(self.tr("Agree"))
        self.agree.clicked.connect(lambda: self._decide(self.agreed.emit))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = close
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_3)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        self.content.addWidget(inner, 1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.agree)
        self.file = QPushButton(self.tr("Bring past outages…"))
        self.file.clicked.connect(self.file_wanted)
        self.foot.addWidget(self.file)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self._offer()

    def show_view(self, view: CorrectionsView) -> None:
        """Shows the corrections; the one that was chosen stays so."""
        zone, row = zone_of(view.zone), self.list.currentRow()
        self.outcome.hide()
        self._lines = view.lines
        self.list.clear()
        for one in view.lines:
            start, stop = (when_text(at, zone, now=view.as_of) for at in (one.start, one.stop))
            service = one.service or self.tr("A service that was removed")
            words = f"{service} · {start} – {stop}\n{_begun(one.words)}\n{_begun(one.stands)}"
            self.list.addItem(QListWidgetItem(words))
        self.note.set_text(
            self.tr("What was measured stays beneath each, and counts again once it is taken back.")
            if view.lines
            else self.tr("Nothing was corrected.")
        )
        if view.lines:
            self.list.setCurrentRow(max(0, min(row, len(view.lines) - 1)))
        self._offer()

    def show_problem(self, sentence: str) -> None:
        """Says what could not be done or read."""
        self.outcome.show_sentence(sentence)
        self.outcome.show()
        self._offer()

    def _line(self) -> CorrectionLine | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _offer(self) -> None:
        line = self._line()
        counts = line is not None and line.taken_back_at is None
        self.back.setEnabled(counts)
        self.agree.setVisible(any(one.waits for one in self._lines))
        self.agree.setEnabled(counts and line is not None and line.waits)

    def _decide(self, carry: Callable[[int], None]) -> None:
        line = self._line()
        if line is not None:
            self.back.setEnabled(False)
            self.agree.setEnabled(False)
            carry(line.id)


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
