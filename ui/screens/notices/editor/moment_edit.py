"""A date and time as clocks show it in the page's zone; the value in and out is UTC."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from statusboard.domain.time_text import zone_text
from ui.widgets.time_words import full_words
from ui.widgets.wheel import leave_wheel_to_page


class MomentEdit(QDateTimeEdit):
    """Edits whole minutes. The widget itself reckons without zones: it shows wall-clock digits."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        leave_wheel_to_page(self)
        self.setCalendarPopup(True)
        # The year is in the tooltip and the calendar: it would only make the field wider.
        self.setDisplayFormat("d MMM  HH:mm")
        self.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self._zone: tzinfo = UTC
        self.dateTimeChanged.connect(self._tell)

    def show_instant(self, instant: datetime, zone: tzinfo) -> None:
        """Shows an instant on the clocks of `zone`, without announcing it."""
        self._zone = zone
        local = instant.astimezone(zone)
        wall = QDateTime(
            QDate(local.year, local.month, local.day),
            QTime(local.hour, local.minute),
            QTimeZone(QTimeZone.Initialization.UTC),
        )
        if wall != self.dateTime():
            was_blocked = self.blockSignals(True)
            self.setDateTime(wall)
            self.blockSignals(was_blocked)
        self._tell()

    def instant(self) -> datetime:
        """The chosen instant in UTC. An hour that the clocks repeat means its first pass."""
        return self.wall().replace(tzinfo=self._zone).astimezone(UTC)

    def wall(self) -> datetime:
        """What the clocks of the zone show, without an offset."""
        shown = self.dateTime()
        day, time = shown.date(), shown.time()
        zoned = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=UTC)
        return zoned.replace(tzinfo=None)

    @property
    def zone_name(self) -> str:
        """What the zone is called at the chosen time, such as CET."""
        return zone_text(self.instant(), self._zone)

    def _tell(self) -> None:
        self.setToolTip(full_words(self.instant(), self._zone))
