"""Where the time of an answer went: one bar, a colour and a number for each phase."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from statusboard.domain.instants import SECOND_US
from statusboard.domain.result import Phases
from ui.screens.verify.words import phase_parts
from ui.theme.fonts import REGULAR, font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.response_words import response_words

_BAR = 14
_RADIUS = 4
_SWATCH = 8
_LEAST_PX = 2.0
_PHASES = 5


def phase_colours(*, is_dark: bool) -> tuple[str, ...]:
    """DNS, connect, TLS, wait, read: from pale to strong, waiting in another hue."""
    if is_dark:
        return ("#4C5F8F", "#5B82D8", "#86A8FF", "#A894F0", "#5E6B7C")
    return ("#A9C0FF", "#5B8DEF", "#3B62C4", "#7A63D2", "#B6C0CE")


class _Bar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lengths: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_lengths(self, lengths: tuple[int, ...]) -> None:
        self._lengths = lengths
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one bar
        colours = phase_colours(is_dark=tokens().is_dark)
        total = sum(self._lengths)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(tokens().line))
        left = 0.0
        for length, colour in zip(self._lengths, colours, strict=False):
            if length:
                width = max(_LEAST_PX, self.width() * length / total)
                painter.fillRect(QRectF(left, 0, width, self.height()), QColor(colour))
                left += width


class _Legend(QWidget):
    """A swatch in the colour of its phase, and a text."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._place = place
        self.setFont(font(CAPTION, REGULAR))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + _SWATCH + 6, metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(phase_colours(is_dark=tokens().is_dark)[self._place]))
        swatch = QRectF(0, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        painter.drawRoundedRect(swatch, 2, 2)
        painter.setPen(QColor(tokens().muted))
        room = QRectF(self.rect()).adjusted(_SWATCH + 5, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._text)


class PhaseBar(QWidget):
    """The bar with its legend; hidden where nothing was timed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        legend = QWidget()
        flow = FlowLayout(legend, gap=9)
        self._legends = tuple(_Legend(place) for place in range(_PHASES))
        for text in self._legends:
            flow.addWidget(text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_2)
        box.addWidget(self._bar)
        box.addWidget(legend)
        self.hide()

    def show_phases(self, phases: Phases) -> None:
        """Shows how long each phase took."""
        parts = phase_parts(phases)
        spoken: list[str] = []
        for legend, (name, length) in zip(self._legends, parts, strict=True):
            legend.setVisible(length is not None)
            if length is not None:
                whole = f"{name} {response_words(length)}"
                # The unit once: below a second all of them are in milliseconds.
                is_short = bool(spoken) and length < SECOND_US
                legend.show_text(f"{name} {-(-length // 1000)}" if is_short else whole)
                spoken.append(whole)
        self._bar.show_lengths(tuple(length or 0 for _, length in parts))
        self.setAccessibleName(", ".join(spoken))
        self.setVisible(bool(spoken))
