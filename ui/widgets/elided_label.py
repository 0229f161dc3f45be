"""A label that is cut with an ellipsis where it does not fit, and says all on hover."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import REGULAR
from ui.theme.tokens import BODY
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip
from ui.widgets.text_lines import lines_of


class ElidedLabel(Label):
    """May be squeezed to nothing; the whole text stays in the tooltip and for screen readers.

    `cut`: where one line is cut. A path keeps both ends, which tell one from another. With
    `max_lines` it is broken into lines; who holds it gives it the height (`height_at`).
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: float = BODY,
        weight: QFont.Weight = REGULAR,
        tone: str = "",
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        max_lines: int = 1,
    ) -> None:
        self._cut = cut
        self._max_lines = max_lines
        super().__init__(text, parent, size=size, weight=weight, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if max_lines > 1:
            self.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def shown(self) -> str:
        """What of the text there is room for."""
        if self._max_lines > 1:
            return "\n".join(self._lines(self.width())[0])
        return self.fontMetrics().elidedText(self.text(), self._cut, self.width())

    def height_at(self, width: int) -> int:
        """How high it is at a width, in pixels."""
        lines, _ = self._lines(width)
        return max(1, len(lines)) * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Shows the text."""
        super().setText(text)
        self._tell_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is small
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown)

    def _lines(self, width: int) -> tuple[list[str], bool]:
        return lines_of(self.text(), self.font(), width, most=self._max_lines)

    def _tell_whole(self) -> None:
        is_cut = self._lines(self.width())[1]
        self.setToolTip(plain_tip(self.text()) if is_cut else "")
