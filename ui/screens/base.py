"""What every screen is: a widget that asks again when its topics changed and it is visible."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from statusboard.domain.changes import Changes, Topic
from ui.runtime.operations import Operations


class Screen(QWidget):
    """A screen of the window.

    Subclasses set `topics` and `title`, and implement `refresh`. They show a designed state for
    loading, empty, stale and error, and never query anything themselves: `refresh` runs an
    operation.

    Signals:
        wanted: another place of the window is asked for: a screen's key and an argument, such as
            ("verify", 12) for a service or ("notices", None) for a new notice.
        view_shown: a fresh view was shown; carries it.
    """

    wanted = Signal(str, object)
    view_shown = Signal(object)
    topics: frozenset[Topic] = frozenset()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.operations = operations
        self._is_dirty = True

    def refresh(self) -> None:
        """Asks for the view again."""
        raise NotImplementedError

    def focus_on(self, argument: object) -> None:
        """Shows what `argument` names: a component id, a notice. Ignored by default."""

    async def settle(self) -> None:
        """Keeps what must not be lost when the window closes. Nothing by default."""

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again if this concerns the screen and somebody sees it; else remembers to."""
        if not changes.topics & self.topics:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_dirty = True

    def showEvent(self, event: QShowEvent) -> None:
        """Asks when shown, if anything changed meanwhile."""
        super().showEvent(event)
        if self._is_dirty:
            self._is_dirty = False
            self.refresh()
