"""`python -m ui`: paints the last known board, then starts everything that stands behind it."""

import sys
from collections.abc import Sequence
from functools import partial

from ui.startup.opening import FirstPaint, open_application, open_window
from ui.startup.options import read_options


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the window until it is closed. The exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = read_options(given)
    app = open_application(sys.argv[:1], options)
    window = open_window(options)
    first = FirstPaint(window)
    # Qt runs alone until the first picture stands; only then is anything heavier imported.
    # Not `quit`, which asks every window to close first.
    leave = partial(app.exit, 0)
    first.painted.connect(leave)
    window.closing.connect(leave)
    app.exec()
    window.closing.disconnect(leave)
    if window.is_closed:
        return 0
    from ui.startup.second_window import offer_demo

    offer_demo(window, options)
    from ui.runtime.session import run

    return run(app, window, options)


if __name__ == "__main__":
    sys.exit(main())
