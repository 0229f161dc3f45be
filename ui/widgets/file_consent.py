"""Asks whether secrets may be kept in files, where this computer has no key store."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_1, SPACE_4
from ui.widgets.label import Label


class FileConsent(QWidget):
    """Hidden until the desk asks; asked once, the desk remembers. `margin` is that of the sides."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0) -> None:
        super().__init__(parent)
        self._question = Label(tone="degraded", wrap=True)
        self.agree = QCheckBox(self.tr("Keep secrets in files that only I can read"))
        self.agree.setAccessibleDescription(self._warning)
        box = QVBoxLayout(self)
        box.setContentsMargins(margin, SPACE_4 if margin else 0, margin, 0)
        box.setSpacing(SPACE_1)
        box.addWidget(self._question)
        box.addWidget(self.agree)
        box.addWidget(Label(self._warning, tone="muted", wrap=True))
        self.hide()

    @property
    def _warning(self) -> str:
        return self.tr("Anyone who can sign in as you could read them.")

    def ask(self, sentence: str) -> None:
        """Shows the question with what the desk said of it."""
        self._question.setText(sentence)
        self.show()
        self.agree.setFocus()

    @property
    def is_given(self) -> bool:
        """Whether the person agreed."""
        return self.agree.isChecked()
