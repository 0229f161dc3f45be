"""The pointer over a wall: it hides while nobody moves it, and the keys rest with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

POINTER_SECONDS = 4


class WallPointer:
    """Counts how long nobody was there. On a desk the pointer always shows."""

    def __init__(self, face: QWidget) -> None:
        self._face = face
        self.is_wall = False
        self._is_hidden = False
        self._still_seconds = 0
        self._focused: QWidget | None = None

    @property
    def is_idle(self) -> bool:
        """Whether it hangs on a wall and nobody is there."""
        return self.is_wall and self._still_seconds >= POINTER_SECONDS

    def hang(self, *, is_wall: bool) -> None:
        """From now on it fills a wall display, or does not."""
        self.is_wall = is_wall
        self._rest()
        self.watch()
        self.moved()

    def watch(self) -> None:
        """On a wall every part tells when the pointer moves over it; events rise to the face."""
        for part in (self._face, *self._face.findChildren(QWidget)):
            part.setMouseTracking(self.is_wall)

    def moved(self) -> None:
        """Somebody is there: the pointer shows again."""
        self._still_seconds = 0
        if self._is_hidden:
            self._is_hidden = False
            QGuiApplication.restoreOverrideCursor()

    def tick(self) -> None:
        """A second has passed."""
        focused = QApplication.focusWidget()
        if focused is not self._focused:
            self._focused, self._still_seconds = focused, 0  # somebody walks by key
        self._still_seconds += 1
        if self.is_wall and self._still_seconds == POINTER_SECONDS:
            self._rest()
            if not self._is_hidden:
                self._is_hidden = True
                QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)

    def _rest(self) -> None:
        """On a wall nothing wears a frame that says where the keys go, for the keys rest."""
        if self.is_wall:
            self._face.setFocus()
            self._focused = QApplication.focusWidget()
