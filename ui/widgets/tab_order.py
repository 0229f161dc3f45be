"""The order in which Tab walks through parts that were not made in the order they stand."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(*parts: QWidget) -> None:
    """Lets Tab walk from each part to the next; within a part the order stays as it is.

    The parts need to stand in one window already.
    """
    stops: list[QWidget] = []
    ring: Sequence[QWidget] = ()
    places: dict[QWidget, int] = {}
    for part in parts:
        # A window has hundreds of widgets, and some forms do this with every key: they are
        # walked once, and not once for each part.
        if part not in places:
            ring = tuple(_ring(part))
            places = {control: place for place, control in enumerate(ring)}
        stops += _stops(part, ring, places[part])
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def stop_before(control: QWidget) -> QWidget:
    """What takes the focus before a control in its window; itself where nothing else does."""
    before: QWidget | None = control.previousInFocusChain()
    while before is not None and before is not control and not _takes_focus(before):
        before = before.previousInFocusChain()
    return before or control


def tab_stops(part: QWidget) -> list[QWidget]:
    """The controls in a part on which Tab can stop now, in its order."""
    return [
        stop
        for stop in _stops(part, tuple(_ring(part)), 0)
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        and stop.isEnabled()
        and stop.isVisibleTo(part)
        and stop is not part
    ]


def _ring(first: QWidget) -> Iterator[QWidget]:
    """All widgets of a window as Tab meets them, from one on until it comes round."""
    control: QWidget | None = first
    while control is not None:
        yield control
        control = control.nextInFocusChain()
        if control is first:
            return


def _stops(part: QWidget, ring: Sequence[QWidget], place: int) -> Iterator[QWidget]:
    """What takes the focus in a part, itself included. A proxy's own widget goes with it."""
    inside = {part, *part.findChildren(QWidget)}
    found = 0
    for control in (*ring[place:], *ring[:place]):
        if control not in inside:
            continue
        if _takes_focus(control):
            yield control
        found += 1
        if found == len(inside):
            return


def _takes_focus(control: QWidget) -> bool:
    return control.focusPolicy() != Qt.FocusPolicy.NoFocus and control.focusProxy() is None
