"""The first screen of all, in the stack of the window: made when first shown, gone when left."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from statusboard.domain.views.board import BoardView
from ui.screens.destinations import Destination
from ui.screens.face import FirstFace


class Welcome:
    """Lies over everything else while there is nothing to watch."""

    def __init__(
        self,
        stack: QStackedWidget,
        make: Callable[[], FirstFace],
        go_to: Callable[[Destination], None],
    ) -> None:
        self._stack = stack
        self._make = make
        self._go_to = go_to
        self._face: FirstFace | None = None

    @property
    def is_shown(self) -> bool:
        """Whether a person looks at it."""
        return self._face is not None and self._stack.currentWidget() is self._face

    def show(self, view: BoardView | None) -> None:
        """Shows it; with what a board says is still open."""
        if self._face is None:
            self._face = self._make()
            self._face.wanted.connect(self._go_to)
            self._stack.addWidget(self._face)
        if view is not None:
            self._face.show_open(view.still_open)
        self._stack.setCurrentWidget(self._face)

    def leave(self) -> bool:
        """Takes it away; False where it was not there."""
        if self._face is None:
            return False
        face, self._face = self._face, None
        self._stack.removeWidget(face)
        face.deleteLater()
        return True
