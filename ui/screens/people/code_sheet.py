"""Shows a personal code, once: it is kept nowhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme.fonts import SEMIBOLD, mono
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5, TITLE
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 440


class CodeSheet(Sheet):
    """Opened with `open()`."""

    def __init__(self, name: str, code: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Code for {name}").format(name=name), parent, width=_WIDTH)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        self.code = Label(code, size=TITLE, weight=SEMIBOLD)
        self.code.setFont(mono(TITLE))
        self.code.setAccessibleName(self.tr("Code"))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        words = self.tr(
            "Give it to {name} now. It is shown here and nowhere else, and kept only in a form "
            "from which nobody can read it. Who loses it gets a new one."
        ).format(name=name)
        box.addWidget(Label(words, tone="muted", wrap=True))
        self.hold(inner)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton(self.tr("Done"))
        close.setProperty("look", "primary")
        close.clicked.connect(self.accept)
        self.main_button = close
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy_button)
        self.foot.addWidget(close)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.copy_button.setText(self.tr("Copied"))
