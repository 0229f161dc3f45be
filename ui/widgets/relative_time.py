"""How long ago something was, counting on once a second while somebody can see it."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock, SystemClock
from ui.theme.tokens import CAPTION
from ui.widgets.label import Label
from ui.widgets.time_words import age_words, full_words


class RelativeTime(Label):
    """`pattern` surrounds the age, as in "Checked {age}". Hovering tells the instant and zone."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        pattern: str = "{age}",
        never: str = "",
        size: float = CAPTION,
        tone: str = "muted",
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent=parent, size=size, tone=tone)
        self._pattern = pattern
        self._never = never
        self._clock: Clock = clock or SystemClock()
        self._instant: datetime | None = None
        self._zone: tzinfo = UTC
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self.tick()

    def show_instant(self, instant: datetime | None, zone: tzinfo = UTC) -> None:
        """Counts from this instant; None shows the words for never."""
        self._instant, self._zone = instant, zone
        self.setToolTip("" if instant is None else full_words(instant, zone))
        self.tick()

    def set_pattern(self, pattern: str) -> None:
        """Other words around the age."""
        self._pattern = pattern
        self.tick()

    def tick(self) -> None:
        """Says the age as of now."""
        if self._instant is None:
            self.setText(self._never)
            return
        seconds = (self._clock.now() - self._instant).total_seconds()
        self.setText(self._pattern.format(age=age_words(seconds)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
