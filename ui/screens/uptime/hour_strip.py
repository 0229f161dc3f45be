"""The hours of a day as bars."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from statusboard.domain.status import ComponentStatus
from ui.screens.uptime.behind_words import status_word
from ui.theme.theme import theme, tokens
from ui.widgets.strip_painting import bar_at, paint_strip, strip_summary

_HEIGHT, _LEAST = 22, 120


class HourStrip(QWidget):
    """One bar an hour, named under the pointer; in words for who cannot see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours: tuple[ComponentStatus, ...] = ()
        self._clocks: tuple[str, ...] = ()
        self.setAccessibleName(self.tr("Hour by hour"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_hours(self, hours: tuple[ComponentStatus, ...], clocks: tuple[str, ...]) -> None:
        """Shows the worst status of each hour; `clocks` says when each begins."""
        self._hours, self._clocks = hours, clocks
        self.setVisible(bool(hours))
        self.setAccessibleDescription(strip_summary(hours, tokens()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, _HEIGHT)

    def words_at(self, x: float) -> str:
        """What an hour was, by where it is painted: `14:00: Major outage`."""
        found = bar_at(x, 0, self.width(), len(self._hours))
        if found is None:
            return ""
        return f"{self._clocks[found]}: {status_word(self._hours[found])}"

    def event(self, event: QEvent) -> bool:
        """Names the hour under the pointer."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one strip
        painter = QPainter(self)
        paint_strip(painter, QRectF(self.rect()), self._hours, tokens())
