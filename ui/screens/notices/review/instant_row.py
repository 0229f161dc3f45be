"""When a text goes out by itself: a time on the clocks of the page's zone."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.schedule import instant_on_clocks
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label
from ui.widgets.time_words import spoken_length

# What is offered first: the next full hour that leaves time to read it once more.
_FIRST = timedelta(minutes=30)
_HOUR = timedelta(hours=1)


class InstantRow(QWidget):
    """The time, and below it how long that is from now, or why it is none."""

    def __init__(self, zone: tzinfo, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._clock = zone, clock
        self.edit = MomentEdit(name=self.tr("When it goes out"))
        self.note = Label(size=CAPTION, tone="muted", wrap=True)
        self.edit.dateTimeChanged.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.edit)
        column.addWidget(self.note)

    def begin(self) -> None:
        """Offers the next full hour."""
        at = self._clock.now() + _FIRST
        hour = at.astimezone(self._zone).replace(minute=0, second=0, microsecond=0) + _HOUR
        self.edit.show_instant(hour, self._zone)
        self._say()

    def chosen(self) -> datetime | None:
        """The instant in UTC; None for a time that the clocks leave out, or that is past."""
        instant = instant_on_clocks(self.edit.wall(), self._zone)
        self._say()
        return instant if instant is not None and instant > self._clock.now() else None

    def _say(self) -> None:
        instant = instant_on_clocks(self.edit.wall(), self._zone)
        if instant is None:
            words = self.tr("The clocks leave this time out that day. Choose another.")
        elif (left := (instant - self._clock.now()).total_seconds()) <= 0:
            words = self.tr("That is already past. Choose a later time.")
        else:
            words = self.tr("{zone}, in {length}").format(
                zone=self.edit.zone_name, length=spoken_length(left)
            )
        self.note.setText(words)
