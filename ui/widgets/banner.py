"""A row across the window or a screen that tells of a problem, and perhaps offers a way out."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme.fonts import MEDIUM, font
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, RADIUS_SMALL, SPACE_3
from ui.widgets.label import Label

_ICONS = {
    "major": "circle-alert",
    "degraded": "triangle-alert",
    "unknown": "triangle-alert",
    "maintenance": "info",
    "operational": "circle-check",
}


class Banner(QWidget):
    """A sentence on a soft colour. `tone` is the name of a status colour.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        sentence: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "degraded",
        action: str = "",
        is_rounded: bool = False,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._is_rounded = is_rounded
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = self._row = QHBoxLayout(self)
        self._label = Label(wrap=True)
        self.button = QPushButton(action)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        row.addWidget(self._label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_scale(1.0)
        self.show_sentence(sentence)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._label.text()

    def stack(self, *, is_stacked: bool) -> None:
        """Puts the ways out below the sentence, where there is no room beside it."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if is_stacked else ways.LeftToRight)

    def add_button(self, button: QPushButton) -> None:
        """Puts another way out behind the first."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_scale(self, scale: float) -> None:
        """So many times as large: a wall is read from across the room."""
        self._scale = scale
        self._row.setContentsMargins(*(round(n * scale) for n in (44, 8, SPACE_3, 8)))
        self._row.setSpacing(round(SPACE_3 * scale))
        self._label.set_size(BODY * scale)
        self.button.setFont(font(BODY * scale, MEDIUM))
        self.update()

    def show_sentence(self, sentence: str, *, tone: str = "") -> None:
        """Says something else."""
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self._tone = tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one row
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, f"{self._tone}_soft")))
        radius = RADIUS_SMALL if self._is_rounded else 0
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        side = 18 * self._scale
        spot = QRectF(16 * self._scale, (self.height() - side) / 2, side, side)
        paint_icon(painter, spot, _ICONS[self._tone], getattr(colours, self._tone))
