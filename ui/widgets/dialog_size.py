"""The size a dialog opens in: the one it was designed for, as far as the screen has room."""

from PySide6.QtWidgets import QDialog

# The title bar and the frame, which have to be on the screen too.
_FRAME = 60


def resize_within_screen(dialog: QDialog, *, width: int, height: int) -> None:
    """Gives a dialog its size, or as much of it as the screen of its window has room for."""
    screen = (dialog.parentWidget() or dialog).screen().availableGeometry()
    dialog.resize(min(width, screen.width()), min(height, screen.height() - _FRAME))
