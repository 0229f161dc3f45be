"""How the wall of this computer is to be: as it was started, else as the settings have it."""

from contextlib import suppress

from PySide6.QtCore import QSettings

from statusboard.domain.clock_hours import ClockHours, read_clock_hours
from ui.shell.window import Window
from ui.startup.options import Options, WallStart
from ui.wall.awake import Awake
from ui.wall.memory import WallMemory
from ui.wall.returning import WallReturn
from ui.wall.settings import LEAST_TEXT, MOST_TEXT, TURN_S, WallSettings

# Between the names of groups that make one board.
AND = " + "


def wall_settings(options: Options) -> WallSettings:
    """How the wall of this window is to be."""
    start = options.wall or WallStart()
    kept = QSettings(str(options.wall_file), QSettings.Format.IniFormat)
    text = start.text if start.text is not None else _number(kept.value("text"), 100)
    return WallSettings(
        boards=tuple(map(groups_of, start.boards)) or ((),),
        text_percent=min(MOST_TEXT, max(LEAST_TEXT, text)),
        dims=_hours(start.dim or str(kept.value("dim") or "")),
        turn_s=start.turn_s or TURN_S,
        is_attended=options.wall is None,
    )


def prepare_display(window: Window, options: Options) -> None:
    """Lets the window fill the display that it is for, and stay lit there."""
    start = options.wall or WallStart()
    window.display.prepare(Awake(), wish=start.screen, memory=WallMemory(options.wall_file))
    if options.wall is not None:
        WallReturn(window, window.come_back)


def groups_of(board: str) -> tuple[str, ...]:
    """The groups that a board is of, as a person names it."""
    return tuple(name for name in map(str.strip, board.split(AND)) if name)


def _number(value: object, otherwise: int) -> int:
    with suppress(ValueError):
        return int(str(value))
    return otherwise


def _hours(text: str) -> ClockHours | None:
    with suppress(ValueError):
        return read_clock_hours(text)
    return None
