"""A small link beside a field that differs from what is measured: it takes the measured value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.tokens import CAPTION

_LOOK = (
    "QPushButton { background: transparent; border: 2px solid transparent; padding: 1px 3px;"
    f" color: palette(link); font-size: {CAPTION}px; text-decoration: underline; }}"
    "QPushButton:focus { border-color: palette(highlight); border-radius: 4px; }"
)


class MeasuredLink(QPushButton):
    """Hidden where nothing differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(_LOOK)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.hide()

    def offer(self, value: str, *, about: str) -> None:
        """Offers this value, as it is shown; hides for none. `about` is what it is set of."""
        self.setVisible(bool(value))
        if value:
            self.setText(self.tr("Set from monitoring: {value}").format(value=value))
            self.setAccessibleName(
                self.tr("Set {field} from monitoring: {value}").format(field=about, value=value)
            )
