"""A dashed button beside chips, by which one more of them is added."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.tokens import CAPTION

# Palette roles follow the theme: `mid` is the hairline, `highlight` the accent.
_DASHED = (
    "QPushButton { background: transparent; border: 1px dashed palette(mid); border-radius: 11px;"
    f" padding: 3px 11px; font-size: {CAPTION}px; font-weight: 600; }}"
    "QPushButton:hover { background: palette(midlight); }"
    "QPushButton:focus { border: 2px solid palette(highlight); padding: 2px 10px; }"
)


class AddButton(QPushButton):
    """As high as the chips it stands beside. `name` is what it is called for screen readers."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setStyleSheet(_DASHED)
        self.setAccessibleName(name)
