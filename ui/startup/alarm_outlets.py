"""Lets alarms leave the window, once there is a board; nothing of it delays the first one."""

from collections.abc import Callable

from PySide6.QtCore import QSettings

from statusboard.app.alarms.log_file import LogFile
from statusboard.app.clock import SystemClock
from ui.alarms.asked_desk import AskedDesk
from ui.alarms.desk_alarms import DeskAlarms
from ui.runtime.alarm_choices import alarm_choices
from ui.runtime.operations import Operations
from ui.shell.window import Window
from ui.startup.options import Options


def begin_alarms(
    window: Window, operations: Operations, options: Options, ends_watching: Callable[[], bool]
) -> DeskAlarms:
    """The outlets of this window, at work."""
    clock = SystemClock()
    made = DeskAlarms(
        window,
        operations,
        AskedDesk(operations.desk, clock),
        LogFile(options.alarms_file),
        choices=alarm_choices(),
        settings=QSettings(str(options.window_file), QSettings.Format.IniFormat),
        folder=options.data_folder / "glyphs",
        clock=clock,
        ends_watching=ends_watching,
    )
    made.begin()
    return made
