"""When it began, as customers are told. Empty means: as monitoring measured it."""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.time_text import when_text
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label


class StartedField(QWidget):
    """A date and time that can be taken back.

    Signals:
        edited: a person chose another start.
    """

    edited = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone: tzinfo = UTC
        self._started: datetime | None = None
        self._measured: datetime | None = None
        self.moment = MomentEdit(self, name=self.tr("Started"))
        self.set_button = QPushButton(self.tr("Set a start…"), self)
        self.clear_button = QToolButton(self)
        self.clear_button.setProperty("look", "quiet")
        self.clear_button.setAccessibleName(self.tr("Leave the start to monitoring"))
        self.clear_button.setToolTip(self.clear_button.accessibleName())
        self._words = Label(parent=self, size=CAPTION, tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        for part in (self.moment, self.set_button, self.clear_button, self._words):
            row.addWidget(part)
        row.addStretch(1)
        self.moment.dateTimeChanged.connect(self._moved)
        self.set_button.clicked.connect(self._set)
        self.clear_button.clicked.connect(self._clear)
        theme().changed.connect(self._draw)
        self._draw()
        self._show()

    @property
    def started_at(self) -> datetime | None:
        """The stated start in UTC, or None."""
        return self._started

    def load(self, started: datetime | None, measured: datetime | None, zone: tzinfo) -> None:
        """Shows a start, without announcing it. `measured` is what monitoring saw, if anything."""
        self._started, self._measured, self._zone = started, measured, zone
        self._show()

    def _show(self) -> None:
        started = self._started
        has_start = started is not None
        self.moment.setVisible(has_start)
        self.clear_button.setVisible(has_start)
        self.set_button.setVisible(not has_start)
        if started is not None:
            self.moment.show_instant(started, self._zone)
        self._words.setText(self._explain())

    def _explain(self) -> str:
        if self._started is not None:
            return self.moment.zone_name
        if self._measured is not None:
            seen = when_text(self._measured, self._zone, now=self._clock.now())
            return self.tr("monitoring saw it first at {time}").format(time=seen)
        return self.tr("otherwise the moment of publishing")

    def _set(self) -> None:
        now = self._clock.now()
        begun = self._measured or now
        self._started = begun - timedelta(seconds=begun.second, microseconds=begun.microsecond)
        self._show()
        self.moment.setFocus()
        self.edited.emit()

    def _clear(self) -> None:
        self._started = None
        self._show()
        self.set_button.setFocus()
        self.edited.emit()

    def _moved(self) -> None:
        self._started = self.moment.instant()
        self._words.setText(self._explain())
        self.edited.emit()

    def _draw(self) -> None:
        self.clear_button.setIcon(icon("x", tokens().muted, 14))
