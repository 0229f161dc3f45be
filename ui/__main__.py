"""`python -m ui`: paints the last known board, then starts everything that stands behind it."""

import sys
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QApplication

from ui.shell.frame import Frame
from ui.startup.opening import FirstPaint, open_application, open_frame
from ui.startup.options import read_options


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the window until it is closed. The exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = read_options(given)
    app = open_application(sys.argv[:1], options)
    frame = open_frame(options)
    # Qt runs alone until the first picture stands; only then is anything heavier imported.
    _until_painted(app, frame)
    if not frame.is_closed and frame.content is None:
        from ui.startup.furnishing import furnish

        furnish(frame, options)
        _until_painted(app, frame)
    if frame.is_closed:
        return 0
    from statusboard.app.processes.logs import begin_log
    from ui.startup.furnishing import furnish
    from ui.startup.second_window import offer_demo
    from ui.startup.session import run

    begin_log(only_told=True)
    window = furnish(frame, options)
    offer_demo(window, options)
    return run(app, window, options)


def _until_painted(app: QApplication, frame: Frame) -> None:
    """Runs until the frame was painted once more, or closed."""
    # Not `quit`, which asks every window to close first.
    leave = partial(app.exit, 0)
    FirstPaint(frame).painted.connect(leave)
    frame.closing.connect(leave)
    app.exec()
    frame.closing.disconnect(leave)


if __name__ == "__main__":
    sys.exit(main())
