"""What the window can show before there is a desk to ask: a face is given views, and asks nobody.

It imports only Qt and the domain, because a face is what the window paints first.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.board import BoardView


class Face(QWidget):
    """A widget that knows where else one could go.

    Signals:
        wanted: a person wants to go elsewhere; carries the `Destination`.
    """

    wanted = Signal(object)


class OpeningFace(Face):
    """The first one: shows the last known board, and may fill a wall with it."""

    @property
    def is_wall(self) -> bool:
        """Whether it fills a wall display."""
        raise NotImplementedError

    def set_wall(self, *, is_wall: bool) -> None:
        """The whole display from now on, or its place in a window."""
        raise NotImplementedError

    def show_view(self, view: BoardView) -> None:
        """Shows this view, as old as it may be."""
        raise NotImplementedError
