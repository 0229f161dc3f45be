"""Opens another window on sample data, when the person asks for it in the first one."""

from statusboard.app.processes.launch import launch
from ui.shell.window import Window
from ui.startup.options import Options


def offer_demo(window: Window, options: Options) -> None:
    """Lets the window's wish for sample data open a window of its own; this one closes."""

    def open_demo() -> None:
        launch("ui", ["--demo"], log_file=options.data_folder / "logs" / "window.log")
        window.close()

    window.demo_wanted.connect(open_demo)
