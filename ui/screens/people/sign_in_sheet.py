"""Somebody signs in at this window with their personal code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.errors import StatusBoardError
from ui.theme.fonts import mono
from ui.theme.tokens import LEAD, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 420
_LONGEST = 40


class SignInSheet(Sheet):
    """Opened with `open()`. Stays open until the code was taken.

    Signals:
        submitted: carries the code; answer with `accept()` or `show_error`.
    """

    submitted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sign in as {name}").format(name=name), parent, width=_WIDTH)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        label = Label(self.tr("Personal code"))
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        self.code = QLineEdit()
        self.code.setFont(mono(LEAD))
        self.code.setMaxLength(_LONGEST)
        self.code.setAccessibleName(label.text())
        self.code.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.code.textEdited.connect(lambda _: self._said.hide())
        self.code.returnPressed.connect(self._submit)
        label.setBuddy(self.code)
        words = self.tr("What is done here is then done in that name, until somebody signs out.")
        box.addWidget(label)
        box.addWidget(self.code)
        box.addWidget(self._said)
        box.addWidget(Label(words, tone="muted", wrap=True))
        self.hold(inner)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.enter = QPushButton(self.tr("Sign in"))
        self.enter.setProperty("look", "primary")
        self.enter.setDefault(True)
        self.enter.clicked.connect(self._submit)
        self.main_button = self.enter
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.enter)
        self.code.setFocus()

    @property
    def said(self) -> str:
        """Why nobody was signed in; empty for nothing."""
        return "" if self._said.isHidden() else self._said.text()

    def show_error(self, error: StatusBoardError) -> None:
        """Says why nobody was signed in, and lets somebody try again."""
        self.enter.setEnabled(True)
        self._said.setText(str(error))
        self._said.show()
        self.code.selectAll()
        self.code.setFocus()

    def _submit(self) -> None:
        if self.enter.isEnabled() and self.code.text().strip():
            self._said.hide()
            self.enter.setEnabled(False)
            self.submitted.emit(self.code.text())
