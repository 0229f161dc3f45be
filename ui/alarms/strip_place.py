"""Where the floating strip stands, remembered for each arrangement of displays."""

from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import SPACE_4

# So much of it has to be seen that it can be taken hold of.
GRIP = 60


class StripPlace:
    """Kept beside the place of the window; nowhere without settings."""

    def __init__(self, settings: QSettings | None) -> None:
        self._settings = settings

    def restore(self, strip: QWidget) -> None:
        """Puts it where it stood, if that can be seen; else below the upper edge, at the right."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        place = QPoint(screen.right() - strip.width() - SPACE_4, screen.top() + SPACE_4)
        kept = self._settings.value(_key()) if self._settings is not None else None
        if isinstance(kept, QPoint) and _is_visible(QRect(kept, strip.size())):
            place = kept
        strip.move(place)

    def save(self, strip: QWidget) -> None:
        """Remembers where it stands."""
        if self._settings is not None:
            self._settings.setValue(_key(), strip.pos())


def _key() -> str:
    found = (screen.geometry() for screen in QGuiApplication.screens())
    displays = "_".join(f"{g.width()}x{g.height()}+{g.x()}+{g.y()}" for g in found)
    return f"{displays}/strip"


def _is_visible(place: QRect) -> bool:
    """Whether enough of it lies on a display to take hold of it."""
    seen = [screen.availableGeometry().intersected(place) for screen in QGuiApplication.screens()]
    return any(one.width() >= GRIP and one.height() * 2 >= place.height() for one in seen)
