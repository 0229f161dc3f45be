"""The question before something is thrown away."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH = 460


class ConfirmDialog(Sheet):
    """A sentence that says what will happen, and two buttons; Enter alone changes nothing."""

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        action: str,
        keep: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, width=_WIDTH)
        self.setAccessibleDescription(sentence)
        self.action = QPushButton(action)
        self.action.setProperty("look", "danger")
        self.action.clicked.connect(self.accept)
        cancel = QPushButton(keep or self.tr("Keep it"))
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.action)
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        # A path in it may be one long word, which a label would not break.
        box.addWidget(Paragraph(sentence))
        self.hold(words)
        cancel.setFocus()
