"""Fills the frame with the window itself, and keeps what the next start will show first."""

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from statusboard.domain.views.board import BoardView
from ui.screens.board.face import BoardFace
from ui.shell.frame import Frame
from ui.shell.window import Window
from ui.startup.options import Options
from ui.startup.picture_taking import take_picture
from ui.startup.screens import window_around
from ui.startup.snapshot import load_snapshot, out_of_date, save_snapshot
from ui.startup.wall import prepare_display, wall_settings
from ui.theme.appearance import put_on
from ui.theme.theme import theme
from ui.widgets.kept_columns import KeptColumns

# A window that is killed keeps nothing any more: what it showed is kept this often meanwhile.
# Keeping 500 services takes 6 ms.
KEEP_EVERY_MS = 60_000


def furnish(frame: Frame, options: Options) -> Window:
    """The window in the frame, made with the last known board where there is none yet."""
    if isinstance(frame.content, Window):
        return frame.content
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    # A style sheet remembers the palette it finds on a widget, and brings it back with every other
    # theme: the colours of the picture would stay behind the screens.
    frame.setPalette(QPalette())
    put_on(app, theme())
    face = BoardFace()
    wall = wall_settings(options)
    face.prepare_wall(wall)
    columns = KeptColumns(options.window_file)
    window = window_around(face, is_demo=options.demo, columns=columns, wall=wall)
    prepare_display(window, options)
    view = load_snapshot(options.snapshot_file)
    if view is not None:
        window.show_board(out_of_date(view))
    elif options.is_first_start:
        window.show_welcome()
    frame.hold(window)
    resting = QTimer(window, singleShot=True, interval=KEEP_EVERY_MS)
    window.board_shown.connect(partial(_keep_meanwhile, resting, options))
    frame.closing.connect(resting.stop)
    frame.closing.connect(lambda: _keep(frame, face.view, options))
    # Whatever closes the window, a person or the desktop, closes all of it.
    window.closing.connect(frame.close)
    return window


def _keep_meanwhile(resting: QTimer, options: Options, view: BoardView) -> None:
    if resting.isActive():
        return
    resting.start()
    save_snapshot(view, options.snapshot_file)
    # Taking a picture would be felt; one of another time would contradict the board.
    # Where the folder cannot be written, the snapshot has said so already.
    with suppress(OSError):
        options.picture_file.unlink(missing_ok=True)


def _keep(frame: Frame, view: BoardView | None, options: Options) -> None:
    if view is None:
        return
    save_snapshot(view, options.snapshot_file)
    # A wall is left before the next start; the place of the window is not kept from it either.
    size = frame.normalGeometry().size() if frame.isFullScreen() else frame.size()
    take_picture(view, size, is_demo=options.demo).save(options.picture_file)
