"""What this computer remembers of its walls, in a small file beside the window's own."""

from pathlib import Path

from PySide6.QtCore import QSettings

from ui.wall.displays import DisplayIdentity


class WallMemory:
    """Which display is meant by each wish: “2” stays the one that was the second when it began."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def display(self, wish: str) -> DisplayIdentity | None:
        """The display that was found by this wish; None where there was none yet."""
        kept = self._settings.value(_key(wish))
        if not isinstance(kept, list) or len(kept) != len(DisplayIdentity._fields):
            return None
        return DisplayIdentity(*map(str, kept))

    def keep(self, wish: str, display: DisplayIdentity) -> None:
        """Remembers the display that was found by this wish."""
        if self.display(wish) != display:
            self._settings.setValue(_key(wish), list(display))
            self._settings.sync()


def _key(wish: str) -> str:
    return "displays/" + wish.encode().hex()
