"""Opens the window with what is known already, and tells when it has been painted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.shell.geometry import WindowGeometry
from ui.shell.window import Window
from ui.startup.options import Options
from ui.startup.snapshot import load_snapshot, save_snapshot
from ui.theme.appearance import STYLE_ARGUMENTS, dress
from ui.theme.tokens import ThemeChoice

THEME_KEY = "theme"


class FirstPaint(QObject):
    """Watches a window.

    Signals:
        painted: the window has painted itself for the first time.
    """

    painted = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._is_done = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the turn of the loop after the first paint: then the picture is complete."""
        if event.type() is QEvent.Type.Paint and not self._is_done:
            self._is_done = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False


def open_application(arguments: Sequence[str], options: Options) -> QApplication:
    """The application, dressed in the theme this desk chose last."""
    app = QApplication([*(arguments or ("statusboard",)), *STYLE_ARGUMENTS])
    app.setApplicationName("StatusBoard")
    app.setQuitOnLastWindowClosed(False)
    settings = QSettings(str(options.window_file), QSettings.Format.IniFormat)
    theme = dress(app, _choice(settings.value(THEME_KEY)), has_style=True)
    theme.changed.connect(lambda: settings.setValue(THEME_KEY, theme.choice.value))
    settings.setParent(app)
    return app


def open_window(options: Options) -> Window:
    """The window, shown, with the last known board and where it last stood."""
    window = Window(is_demo=options.demo)
    geometry = WindowGeometry(options.window_file)
    geometry.restore(window)
    view = load_snapshot(options.snapshot_file)
    if view is not None:
        window.show_board(view)
    elif options.is_first_start:
        window.show_welcome()
    window.closing.connect(lambda: geometry.save(window))
    window.closing.connect(lambda: _keep(window, options.snapshot_file))
    window.show()
    return window


def _keep(window: Window, file: Path) -> None:
    view = window.face.view
    if view is not None:
        save_snapshot(view, file)


def _choice(value: object) -> ThemeChoice:
    try:
        return ThemeChoice(str(value))
    except ValueError:
        return ThemeChoice.SYSTEM
