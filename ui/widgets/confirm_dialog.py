"""The question before something is thrown away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.fonts import BOLD
from ui.theme.tokens import LEAD, SPACE_4, SPACE_5
from ui.widgets.label import Label


class ConfirmDialog(QDialog):
    """A sentence that says what will happen, and two buttons; Enter alone changes nothing.

    Opened with `open()`; it forgets itself when it is closed.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        action: str,
        keep: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.setAccessibleDescription(sentence)
        self.action = QPushButton(action)
        self.action.setProperty("look", "danger")
        self.action.clicked.connect(self.accept)
        cancel = QPushButton(keep or self.tr("Keep it"))
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.action)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        box.setSpacing(SPACE_4)
        box.addWidget(Label(title, size=LEAD, weight=BOLD, wrap=True))
        box.addWidget(Label(sentence, tone="muted", wrap=True))
        box.addLayout(buttons)
