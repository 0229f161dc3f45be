"""What stands in the task bar: the number of services that fail, and the title in words."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.alarms.desk_state import DeskState
from ui.alarms.words import count_words
from ui.shell.window_title import WindowTitle


class TaskBar(QObject):
    """The badge counts what is down or slow; no badge where that is not known."""

    def __init__(self, title: WindowTitle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._number = 0

    @property
    def number(self) -> int:
        """What the badge says; 0: there is none."""
        return self._number

    def show_state(self, state: DeskState | None) -> None:
        """How the desk stands; None: that cannot be read."""
        counts = () if state is None else count_words(state)
        self._title.show_trouble(", ".join(filter(None, counts)))
        self._badge(0 if state is None else len(state.failing))

    def stop(self) -> None:
        """Takes the badge off: nobody would any more."""
        self._title.show_trouble("")
        self._badge(0)

    def _badge(self, number: int) -> None:
        if number != self._number:
            self._number = number
            app = QGuiApplication.instance()
            assert isinstance(app, QGuiApplication)
            app.setBadgeNumber(number)
