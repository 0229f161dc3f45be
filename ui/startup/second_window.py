"""Opens another window: on sample data, or on a database that was just brought back."""

from statusboard.app.processes.launch import launch
from ui.shell.window import Window
from ui.startup.options import Options


def offer_demo(window: Window, options: Options) -> None:
    """Lets the window's wish for sample data open a window of its own; this one closes."""

    def open_demo() -> None:
        launch("ui", ["--demo"], log_file=options.data_folder / "logs" / "window.log")
        window.close()

    window.demo_wanted.connect(open_demo)


def open_again(options: Options) -> None:
    """Opens a window on the same database, for one that is about to close."""
    log_file = options.data_folder / "logs" / "window.log"
    launch("ui", ["--demo"] if options.demo else [], log_file=log_file, database=options.database)
