"""The lines of the trail below each other, the newest first."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.screens.people.trail_row import TrailRow
from ui.widgets.label import Label
from ui.widgets.time_words import zone_of

if TYPE_CHECKING:
    from statusboard.app.audit.told import ToldLine, ToldTrail


class TrailList(QScrollArea):
    """At most so many of the newest; older ones are added where somebody asks for them.

    Signals:
        older_wanted: the button at the end was pressed; carries the number of the last line.
    """

    older_wanted = Signal(int)

    def __init__(self, *, most: int = 0) -> None:
        super().__init__()
        self._most = most
        self._lines: tuple[ToldLine, ...] = ()
        self._shown: list[TrailRow] = []
        self._zone, self._now = "", datetime(1971, 1, 1, tzinfo=UTC)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Audit trail"))
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self._nothing = Label(tone="muted", wrap=True)
        self._nothing.hide()
        self._column.addWidget(self._nothing)
        self.older = QPushButton(self.tr("Older lines"))
        self.older.setProperty("look", "flush")
        self.older.clicked.connect(self._ask_older)
        self.older.hide()
        self._column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(inner)

    @property
    def texts(self) -> list[str]:
        """What the lines say, the newest first."""
        return [row.text for row in self._shown]

    @property
    def nothing(self) -> str:
        """What stands in the place of lines; empty where there are some."""
        return "" if self._nothing.isHidden() else self._nothing.text()

    def show_trail(self, trail: "ToldTrail", now: datetime, *, is_filtered: bool = False) -> None:
        """Shows these lines in the place of what was shown; some may be left out by a filter."""
        words = (
            self.tr("Nothing in the trail fits.")
            if is_filtered
            else self.tr("No person has done anything here yet.")
        )
        self._nothing.setText(words)
        lines = trail.lines[: self._most] if self._most else trail.lines
        self.older.setVisible(trail.has_more and not self._most)
        self._nothing.setVisible(not lines)
        if lines == self._lines and trail.zone == self._zone:
            return
        self._lines, self._zone, self._now = lines, trail.zone, now
        for gone in self._shown:
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._shown.clear()
        self._add(lines, now)

    def add_older(self, trail: "ToldTrail") -> None:
        """Adds these below what is shown."""
        self._lines += trail.lines
        self.older.setVisible(trail.has_more)
        self._add(trail.lines, self._now)

    def _add(self, lines: "tuple[ToldLine, ...]", now: datetime) -> None:
        zone = zone_of(self._zone)
        today = now.astimezone(zone).date()
        has_dates = any(line.at.astimezone(zone).date() != today for line in self._lines)
        for line in lines:
            row = TrailRow(line, now, zone, has_dates=has_dates)
            self._shown.append(row)
            self._rows.addWidget(row)

    def _ask_older(self) -> None:
        if self._lines:
            self.older_wanted.emit(self._lines[-1].number)
