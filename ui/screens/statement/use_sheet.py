"""Where claims are said: the places that are watched, and one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.statement import ClaimRow, ClaimUse
from statusboard.errors import StatusBoardError
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet
from ui.widgets.status_glyph import StatusGlyph

_WIDTH = 620


class UseSheet(Sheet):
    """Opened with `open()`.

    Signals:
        submitted: carries where the claim is said.
        stop_wanted: carries the id of a place.
        draft_wanted: carries the notice that corrects what is said there.
    """

    submitted = Signal(str)
    stop_wanted = Signal(int)
    draft_wanted = Signal(int)

    def __init__(
        self, row: ClaimRow | None, uses: Sequence[ClaimUse], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent, width=_WIDTH)
        self.entitle(self.tr("Where it is said"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        self.where = QLineEdit()
        self.where.setPlaceholderText(self.tr("home page"))
        self.where.setAccessibleName(self.tr("Where it is said"))
        self.add_button = QPushButton(self.tr("Watch it"))
        self.where.textChanged.connect(lambda text: self.add_button.setEnabled(bool(text.strip())))
        self.where.returnPressed.connect(self.conclude)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_3)
        if row is not None:
            words = self.tr(
                "“{claim}”: name the place, and the desk tells when it stops being true."
            )
            column.addWidget(Paragraph(words.format(claim=row.headline)))
            column.addWidget(self.where)
        column.addWidget(self._said)
        column.addLayout(self._rows)
        self.hold(inner)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        self.main_button = self.add_button
        self.add_button.setProperty("look", "primary")
        self.add_button.setEnabled(False)
        self.add_button.setVisible(row is not None)
        self.add_button.clicked.connect(lambda: self.submitted.emit(self.where.text().strip()))
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.add_button)
        self.show_uses(uses)

    def show_uses(self, uses: Sequence[ClaimUse]) -> None:
        """The places that are watched now."""
        self._said.hide()
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for one in uses:
            line = self._line(one)
            self._rows.addWidget(line)
            line.show()
        self.fit()

    def show_error(self, error: StatusBoardError) -> None:
        """Says why not."""
        self._said.setText(str(error))
        self._said.show()
        self.fit()

    def _line(self, one: ClaimUse) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        is_true = one.untrue_since is None
        status = ComponentStatus.OPERATIONAL if is_true else ComponentStatus.MAJOR_OUTAGE
        glyph = StatusGlyph(status, size=16)
        word = self.tr("True") if is_true else self.tr("No longer true")
        glyph.setToolTip(word)
        glyph.setAccessibleName(word)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Paragraph(one.where))
        rest = f"“{one.sentence}”" if is_true else f"“{one.sentence}” {word}. {one.reason}"
        words.addWidget(Paragraph(rest, size=CAPTION, tone="muted"))
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if one.draft_id is not None:
            draft = QPushButton(self.tr("Correction"))
            draft.clicked.connect(partial(self.draft_wanted.emit, one.draft_id))
            row.addWidget(draft, 0, Qt.AlignmentFlag.AlignTop)
        stop = QPushButton(self.tr("Remove"))
        stop.setAccessibleName(self.tr("Remove {where}").format(where=one.where))
        stop.clicked.connect(partial(self.stop_wanted.emit, one.id))
        row.addWidget(stop, 0, Qt.AlignmentFlag.AlignTop)
        return line
