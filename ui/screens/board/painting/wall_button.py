"""A button of the board's right column, in the letters of the wall."""

from PySide6.QtWidgets import QPushButton

from ui.screens.board.layout.geometry import text_pixels
from ui.theme.fonts import MEDIUM, font
from ui.theme.tokens import BODY, RADIUS_SMALL


def wall_button(words: str, unit: float) -> QPushButton:
    """With as much around its letters as everywhere else."""
    size = text_pixels(18, unit)
    button = QPushButton(words)
    button.setFont(font(size, MEDIUM))
    around = max(1.0, size / BODY)
    button.setStyleSheet(
        f"padding: {round(7 * around)}px {round(14 * around)}px;"
        f" border-radius: {round(RADIUS_SMALL * around)}px;"
    )
    return button
