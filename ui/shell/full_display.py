"""A window over the whole display, and back as it was."""

from PySide6.QtWidgets import QWidget


class FullDisplay:
    """Remembers how the window stood that this content is in."""

    def __init__(self, content: QWidget) -> None:
        self._content = content
        self._was_maximized = False

    def fill(self) -> None:
        """Over the whole display, without a frame."""
        window = self._content.window()
        self._was_maximized = window.isMaximized()
        window.showFullScreen()

    def give_back(self) -> None:
        """In a frame again, as large as before."""
        window = self._content.window()
        if self._was_maximized:
            window.showMaximized()
        else:
            window.showNormal()
