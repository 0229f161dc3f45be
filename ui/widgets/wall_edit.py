"""A date and time of day as a clock on the wall shows them, without a zone."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QSizePolicy

from ui.widgets.wheel import leave_wheel_to_page

# So much a day of the week, a date and a time take, with the arrow; and with the year.
_LEAST, _LEAST_WITH_YEAR = 156, 190
_CLOSE = "QDateTimeEdit { padding-left: 7px; padding-right: 0px; }"
_UTC = QTimeZone(QTimeZone.Initialization.UTC)


class WallEdit(QDateTimeEdit):
    """Edits whole minutes; which clock it is stands beside it.

    `has_year`: the year stands in it, where it may well be another than this one.
    """

    def __init__(self, name: str, *, has_year: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        leave_wheel_to_page(self)
        self.setCalendarPopup(True)
        self.setMinimumWidth(_LEAST_WITH_YEAR if has_year else _LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setDisplayFormat("ddd d MMM yyyy HH:mm" if has_year else "ddd d MMM HH:mm")
        self.setStyleSheet(_CLOSE)
        # Digits and nothing else: no clock change of this computer may move them.
        self.setTimeZone(_UTC)

    def show_wall(self, wall: datetime) -> None:
        """Shows a time without a zone, without announcing it."""
        shown = QDateTime(
            QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute), _UTC
        )
        was_blocked = self.blockSignals(True)
        self.setDateTime(shown)
        self.blockSignals(was_blocked)

    @property
    def wall(self) -> datetime:
        """The time that is shown, without a zone."""
        moment = self.dateTime()
        day, time = moment.date(), moment.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001 - a clock on the wall
