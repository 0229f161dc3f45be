"""What the window can show before there is a desk to ask: a face is given views, and asks nobody.

It imports only Qt and the domain, because a face is what the window paints first.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.board import BoardView
from statusboard.domain.views.settings import OpenStep


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

    @property
    def view(self) -> BoardView | None:
        """What it shows; None while it shows none."""
        raise NotImplementedError

    def set_wall(self, *, is_wall: bool) -> None:
        """The whole display from now on, or its place in a window."""
        raise NotImplementedError

    def show_view(self, view: BoardView) -> None:
        """Shows this view, as old as it may be."""
        raise NotImplementedError

    def be_told_above(self, *, is_told: bool) -> None:
        """Whether the window says already why there is no newer view."""
        raise NotImplementedError


class FirstFace(Face):
    """Shown while there is nothing to watch: where to begin, and what is still open then."""

    def show_open(self, steps: Sequence[OpenStep]) -> None:
        """Shows what nobody has set up yet."""
        raise NotImplementedError
