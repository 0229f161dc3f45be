"""Where the window stood, remembered for each arrangement of displays."""

from pathlib import Path

from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FIRST_WIDTH, FIRST_HEIGHT = 1280, 800
SMALLEST_WIDTH, SMALLEST_HEIGHT = 960, 600
# Below this the navigation shows icons alone.
NARROW_WIDTH = 1140


class WindowGeometry:
    """Keeps a window's place in a small file of the data folder."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def restore(self, window: QWidget) -> None:
        """Puts the window where it last stood on these displays, as far as they still show it."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width, height = min(FIRST_WIDTH, screen.width()), min(FIRST_HEIGHT, screen.height())
        place = QRect(0, 0, width, height)
        place.moveCenter(screen.center())
        saved = self._settings.value(f"{self._displays()}/place")
        if isinstance(saved, QRect) and self._is_visible(saved):
            place = saved
        window.setGeometry(place)

    def was_maximized(self) -> bool:
        """Whether the window filled its display when it was last here."""
        return self._settings.value(f"{self._displays()}/maximized") in (True, "true")

    def save(self, window: QWidget) -> None:
        """Remembers where the window stands, unless it fills a wall."""
        if window.isFullScreen():
            return
        self._settings.setValue(f"{self._displays()}/place", window.normalGeometry())
        self._settings.setValue(f"{self._displays()}/maximized", window.isMaximized())
        self._settings.sync()

    @staticmethod
    def _displays() -> str:
        """A name for the displays as they are set up now."""
        found = (screen.geometry() for screen in QGuiApplication.screens())
        return "_".join(f"{g.width()}x{g.height()}+{g.x()}+{g.y()}" for g in found)

    @staticmethod
    def _is_visible(place: QRect) -> bool:
        """Whether enough of the window's upper edge lies on a display to take hold of it."""
        edge = QRect(place.x(), place.y(), place.width(), 40)
        return any(
            screen.availableGeometry().intersected(edge).width() >= 120
            for screen in QGuiApplication.screens()
        )
