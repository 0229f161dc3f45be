"""When the work is: from when to when on the clocks of one zone, and what clocks elsewhere show."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.screens.maintenance.words import length_words, weekday_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.time_words import clock_words, zone_of
from ui.widgets.wall_edit import WallEdit
from ui.widgets.zone_field import ZoneField

# Where else somebody may read it; the first one whose clocks show another time is told.
_ELSEWHERE = ("America/New_York", "Europe/Berlin", "Asia/Tokyo")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class WhenField(QWidget):
    """Start and end as wall time; moving the start moves the end along.

    Signals:
        edited: a person chose another time, or another zone.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lasts = timedelta(hours=2)
        self._loaded: datetime | None = None
        self._others: tuple[str, ...] = ()
        self._label = Label(_tr("When, in"), size=CAPTION, weight=SEMIBOLD, tone="muted")
        self.zone_link = QToolButton()
        self.zone_link.setProperty("look", "link")
        self.zone_link.setToolTip(_tr("Plan it on the clocks of another zone"))
        self.zone_link.clicked.connect(self._open_zone)
        self._zone = ZoneField()
        self._zone.setAccessibleName(_tr("Zone"))
        self._zone.edited.connect(self._zone_edited)
        self._zone.hide()
        self.start, self.end = WallEdit(_tr("Start")), WallEdit(_tr("End"))
        self.start.dateTimeChanged.connect(self._start_edited)
        self.end.dateTimeChanged.connect(self._end_edited)
        self.elsewhere = Paragraph(size=CAPTION, tone="muted")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._label)
        head.addWidget(self.zone_link)
        head.addStretch(1)
        times = QHBoxLayout()
        times.setSpacing(SPACE_2)
        times.addWidget(self.start, 1)
        times.addWidget(Label(_tr("to"), tone="muted"), 0, Qt.AlignmentFlag.AlignCenter)
        times.addWidget(self.end, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self._zone)
        column.addLayout(times)
        column.addWidget(self.elsewhere)

    @property
    def zone(self) -> str:
        """The zone on whose clocks the times are."""
        return self._zone.zone

    @property
    def starts_at(self) -> datetime:
        """Wall time of the start; to the second as it was loaded, while nobody chose another."""
        shown, loaded = self.start.wall, self._loaded
        return loaded if loaded is not None and shown == _minute(loaded) else shown

    @property
    def lasts(self) -> timedelta:
        """Elapsed time from start to end."""
        return self._lasts

    @property
    def starts(self) -> datetime:
        """The instant of the start."""
        return instant_of(self.starts_at, zone_of(self.zone))

    def load(
        self, starts_at: datetime, lasts: timedelta, zone: str, others: Sequence[str] = ()
    ) -> None:
        """Shows a plan's times. `others` are zones that are told rather than those we know of."""
        self._lasts, self._others, self._loaded = lasts, tuple(others), starts_at
        self._zone.show_zone(zone)
        self._zone.hide()
        self.start.show_wall(starts_at)
        self._show_end()
        self._tell()

    def begin_at(self, instant: datetime) -> None:
        """A person wants it to begin then, and to last as long as it does."""
        wall = instant.astimezone(zone_of(self.zone)).replace(tzinfo=None)
        self.start.show_wall(wall)
        self._start_edited()

    def show_fault(self, *, is_wrong: bool) -> None:
        """Marks the times as what is wrong."""
        for edit in (self.start, self.end):
            edit.setProperty("fault", is_wrong)
            edit.style().unpolish(edit)
            edit.style().polish(edit)

    def _open_zone(self) -> None:
        self._zone.setVisible(not self._zone.isVisible())
        if self._zone.isVisible():
            self._zone.setFocus()

    def _zone_edited(self) -> None:
        self._show_end()
        self._tell()
        self.edited.emit()

    def _start_edited(self) -> None:
        self._show_end()
        self._tell()
        self.edited.emit()

    def _end_edited(self) -> None:
        zone = zone_of(self.zone)
        start = instant_of(self.start.wall, zone)
        end = instant_of(self.end.wall, zone)
        if end <= start:
            # Somebody who types an earlier time of day means the next time that clocks show it.
            wall = self.end.wall
            while end <= start:
                wall += timedelta(days=1)
                end = instant_of(wall, zone)
        self._lasts = end - start
        self._tell()
        self.edited.emit()

    def _show_end(self) -> None:
        zone = zone_of(self.zone)
        end = instant_of(self.starts_at, zone) + self._lasts
        self.end.show_wall(end.astimezone(zone).replace(tzinfo=None))

    def _tell(self) -> None:
        self.zone_link.setText(self.zone.replace("_", " "))
        start = self.starts
        here = zone_of(self.zone)
        told = [
            _tr("{start} – {end} UTC").format(
                start=clock_words(start, UTC), end=clock_words(start + self._lasts, UTC)
            )
        ]
        for name in (*self._others, *_ELSEWHERE):
            zone = zone_of(name)
            if _offset(start, zone) not in (_offset(start, here), _offset(start, UTC)):
                city = name.rpartition("/")[2].replace("_", " ")
                told.append(
                    _tr("{day} {time} in {city}").format(
                        day=weekday_words(start, zone), time=clock_words(start, zone), city=city
                    )
                )
                break
        told.append(length_words(self._lasts))
        self.elsewhere.set_text(" · ".join(told))


def instant_of(wall: datetime, zone: tzinfo) -> datetime:
    """The instant at which clocks of a zone show a time; of an hour that comes twice the first.

    A time that the clocks leave out is as long after midnight as it says (RFC 5545 §3.3.5).
    """
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _minute(wall: datetime) -> datetime:
    return wall.replace(second=0, microsecond=0)


def _offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)
