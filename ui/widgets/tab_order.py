"""The order in which Tab walks through parts that were not made in the order they stand."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(*parts: QWidget) -> None:
    """Lets Tab walk from each part to the next; within a part the order stays as it is.

    The parts need to stand in one window already.
    """
    stops = [stop for part in parts for stop in _stops(part)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def tab_stops(part: QWidget) -> list[QWidget]:
    """The controls in a part on which Tab can stop now, in its order."""
    return [
        stop
        for stop in _stops(part)
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        and stop.isEnabled()
        and stop.isVisibleTo(part)
        and stop is not part
    ]


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What takes the focus in a part, itself included. A proxy's own widget goes with it."""
    control: QWidget | None = part
    while control is not None:
        is_inside = control is part or part.isAncestorOf(control)
        takes_focus = control.focusPolicy() != Qt.FocusPolicy.NoFocus
        if is_inside and takes_focus and control.focusProxy() is None:
            yield control
        control = control.nextInFocusChain()
        if control is part:
            return
