"""What was corrected, who did it and how it stands; each is agreed to or taken back here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.time_text import when_text
from statusboard.domain.views.history import CorrectionLine, CorrectionsView
from ui.theme.tokens import SPACE_1, SPACE_3, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of

_WIDTH, _HEIGHT, _REASON_LIMIT = 640, 460, 300


class CorrectionsSheet(Sheet):
    """Opened with `open()`.

    Signals:
        back_wanted: a correction is to be taken back; carries its number and why.
        agreed: somebody agrees to one, or that it is taken back; carries its number.
        refused: somebody refuses that; carries its number and why.
        file_wanted: past outages are to be brought along from a list.
    """

    back_wanted = Signal(int, str)
    agreed = Signal(int)
    refused = Signal(int, str)
    file_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self.entitle(self.tr("Corrections"))
        self._lines: tuple[CorrectionLine, ...] = ()
        self._asks_two = False
        self.outcome = Banner(tone="major")
        self.outcome.hide()
        self.content.addWidget(self.outcome)
        self.note = Paragraph(self.tr("Reading what was corrected…"), tone="muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Corrections, the newest first"))
        self.list.setWordWrap(True)
        self.list.setSpacing(SPACE_1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._offer)
        self.back = QPushButton(self.tr("Take back"))
        self.back.clicked.connect(lambda: self._decide(self._take_back))
        self.agree = QPushButton(self.tr("Agree"))
        self.agree.clicked.connect(lambda: self._decide(self.agreed.emit))
        self.refuse = QPushButton(self.tr("Refuse"))
        self.refuse.clicked.connect(lambda: self._decide(self._refuse))
        self.why = QLineEdit()
        self.why.setMaxLength(_REASON_LIMIT)
        self.why.setAccessibleName(self.tr("Why"))
        self.why.textChanged.connect(self._offer)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = close
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_3)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        column.addWidget(self.why)
        self.content.addWidget(inner, 1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.agree)
        self.foot.addWidget(self.refuse)
        self.file = QPushButton(self.tr("Bring past outages…"))
        self.file.clicked.connect(self.file_wanted)
        self.foot.addWidget(self.file)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self._offer()

    def show_view(self, view: CorrectionsView) -> None:
        """Shows the corrections; the one that was chosen stays so."""
        zone, chosen = zone_of(view.zone), self._line()
        self.outcome.hide()
        self._lines, self._asks_two = view.lines, view.asks_two
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
            self.list.setCurrentRow(self._row_of(chosen))
        self._offer()

    def show_problem(self, sentence: str) -> None:
        """Says what could not be done or read."""
        self.outcome.show_sentence(sentence)
        self.outcome.show()
        self._offer()

    def _row_of(self, chosen: CorrectionLine | None) -> int:
        """The one that was chosen, else the oldest that waits, else the newest."""
        ids = [one.id for one in self._lines]
        if chosen is not None and chosen.id in ids:
            return ids.index(chosen.id)
        return max((row for row, one in enumerate(self._lines) if one.is_undecided), default=0)

    def _line(self) -> CorrectionLine | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _offer(self) -> None:
        line, has_why = self._line(), bool(self.why.text().strip())
        waits = line is not None and line.is_undecided
        stands = line is not None and line.taken_back_at is None and line.back_asked_by is None
        # What counts takes two to be taken back where it took two to count.
        takes_two = self._asks_two and line is not None and not line.waits
        for part in (self.agree, self.refuse):
            part.setVisible(any(one.is_undecided for one in self._lines))
        self.why.setVisible(self.agree.isVisibleTo(self) or (self._asks_two and bool(self._lines)))
        self.why.setPlaceholderText(
            self.tr("Why not, where you refuse it")
            if waits
            else self.tr("Why it is to be taken back: whoever has to agree reads it")
        )
        self.back.setEnabled(stands and (has_why or not takes_two))
        self.agree.setEnabled(waits)
        self.why.setEnabled(waits or (stands and takes_two))
        self.refuse.setEnabled(waits and has_why)

    def _decide(self, carry: Callable[[int], None]) -> None:
        line = self._line()
        if line is not None:
            for button in (self.back, self.agree, self.refuse):
                button.setEnabled(False)
            carry(line.id)

    def _refuse(self, number: int) -> None:
        self.refused.emit(number, self.why.text().strip())

    def _take_back(self, number: int) -> None:
        self.back_wanted.emit(number, self.why.text().strip())


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
