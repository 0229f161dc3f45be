"""“Tell me when it's fixed”: a caller's address, for one message at the end of an incident."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.subscribers.ways import Way
from statusboard.errors import RuleBroken, StatusBoardError
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH = 520


class TellSheet(Sheet):
    """Two fields, and what the person at the desk vouches for. It stays for the next caller.

    Signals:
        tell_wanted: a channel's name and an address, as they were typed.
    """

    tell_wanted = Signal(str, str)

    def __init__(self, title: str, ways: Sequence[Way], parent: QWidget) -> None:
        super().__init__(
            self.tr("Tell a caller when it's fixed"), parent, width=_WIDTH, subtitle=title
        )
        self._ways = {way.channel: way for way in ways}
        self.outcome = Banner(is_rounded=False)
        self.outcome.hide()
        self.channel = QComboBox()
        self.channel.setAccessibleName(self.tr("How"))
        labels = [way.label for way in ways]
        for way in ways:
            is_alone = labels.count(way.label) == 1
            words = way.label if is_alone else f"{way.label} · {way.channel}"
            self.channel.addItem(words, way.channel)
        self.channel.currentIndexChanged.connect(self._show_way)
        self.address = QLineEdit()
        self.address.returnPressed.connect(self._tell)
        self.address.textChanged.connect(self._show_buttons)
        self._address_label = Label("", size=CAPTION, weight=SEMIBOLD, tone="muted")
        self._address_label.setBuddy(self.address)
        self.fault = Label("", size=CAPTION, tone="major", wrap=True)
        self.fault.hide()
        self.done_button = QPushButton(self.tr("Close"))
        self.done_button.setProperty("look", "quiet")
        self.done_button.clicked.connect(self.reject)
        self.tell_button = QPushButton(self.tr("Add the caller"))
        self.tell_button.setProperty("look", "primary")
        self.tell_button.clicked.connect(self._tell)
        self.main_button = self.tell_button
        self._is_busy = False
        self._lay_out()
        self._show_way()
        self._show_buttons()
        self.address.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether an address stands in it that was not added."""
        return bool(self.address.text().strip())

    def was_added(self, address: str, *, is_new: bool) -> None:
        """The caller is told; the next one can be added."""
        self._is_busy = False
        words = (
            self.tr("{address} gets one message when it is fixed, and is forgotten afterwards.")
            if is_new
            else self.tr("{address} was known already, and is told when it is fixed.")
        )
        self.outcome.show_sentence(words.format(address=address), tone="operational")
        self.outcome.show()
        self.address.clear()
        self.address.setFocus()
        self._show_buttons()

    def was_refused(self, error: StatusBoardError) -> None:
        """Nobody was added; what was typed stays."""
        self._is_busy = False
        self._show_buttons()
        if isinstance(error, RuleBroken) and error.field == "address":
            self.fault.setText(str(error))
            self.fault.show()
        else:
            words = self.tr("Nobody was added. {reason}").format(reason=error)
            self.outcome.show_sentence(words, tone="major")
            self.outcome.show()
        self.address.setFocus()

    def reject(self) -> None:
        """Closes; asks first where an address would be lost."""
        if self.is_touched:
            words = self.tr("The address that you typed is not added yet.")
            ask_to_throw_away(self, words, super().reject)
            return
        super().reject()

    def _tell(self) -> None:
        if self._is_busy or not self.is_touched:
            return
        self._is_busy = True
        self.outcome.hide()
        self.fault.hide()
        self._show_buttons()
        self.tell_wanted.emit(self.channel.currentData(), self.address.text().strip())

    def _show_way(self) -> None:
        way = self._ways.get(str(self.channel.currentData()))
        if way is None:
            return
        self._address_label.setText(way.address_label)
        self.address.setAccessibleName(way.address_label)
        self.address.setPlaceholderText(way.address_example)
        self.fault.hide()

    def _show_buttons(self) -> None:
        self.tell_button.setEnabled(self.is_touched and not self._is_busy)

    def _lay_out(self) -> None:
        self.content.addWidget(self.outcome)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_1)
        how = Label(self.tr("How"), size=CAPTION, weight=SEMIBOLD, tone="muted")
        how.setBuddy(self.channel)
        column.addWidget(how)
        column.addWidget(self.channel)
        column.addSpacing(SPACE_3)
        column.addWidget(self._address_label)
        column.addWidget(self.address)
        column.addWidget(self.fault)
        column.addSpacing(SPACE_3)
        column.addWidget(
            Label(
                self.tr(
                    "You vouch that the caller asked for this by phone; that is kept, with your "
                    "name. They get one message when it is over, and the address is forgotten."
                ),
                size=CAPTION,
                tone="muted",
                wrap=True,
            )
        )
        self.hold(inner)
        self.foot.addWidget(self.done_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.tell_button)
