"""One claim in the list: true, with its figures one press away, or refused, with what is true."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.statement import ClaimRow
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, LEAD, RADIUS, SPACE_3
from ui.widgets.paragraph import Paragraph
from ui.widgets.status_glyph import StatusGlyph


class ClaimLine(QWidget):
    """A claim. One that may be said can be chosen: it is what the right side gives away.

    Signals:
        picked: it was chosen.
        figures_wanted: a person wants to see what is behind it.
        nearest_wanted: a person wants what is true in its place.
    """

    picked = Signal()
    figures_wanted = Signal()
    nearest_wanted = Signal()

    def __init__(self, row: ClaimRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._is_chosen = False
        status = ComponentStatus.OPERATIONAL
        if not row.is_carried:
            is_unknown = row.is_unknown
            status = ComponentStatus.UNKNOWN if is_unknown else ComponentStatus.MAJOR_OUTAGE
        self.glyph = StatusGlyph(status, size=20)
        word = self.tr("May be said") if row.is_carried else self.tr("May not be said")
        self.glyph.setToolTip(word)
        self.glyph.setAccessibleName(word)
        self.said = Paragraph(row.headline, size=LEAD, weight=SEMIBOLD)
        if not row.is_carried:
            face = font(LEAD, SEMIBOLD)
            face.setStrikeOut(True)
            self.said.setFont(face)
            self.said.set_tone("muted")
        self.detail = Paragraph(self._detail(), size=CAPTION, tone="muted")
        word_on = self.tr("Figures") if row.is_carried else self.tr("Use that")
        # Within the line from the first: shown on its own it is a window, and closes open lists.
        self.button = QPushButton(word_on, self)
        self.button.setAccessibleName(f"{self.button.text()}: {row.headline}")
        self.button.clicked.connect(self.figures_wanted if row.is_carried else self.nearest_wanted)
        self.button.setVisible(row.is_carried or row.nearest is not None)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.said)
        words.addWidget(self.detail)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        line.setSpacing(SPACE_3)
        line.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        if row.is_carried:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{word}: {row.headline}. {self.detail.text}")

    def _detail(self) -> str:
        row = self.row
        if row.nearest is None:
            return row.detail
        true = self.tr("True is: {claim}").format(claim=row.nearest.text.headline)
        return f"{row.detail} {true}"

    def show_chosen(self, *, is_chosen: bool) -> None:
        """Whether it is what the right side gives away."""
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.row.is_carried:
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.row.is_carried and event.key() in keys:
            self.picked.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one row
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        else:
            painter.setPen(QPen(QColor(colours.line), 1))
            base = self.height() - 0.5
            painter.drawLine(round(box.left()), round(base), round(box.right()), round(base))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
