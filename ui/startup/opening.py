"""Opens the window with what is known already, and tells when it has been painted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from statusboard.app.clock import SystemClock
from ui.shell.frame import Frame
from ui.shell.geometry import WindowGeometry
from ui.startup.options import Options
from ui.startup.picture import Picture, read_picture
from ui.theme.appearance import STYLE_ARGUMENTS, colour
from ui.theme.theme import tokens
from ui.theme.tokens import ThemeChoice

THEME_KEY = "theme"


class FirstPaint(QObject):
    """Watches a window.

    Signals:
        painted: the window has painted itself for the first time.
    """

    painted = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._is_done = False
        frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the turn of the loop after the first paint: then the picture is complete."""
        if event.type() is QEvent.Type.Paint and not self._is_done:
            self._is_done = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False


def open_application(arguments: Sequence[str], options: Options) -> QApplication:
    """The application in the theme this desk chose last; controls get their looks later."""
    app = QApplication([*(arguments or ("statusboard",)), *STYLE_ARGUMENTS])
    app.setApplicationName("StatusBoard")
    app.setQuitOnLastWindowClosed(False)
    settings = QSettings(str(options.window_file), QSettings.Format.IniFormat)
    theme = colour(app, _choice(settings.value(THEME_KEY)))
    theme.changed.connect(lambda: settings.setValue(THEME_KEY, theme.choice.value))
    settings.setParent(app)
    return app


def open_frame(options: Options) -> Frame:
    """The frame, shown where it last stood, with the last known board in it.

    That is a picture where one was kept that fits, for as long as nothing else is in the frame.
    """
    frame = Frame()
    geometry = WindowGeometry(options.window_file)
    geometry.restore(frame)
    frame.closing.connect(lambda: geometry.save(frame))
    picture = _fitting_picture(frame, options)
    if picture is not None:
        show_picture(frame, picture)
    else:
        from ui.startup.furnishing import furnish

        furnish(frame, options)
    frame.show()
    return frame


def show_picture(frame: Frame, picture: Picture) -> None:
    """Shows the picture in the frame, with its age as of now."""
    words, colours = picture.words(SystemClock().now()), tokens()
    frame.setWindowTitle(picture.facts.title)
    frame.show_picture(lambda painter: picture.paint(painter, words, colours), ". ".join(words))


def _fitting_picture(frame: Frame, options: Options) -> Picture | None:
    picture = read_picture(options.picture_file)
    # The system makes a maximized window as large as it will be only when it is shown.
    size = None if frame.isMaximized() else frame.size()
    is_fitting = picture is not None and picture.fits(size, frame.devicePixelRatioF(), tokens())
    return picture if is_fitting else None


def _choice(value: object) -> ThemeChoice:
    try:
        return ThemeChoice(str(value))
    except ValueError:
        return ThemeChoice.SYSTEM
