"""A window over the whole display, and back as it was."""

from PySide6.QtWidgets import QWidget

from ui.wall.awake import Awake
from ui.wall.hanging import WallHanging
from ui.wall.memory import WallMemory


class FullDisplay:
    """Remembers how the window stood that this content is in, and holds it on its display."""

    def __init__(self, content: QWidget) -> None:
        self._content = content
        self._was_maximized = False
        self._hanging = WallHanging(content)
        self._awake: Awake | None = None

    def prepare(self, awake: Awake, *, wish: str = "", memory: WallMemory | None = None) -> None:
        """Fills the display of this wish from now on, kept lit; empty: where the window stands."""
        self._hanging = WallHanging(self._content, wish=wish, memory=memory)
        self._awake = awake

    def fill(self) -> None:
        """Over the whole display, without a frame."""
        self._was_maximized = self._content.window().isMaximized()
        self._hanging.hang()
        if self._awake is not None:
            self._awake.hold()

    def give_back(self) -> None:
        """In a frame again, as large as before."""
        self.let_go()
        window = self._content.window()
        if self._was_maximized:
            window.showMaximized()
        else:
            window.showNormal()

    def let_go(self) -> None:
        """The display may go dark, and the window stand anywhere."""
        self._hanging.take_down()
        if self._awake is not None:
            self._awake.release()
