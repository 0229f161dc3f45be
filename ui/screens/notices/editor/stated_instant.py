"""An instant that a person may state, and take back. Empty means: as monitoring measured it."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.time_text import when_text
from ui.screens.notices.editor.measured_link import MeasuredLink
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label
from ui.widgets.time_words import clock_words


class StatedInstant(QWidget):
    """A date and time with a way to set it and a way to take it back, and what counts otherwise.

    `measured` is a pattern with the place `{time}`.

    Signals:
        edited: a person chose another instant.
    """

    edited = Signal()

    def __init__(
        self,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        name: str,
        set_words: str,
        clear_words: str,
        measured: str,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone: tzinfo = UTC
        self._stated: datetime | None = None
        self._measured: datetime | None = None
        self._measured_words = measured
        self._note = ""
        self._name = name
        self.moment = MomentEdit(self, name=name)
        self.set_button = QPushButton(set_words, self)
        self.clear_button = QToolButton(self)
        self.clear_button.setProperty("look", "quiet")
        self.clear_button.setAccessibleName(clear_words)
        self.clear_button.setToolTip(clear_words)
        self._words = Label(parent=self, size=CAPTION, tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        self.measured_link = MeasuredLink(self)
        self.measured_link.clicked.connect(self._set_measured)
        for part in (self.moment, self.set_button, self.clear_button, self._words):
            row.addWidget(part)
        row.addWidget(self.measured_link)
        row.addStretch(1)
        self.moment.dateTimeChanged.connect(self._moved)
        self.set_button.clicked.connect(self._set)
        self.clear_button.clicked.connect(self._clear)
        theme().changed.connect(self._draw)
        self._draw()
        self._show()

    @property
    def stated(self) -> datetime | None:
        """The stated instant in UTC, or None."""
        return self._stated

    @property
    def words(self) -> str:
        """What stands beside it: its zone, or what counts where nothing is stated."""
        return self._words.text()

    def load(
        self, stated: datetime | None, measured: datetime | None, zone: tzinfo, note: str = ""
    ) -> None:
        """Shows an instant, without announcing it. `measured` is what monitoring saw, if anything.

        `note` stands beside a stated one.
        """
        self._stated, self._measured, self._zone, self._note = stated, measured, zone, note
        self._show()

    def _show(self) -> None:
        stated = self._stated
        is_stated = stated is not None
        self.moment.setVisible(is_stated)
        self.clear_button.setVisible(is_stated)
        self.set_button.setVisible(not is_stated)
        if stated is not None:
            self.moment.show_instant(stated, self._zone)
        self._words.setText(self._explain())
        self._offer_measured()

    def _offer_measured(self) -> None:
        stated, seen = self._stated, self._measured
        differs = stated is not None and seen is not None and _minute(stated) != _minute(seen)
        value = clock_words(seen, self._zone) if differs and seen is not None else ""
        self.measured_link.offer(value, about=self._name)

    def _set_measured(self) -> None:
        if self._measured is not None:
            self._stated = _minute(self._measured)
            self._show()
            self.moment.setFocus()
            self.edited.emit()

    def _explain(self) -> str:
        if self._stated is not None:
            return " · ".join(part for part in (self.moment.zone_name, self._note) if part)
        if self._measured is not None:
            seen = when_text(self._measured, self._zone, now=self._clock.now())
            return self._measured_words.format(time=seen)
        return self.tr("otherwise the moment of publishing")

    def _set(self) -> None:
        self._stated = _minute(self._measured or self._clock.now())
        self._show()
        self.moment.setFocus()
        self.edited.emit()

    def _clear(self) -> None:
        self._stated = None
        self._show()
        self.set_button.setFocus()
        self.edited.emit()

    def _moved(self) -> None:
        self._stated = self.moment.instant()
        self._words.setText(self._explain())
        self._offer_measured()
        self.edited.emit()

    def _draw(self) -> None:
        self.clear_button.setIcon(icon("x", tokens().muted, 14))


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
