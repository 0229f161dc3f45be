"""Further windows on the same desk: any screen beside another, for as long as the first is open."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from statusboard.app.desk.desk import Desk
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import ScreenPlace
from ui.shell.frame import Frame
from ui.shell.window import Window
from ui.startup.one_key import OneKey
from ui.startup.options import Options
from ui.startup.screens import window_around
from ui.startup.zoom import Zoom
from ui.widgets.kept_columns import KeptColumns

# Each stands a little lower than the one it was opened from, so that both can be taken hold of.
_ASIDE = 32


class FurtherWindows(QObject):
    """They share the desk of the first one, hear what it hears, and close with it."""

    def __init__(
        self, first: Window, desk: Desk, options: Options, open_again: Callable[[], None]
    ) -> None:
        super().__init__(first)
        self._first = first
        self._desk = desk
        self._options = options
        self._open_again = open_again
        self._open: dict[Frame, tuple[Window, Operations]] = {}
        first.another_wanted.connect(self.open)

    @property
    def windows(self) -> tuple[Window, ...]:
        """Those that are open."""
        return tuple(window for window, _ in self._open.values())

    def open(self, place: ScreenPlace) -> Window:
        """Opens one that shows this place, and has the focus."""
        frame = Frame(may_scroll=Zoom(self._options.window_file).is_larger)
        columns = KeptColumns(self._options.window_file)
        window = window_around(BoardFace(), is_demo=self._options.demo, columns=columns)
        operations = Operations(self._desk, window)
        operations.failed.connect(window.problems.show_failure)
        self._open[frame] = (window, operations)
        self._first.companions.append(window)
        self._first.changed.connect(window.changes_arrived)
        window.writing.connect(self._first.writing)
        window.demo_wanted.connect(self._first.demo_wanted)
        window.another_wanted.connect(self.open)
        window.closing.connect(frame.close)
        frame.closing.connect(lambda: self._closed(frame))
        OneKey(window, operations, self._options, self._open_again)
        window.go_to(place)
        frame.hold(window)
        self._stand_aside(frame)
        frame.show()
        window.set_operations(operations)
        return window

    async def settle(self) -> None:
        """Lets every one keep what must not be lost."""
        for window in self.windows:
            await window.settle()

    async def close(self) -> None:
        """Closes all of them: the first one is closed."""
        for frame, (window, operations) in tuple(self._open.items()):
            await operations.stop()
            window.close_at_once()
            frame.close()

    def _closed(self, frame: Frame) -> None:
        window, operations = self._open.pop(frame)
        self._first.companions.remove(window)
        self._first.changed.disconnect(window.changes_arrived)
        # What it keeps on its way out is awaited first; then nothing of it is left.
        operations.run(frame, window.settle(), lambda _: frame.deleteLater())

    def _stand_aside(self, frame: Frame) -> None:
        active = QApplication.activeWindow() or self._first.window()
        frame.resize(active.normalGeometry().size() if active.isMaximized() else active.size())
        frame.move(active.x() + _ASIDE, active.y() + _ASIDE)
