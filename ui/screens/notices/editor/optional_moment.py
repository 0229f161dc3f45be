"""A date and time that may be set, and taken back; words beside it say what counts otherwise."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label


class OptionalMoment(QWidget):
    """A button to set it, or the time and a button to take it back.

    Subclasses say what it is set to first (`first`) and what stands beside it (`explain`).

    Signals:
        edited: a person chose another time, or none.
        zone_told: the time is on the clocks of another zone; its name, empty where there is none.
    """

    edited = Signal()
    zone_told = Signal(str)

    def __init__(
        self,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        name: str,
        set_words: str,
        clear_words: str,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self.zone: tzinfo = UTC
        self.instant: datetime | None = None
        self.moment = MomentEdit(self, name=name)
        self.set_button = QPushButton(set_words, self)
        self.clear_button = QToolButton(self)
        self.clear_button.setProperty("look", "quiet")
        self.clear_button.setAccessibleName(clear_words)
        self.clear_button.setToolTip(clear_words)
        self._words = Label(parent=self, size=CAPTION, tone="muted")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE_1)
        for part in (self.moment, self.set_button, self.clear_button, self._words):
            self.row.addWidget(part)
        self.row.addStretch(1)
        self.moment.dateTimeChanged.connect(self._moved)
        self.set_button.clicked.connect(lambda: self.choose(self.first()))
        self.clear_button.clicked.connect(self._clear)
        theme().changed.connect(self._draw)
        self._draw()

    @property
    def words(self) -> str:
        """What stands beside it, as what counts where nothing is set."""
        return self._words.text()

    def first(self) -> datetime:
        """What it is set to before a person moves it."""
        raise NotImplementedError

    def explain(self) -> str:
        """What stands beside it now."""
        raise NotImplementedError

    def show_instant(self, instant: datetime | None, zone: tzinfo) -> None:
        """Shows a time or none, without announcing it."""
        self.instant, self.zone = instant, zone
        is_set = instant is not None
        self.moment.setVisible(is_set)
        self.clear_button.setVisible(is_set)
        self.set_button.setVisible(not is_set)
        if instant is not None:
            self.moment.show_instant(instant, zone)
        self.say()

    def choose(self, instant: datetime) -> None:
        """Sets it as a person wants it, and stands in it."""
        self.show_instant(instant, self.zone)
        self.moment.setFocus()
        self.edited.emit()

    def say(self) -> None:
        """Says beside it what goes with it."""
        words = self.explain()
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.zone_told.emit("" if self.instant is None else self.moment.zone_name)

    def _clear(self) -> None:
        self.show_instant(None, self.zone)
        self.set_button.setFocus()
        self.edited.emit()

    def _moved(self) -> None:
        self.instant = self.moment.instant()
        self.say()
        self.edited.emit()

    def _draw(self) -> None:
        self.clear_button.setIcon(icon("x", tokens().muted, 14))
