"""A test message to an address of one's own, and the code in it, which has to come back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_2, SPACE_4
from ui.widgets.card import Card
from ui.widgets.label import Label


class OwnTest(Card):
    """Two lines: where the test goes, and once it went out, the code that stands in it.

    Signals:
        send_wanted: carries the address.
        code_given: carries what somebody read in the message.
    """

    send_wanted = Signal(str)
    code_given = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=SPACE_4)
        self.setAccessibleName(self.tr("A test to yourself"))
        self._address_label = Label(size=CAPTION, tone="muted")
        self.address = QLineEdit()
        self.address.setClearButtonEnabled(True)
        self.address.returnPressed.connect(self._send)
        self.address.textChanged.connect(lambda _: self.show_fault(""))
        self.send_button = QPushButton(self.tr("Send me a test"))
        self.send_button.clicked.connect(self._send)
        self._fault = Label(size=CAPTION, tone="major", wrap=True)
        self._fault.hide()
        self.body.addWidget(Label(self.tr("A test to yourself"), weight=SEMIBOLD))
        sentence = self.tr("Only a message that arrives is a proof. It has a code in it.")
        self.body.addWidget(Label(sentence, tone="muted", size=CAPTION, wrap=True))
        self.body.addLayout(self._line(self._address_label, self.address, self.send_button))
        self.body.addWidget(self._fault)
        self._answer = QWidget()
        self._code_label = Label(self.tr("The code in the message"), size=CAPTION, tone="muted")
        self.code = QLineEdit()
        self.code.setAccessibleName(self._code_label.text())
        self.code.setPlaceholderText("4-1-9")
        self.code.returnPressed.connect(self._give)
        self.code_button = QPushButton(self.tr("It arrived"))
        self.code_button.clicked.connect(self._give)
        answer = QVBoxLayout(self._answer)
        answer.setContentsMargins(0, SPACE_1, 0, 0)
        answer.addLayout(self._line(self._code_label, self.code, self.code_button))
        self._answer.hide()
        self.body.addWidget(self._answer)

    @staticmethod
    def _line(label: Label, field: QLineEdit, button: QPushButton) -> QVBoxLayout:
        label.setBuddy(field)
        column, row = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(SPACE_1)
        row.setSpacing(SPACE_2)
        row.addWidget(field, 1)
        row.addWidget(button)
        column.addWidget(label)
        column.addLayout(row)
        column.setContentsMargins(0, SPACE_2, 0, 0)
        row.setContentsMargins(0, 0, 0, 0)
        button.setMinimumWidth(132)
        return column

    def name_field(self, label: str, example: str) -> None:
        """What sort of address is meant."""
        self._address_label.setText(label)
        self.address.setAccessibleName(label)
        self.address.setPlaceholderText(example)

    def await_code(self, *, is_awaited: bool) -> None:
        """Asks for the code while one is waited for."""
        if not is_awaited:
            self.code.clear()
        is_new = is_awaited and not self.awaits_code
        self._answer.setVisible(is_awaited)
        if is_new and (self.address.hasFocus() or self.send_button.hasFocus()):
            self.code.setFocus()  # whoever has sent a test goes on with its code

    def show_busy(self, *, is_busy: bool) -> None:
        """Shows that a test is on its way."""
        self.send_button.setText(self.tr("Sending") if is_busy else self.tr("Send me a test"))

    @property
    def awaits_code(self) -> bool:
        """Whether the code is asked for."""
        return not self._answer.isHidden()

    @property
    def fault(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._fault.text()

    def show_fault(self, sentence: str) -> None:
        """Says what is wrong with the address or the code."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        for field in (self.address, self.code):
            field.setAccessibleDescription(sentence)

    def _send(self) -> None:
        address = self.address.text().strip()
        if not address:
            self.show_fault(self.tr("Write an address of your own that the test goes to."))
            self.address.setFocus()
            return
        self.show_fault("")
        self.send_wanted.emit(address)

    def _give(self) -> None:
        if self.code.text().strip():
            self.show_fault("")
            self.code_given.emit(self.code.text().strip())
