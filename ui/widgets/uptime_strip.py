"""A strip of bars, one status each: days of a quarter, half hours of a day, the last checks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from statusboard.domain.status import ComponentStatus
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.strip_painting import bar_at, paint_strip, strip_summary


class UptimeStrip(QWidget):
    """All bars in one widget. Oldest first; `captions` name each bar on hover ("12 November")."""

    def __init__(
        self,
        statuses: Sequence[ComponentStatus] = (),
        parent: QWidget | None = None,
        *,
        height: int = 28,
        title: str = "",
    ) -> None:
        super().__init__(parent)
        self._statuses: tuple[ComponentStatus, ...] = ()
        self._captions: tuple[str, ...] = ()
        self._height = height
        self._title = title
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_statuses(statuses)

    def show_statuses(
        self, statuses: Sequence[ComponentStatus], captions: Sequence[str] = ()
    ) -> None:
        """Shows other bars; repaints only where they differ."""
        fresh = tuple(statuses)
        self._captions = tuple(captions)
        if fresh != self._statuses or not self.accessibleName():
            self._statuses = fresh
            summary = strip_summary(fresh, tokens())
            self.setAccessibleName(f"{self._title}: {summary}" if self._title else summary)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(60, 4 * len(self._statuses)), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one strip
        painter = QPainter(self)
        paint_strip(painter, QRectF(self.rect()), self._statuses, tokens())

    def event(self, event: QEvent) -> bool:
        """Names the bar under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = bar_at(event.pos().x(), 0, self.width(), len(self._statuses))
            if index is not None:
                word = status_style(self._statuses[index], tokens()).word
                caption = self._captions[index] if index < len(self._captions) else ""
                QToolTip.showText(
                    event.globalPos(), f"{caption}: {word}" if caption else word, self
                )
            return True
        return super().event(event)
