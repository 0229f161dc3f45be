"""The promised next update: it counts down, warns from five minutes on, and is loud when overdue.

Nothing of it moves or blinks. What presses changes its surface, its edge and its words, so that it
is seen from afar, and by who cannot tell the colours apart.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.promises import Urgency
from ui.screens.board.layout.geometry import text_pixels
from ui.screens.board.promise_words import PromiseWords, promise_words
from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.theme import tokens
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class _Look:
    """Names of tokens: the surface, the figure, the words, what stands below them, and an edge."""

    surface: str
    figure: str
    words: str
    note: str
    edge: str = ""


_LOOKS = {
    None: _Look("sunken", "muted", "text", "muted"),
    Urgency.CALM: _Look("degraded_soft", "degraded", "text", "muted"),
    Urgency.SOON: _Look("partial_soft", "partial", "text", "text", edge="partial"),
    Urgency.OVERDUE: _Look("major", "on_accent", "on_accent", "on_accent"),
}


class PromiseBox(QWidget):
    """`tick` moves it on. `urgency` says how it presses; None: not known whether it holds."""

    def __init__(
        self, due: datetime, note: str, unit: float, zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._due, self._zone, self._unit = due, zone, unit
        self._said: PromiseWords | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(*(round(n * unit) for n in (16, 13, 16, 13)))
        row.setSpacing(round(18 * unit))
        self.figure = Label(size=text_pixels(40, unit), weight=BOLD, tone="degraded")
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(round(2 * unit))
        size = text_pixels(18, unit)
        self.line = Paragraph(size=size, weight=SEMIBOLD, max_lines=3, leading=1.3)
        self.note = Paragraph(note, self, size=size, tone="muted", max_lines=2, leading=1.3)
        column.addStretch(1)
        column.addWidget(self.line)
        column.addWidget(self.note)
        self.note.setVisible(bool(note))
        column.addStretch(1)
        row.addLayout(column, 1)

    @property
    def urgency(self) -> Urgency | None:
        """How the promise presses, as it is shown."""
        return None if self._said is None else self._said.urgency

    def tick(self, now: datetime, *, is_known: bool = True) -> None:
        """Shows how much is left at `now`. Not `is_known`: nobody told us what came since."""
        said = promise_words(self._due, now, self._zone, is_known=is_known)
        before, self._said = self._said, said
        if said == before:
            return
        self.figure.setText(said.figure)
        self.line.set_text(said.line)
        self.setAccessibleName(said.spoken)
        if before is None or said.urgency is not before.urgency:
            look = _LOOKS[said.urgency]
            self.figure.set_tone(look.figure)
            self.line.set_tone(look.words)
            self.note.set_tone(look.note)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours, look = tokens(), _LOOKS[self.urgency]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, look.surface)))
        radius = 10 * self._unit
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, radius, radius)
        if look.edge:
            width = max(2.0, 3 * self._unit)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(getattr(colours, look.edge)), width))
            inside = whole.adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(inside, radius, radius)
