"""The way to the days before and after those that are shown, and back to today."""

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import SPACE_1

_ICON = 16


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class Turning(QWidget):
    """Two arrows with *Today* between them.

    Signals:
        turned: to the days before (-1) or after (1).
        back_to_today: to those that hold today.
    """

    turned = Signal(int)
    back_to_today = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.earlier = self._button(_tr("Earlier"))
        self.today = self._button(_tr("Today"))
        self.later = self._button(_tr("Later"))
        self.today.setText(_tr("Today"))
        self.earlier.clicked.connect(lambda _=False: self.turned.emit(-1))
        self.later.clicked.connect(lambda _=False: self.turned.emit(1))
        self.today.clicked.connect(lambda _=False: self.back_to_today.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1 // 2)
        for button in (self.earlier, self.today, self.later):
            row.addWidget(button)
        theme().changed.connect(self._draw)
        self._draw()

    @staticmethod
    def _button(name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _draw(self) -> None:
        for button, name in ((self.earlier, "chevron-left"), (self.later, "chevron-right")):
            button.setIcon(icon(name, tokens().muted, _ICON))
            button.setIconSize(QSize(_ICON, _ICON))
