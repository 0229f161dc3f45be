"""Opens the window with what is known already, and tells when it has been painted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from statusboard.app.clock import SystemClock
from ui.shell.frame import Frame
from ui.shell.geometry import WindowGeometry
from ui.startup.options import Options
from ui.startup.picture import Picture, read_picture
from ui.startup.switches import import_plainly
from ui.startup.zoom import Zoom
from ui.theme.appearance import STYLE_ARGUMENTS, begin
from ui.theme.palette import palette_of
from ui.theme.theme import theme
from ui.theme.tokens import DARK, LIGHT, ThemeChoice

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
    """The application with the theme this desk chose last, which is put on with the furniture."""
    import_plainly()
    with Zoom(options.window_file).applied():
        app = QApplication([*(arguments or ("statusboard",)), *STYLE_ARGUMENTS])
    app.setApplicationName("StatusBoard")
    app.setQuitOnLastWindowClosed(False)
    settings = QSettings(str(options.window_file), QSettings.Format.IniFormat)
    made = begin(app, _choice(settings.value(THEME_KEY)))
    made.changed.connect(lambda: settings.setValue(THEME_KEY, made.choice.value))
    settings.setParent(app)
    return app


def open_frame(options: Options) -> Frame:
    """The frame, shown where it last stood, with the last known board in it.

    That is a picture where one was kept that fits, for as long as nothing else is in the frame.
    """
    frame = Frame(may_scroll=Zoom(options.window_file).is_larger)
    geometry = WindowGeometry(options.window_file)
    geometry.restore(frame)
    frame.closing.connect(lambda: geometry.save(frame))
    if options.wall is not None:
        from ui.startup.furnishing import furnish

        furnish(frame, options).set_wall(is_wall=True)
        return frame
    # The system makes a maximized window as large as it will be only when it is shown.
    size = None if geometry.was_maximized() else frame.size()
    picture, ratio = read_picture(options.picture_file), frame.devicePixelRatioF()
    if picture is not None and picture.fits(size, ratio, is_dark=theme().seems_dark):
        show_picture(frame, picture)
    else:
        from ui.startup.furnishing import furnish

        furnish(frame, options)
    if geometry.was_maximized():
        frame.showMaximized()
    else:
        frame.show()
    return frame


def show_picture(frame: Frame, picture: Picture) -> None:
    """Shows the picture in the frame, with its age as of now."""
    words = picture.words(SystemClock().now())
    frame.setWindowTitle(picture.facts.title)
    frame.setPalette(palette_of(DARK if picture.facts.is_dark else LIGHT))
    frame.show_picture(lambda painter: picture.paint(painter, words), ". ".join(words))


def _choice(value: object) -> ThemeChoice:
    try:
        return ThemeChoice(str(value))
    except ValueError:
        return ThemeChoice.SYSTEM
