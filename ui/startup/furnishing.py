"""Fills the frame with the window itself, and keeps what the next start will show first."""

from PySide6.QtWidgets import QApplication

from ui.shell.frame import Frame
from ui.shell.window import Window
from ui.startup.options import Options
from ui.startup.picture_taking import take_picture
from ui.startup.snapshot import load_snapshot, save_snapshot
from ui.theme.appearance import add_stylesheet
from ui.theme.theme import theme


def furnish(frame: Frame, options: Options) -> Window:
    """The window in the frame, made with the last known board where there is none yet."""
    if isinstance(frame.content, Window):
        return frame.content
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    add_stylesheet(app, theme())
    window = Window(is_demo=options.demo)
    view = load_snapshot(options.snapshot_file)
    if view is not None:
        window.show_board(view)
    elif options.is_first_start:
        window.show_welcome()
    frame.hold(window)
    frame.closing.connect(lambda: _keep(frame, window, options))
    # Whatever closes the window, a person or the desktop, closes all of it.
    window.closing.connect(frame.close)
    return window


def _keep(frame: Frame, window: Window, options: Options) -> None:
    view = window.face.view
    if view is None:
        return
    save_snapshot(view, options.snapshot_file)
    # A wall is left before the next start; the place of the window is not kept from it either.
    size = frame.normalGeometry().size() if frame.isFullScreen() else frame.size()
    take_picture(view, size, is_demo=options.demo).save(options.picture_file)
