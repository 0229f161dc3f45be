"""A card with one large figure, what it is above, and what it stands on below."""

from math import floor

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.fonts import BOLD, SEMIBOLD, font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_tip import plain_tip

_FIGURE, _LEAST_FIGURE = 30, 16
# The card's line on both sides, and letters that are wider in a smaller size.
_SLACK = 4
_BAR = 6


class ShareBar(QWidget):
    """A share of a whole as a bar. It says nothing that the figure beside it does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permille = 0
        self._tone = "operational"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_share(self, permille: int, tone: str) -> None:
        """The share in permille, and the name of a status colour."""
        self._permille, self._tone = min(max(permille, 0), 1000), tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, ElidedLabel(size=CAPTION).sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one bar
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - _BAR) / 2, self.width(), _BAR)
        painter.setBrush(QColor(colours.line if colours.is_dark else colours.sunken))
        painter.drawRoundedRect(whole, _BAR / 2, _BAR / 2)
        whole.setWidth(whole.width() * self._permille / 1000)
        if whole.width() >= 1:
            painter.setBrush(QColor(getattr(colours, self._tone)))
            painter.drawRoundedRect(whole, _BAR / 2, _BAR / 2)


class FigureCard(Card):
    """Label, figure, caption; with `has_bar`, a bar that takes the caption's place."""

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        has_bar: bool = False,
        max_lines: int = 2,
    ) -> None:
        super().__init__(parent=parent, margin=0)
        self._explained = self._stands_on = ""
        self.body.setContentsMargins(14, 13, 8, 13)
        self.body.setSpacing(1)
        self._label = ElidedLabel(label, size=CAPTION, weight=SEMIBOLD, tone="muted")
        self._figure = ElidedLabel(size=_FIGURE, weight=BOLD)
        self._figure.setFixedHeight(self._figure.sizeHint().height())
        self._caption = Paragraph(size=CAPTION, tone="muted", max_lines=max_lines, leading=1.25)
        self._bar = ShareBar() if has_bar else None
        for part in (self._label, self._figure, self._caption):
            self.body.addWidget(part)
        if self._bar is not None:
            self.body.addWidget(self._bar)
            self._bar.hide()
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumWidth(120)
        assert isinstance(self.body, QVBoxLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A figure is set smaller before any of it is cut."""
        sides = self.body.contentsMargins()
        room = self.width() - sides.left() - sides.right() - _SLACK
        wanted = QFontMetricsF(font(_FIGURE, BOLD)).horizontalAdvance(self._figure.text())
        share = min(1.0, room / wanted) if wanted else 1.0
        self._figure.set_size(max(_LEAST_FIGURE, floor(_FIGURE * share)))

    @property
    def figure(self) -> str:
        """The figure as it is shown."""
        return self._figure.text()

    @property
    def caption(self) -> str:
        """What stands below it."""
        return self._caption.text

    def explain(self, text: str) -> None:
        """Says how the figure is counted, to who asks: on hover, and to who hears the screen."""
        self._explained = text
        self._tell()

    def stand_on(self, text: str) -> None:
        """Says how much was observed and what a press does; it follows whatever is explained."""
        self._stands_on = text
        self._tell()

    def _tell(self) -> None:
        said = "\n".join(filter(None, (self._explained, self._stands_on)))
        self.setToolTip(plain_tip(said, wraps=True))
        self.setAccessibleDescription(said)

    def show_label(self, text: str) -> None:
        """Says what the figure is."""
        self._label.setText(text)

    def show_figure(
        self, text: str, caption: str = "", *, tone: str = "", permille: int | None = None
    ) -> None:
        """Shows a figure; with `permille`, and where there is a bar, that instead of a caption."""
        self._figure.setText(text)
        self._figure.set_tone(tone)
        self._fit()
        self._caption.set_text(caption)
        shows_bar = self._bar is not None and permille is not None
        if self._bar is not None:
            self._bar.setVisible(shows_bar)
            self._bar.setToolTip(caption)
            self._bar.show_share(permille or 0, tone or "operational")
        self._caption.setVisible(not shows_bar)
        spoken = caption.replace("\n", ". ")
        self.setAccessibleName(f"{self._label.text()}: {text}. {spoken}")
