"""Until when an announcement is shown on the page. Empty means: it stays."""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label

_USUAL = timedelta(days=7)


class UntilField(QWidget):
    """A date and time that can be taken back.

    Signals:
        edited: a person chose another time.
    """

    edited = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone: tzinfo = UTC
        self._until: datetime | None = None
        self.moment = MomentEdit(self, name=self.tr("Shown until"))
        self.set_button = QPushButton(self.tr("Set an end…"), self)
        self.clear_button = QToolButton(self)
        self.clear_button.setProperty("look", "quiet")
        self.clear_button.setAccessibleName(self.tr("Leave it on the page"))
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
    def shown_until(self) -> datetime | None:
        """The chosen end in UTC, or None."""
        return self._until

    def load(self, until: datetime | None, zone: tzinfo) -> None:
        """Shows an end, without announcing it."""
        self._until, self._zone = until, zone
        self._show()

    def _show(self) -> None:
        has_end = self._until is not None
        self.moment.setVisible(has_end)
        self.clear_button.setVisible(has_end)
        self.set_button.setVisible(not has_end)
        if self._until is not None:
            self.moment.show_instant(self._until, self._zone)
        self._explain()

    def _explain(self) -> None:
        if self._until is None:
            self._words.setText(self.tr("otherwise it stays on the page"))
        elif self._until <= self._clock.now():
            self._words.setText(self.tr("{zone}, already past").format(zone=self.moment.zone_name))
        else:
            self._words.setText(self.moment.zone_name)

    def _set(self) -> None:
        end = self._clock.now() + _USUAL
        self._until = end.replace(minute=0, second=0, microsecond=0)
        self._show()
        self.moment.setFocus()
        self.edited.emit()

    def _clear(self) -> None:
        self._until = None
        self._show()
        self.set_button.setFocus()
        self.edited.emit()

    def _moved(self) -> None:
        self._until = self.moment.instant()
        self._explain()
        self.edited.emit()

    def _draw(self) -> None:
        self.clear_button.setIcon(icon("x", tokens().muted, 14))
