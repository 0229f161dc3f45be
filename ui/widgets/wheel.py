"""The wheel scrolls the page, and never changes a value that only lies under the pointer."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Passing(QObject):
    """Lets wheel events go on to what stands around a control."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def leave_wheel_to_page(control: QWidget) -> None:
    """For choices, numbers and dates in a page that scrolls; keys still change them."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_Passing(control))
