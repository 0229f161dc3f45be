"""The handover goes to an inside list: who gets it, and what became of each message."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from statusboard.app.notices.handover_inputs import HandoverSent
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.handover import HandoverMessage, HandoverReach, SentHandover
from statusboard.errors import StatusBoardError
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip
from ui.widgets.sheet import Sheet

_WIDTH = 600
_FAILED = (DeliveryState.FAILED, DeliveryState.MAY_HAVE_ARRIVED)


class HandoverSendSheet(Sheet):
    """Opened with `open()`. First the lists, then what became of the messages.

    Signals:
        submitted: carries the name of the list; answer with `show_sent` or `show_error`.
        retry_wanted: carries the number of the handover.
    """

    submitted = Signal(str)
    retry_wanted = Signal(int)

    def __init__(self, lists: Sequence[HandoverReach], parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=_WIDTH)
        self.entitle(self.tr("Send the handover"))
        self._lists = tuple(lists)
        self.sent: HandoverSent | None = None
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        self._box.setSpacing(SPACE_3)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Inside list"))
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reach = Label(tone="muted", wrap=True)
        self._choosing = QWidget()
        self._telling = QWidget()
        self._rows = QVBoxLayout(self._telling)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_2)
        self._telling.hide()
        for part in (self._choosing, self._telling, self._said):
            self._box.addWidget(part)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.retry_button = QPushButton(self.tr("Send again"))
        self.retry_button.clicked.connect(self._retry)
        self.retry_button.hide()
        self.send_button = QPushButton(self.tr("Send"))
        self.send_button.setProperty("look", "primary")
        self.send_button.setEnabled(False)
        self.send_button.clicked.connect(self._submit)
        self.main_button = self.send_button
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.retry_button)
        self.foot.addWidget(self.send_button)
        self._offer()
        self.hold(inner)
        if self._lists:
            self.choice.setFocus()

    @property
    def said(self) -> str:
        """Why it was not sent; empty for nothing."""
        return "" if self._said.isHidden() else self._said.text()

    @property
    def told(self) -> tuple[str, ...]:
        """What became of the messages, line by line."""
        rows = [self._rows.itemAt(number) for number in range(self._rows.count())]
        labels = [row.widget() for row in rows if row is not None]
        return tuple(label.text() for label in labels if isinstance(label, Label))

    def show_sent(self, sent: HandoverSent) -> None:
        """It is on its way."""
        self.sent = sent
        self._said.hide()
        self._choosing.hide()
        self.send_button.hide()
        self.close_button.setFocus()
        ways = ", ".join(f"{name}: {count}" for name, count in sent.channels)
        lines = [(self.tr("On its way. {ways}").format(ways=ways), "")]
        if sent.left_out:
            lines.append((self.tr("Not told: {words}").format(words=sent.left_out), "muted"))
        self._tell(lines)

    def show_outcome(self, handover: SentHandover) -> None:
        """What became of each message by now."""
        arrived = handover.count(DeliveryState.SENT)
        heading = self.tr("{n} of {all} arrived").format(n=arrived, all=len(handover.messages))
        lines = [(heading, "")]
        lines += [self._line(one) for one in handover.messages]
        if self.sent is not None and self.sent.left_out:
            words = self.tr("Not told: {words}").format(words=self.sent.left_out)
            lines.append((words, "muted"))
        self._tell(lines)
        self.retry_button.setVisible(bool(handover.count(*_FAILED)))
        self.retry_button.setEnabled(True)

    def show_error(self, error: StatusBoardError) -> None:
        """Says why not, and lets somebody try again."""
        self.send_button.setEnabled(True)
        self.retry_button.setEnabled(True)
        self._said.setText(str(error))
        self._said.show()
        self.fit()

    def _offer(self) -> None:
        column = QVBoxLayout(self._choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        if not self._lists:
            words = self.tr(
                "There is no inside list yet. Make one under Subscribers, and put the people of "
                "the next shift into it."
            )
            column.addWidget(Label(words, tone="muted", wrap=True))
            return
        words = self.tr(
            "The page goes out as it stands when you press Send, to people inside and to nobody "
            "else."
        )
        column.addWidget(Label(words, tone="muted", wrap=True))
        label = Label(self.tr("Inside list"))
        label.setBuddy(self.choice)
        column.addWidget(label)
        column.addWidget(self.choice)
        column.addWidget(self.reach)
        for one in self._lists:
            self.choice.addItem(one.name)
        self.choice.currentIndexChanged.connect(lambda _: self._chose())
        first = next((place for place, one in enumerate(self._lists) if one.count), 0)
        self.choice.setCurrentIndex(first)
        self._chose()

    def _reach_words(self, reach: HandoverReach) -> str:
        ways = ", ".join(f"{name}: {count}" for name, count in reach.channels)
        if not reach.count:
            nobody = self.tr("Nobody in it can be told")
            return f"{nobody}; {reach.left_out}" if reach.left_out else nobody
        words = (
            self.tr("1 message. {ways}") if reach.count == 1 else self.tr("{n} messages. {ways}")
        )
        said = words.format(n=reach.count, ways=ways)
        return f"{said}; {reach.left_out}" if reach.left_out else said

    def _line(self, one: HandoverMessage) -> tuple[str, str]:
        states = {
            DeliveryState.QUEUED: (self.tr("waits"), "muted"),
            DeliveryState.SENDING: (self.tr("waits"), "muted"),
            DeliveryState.RETRYING: (self.tr("is tried again"), "muted"),
            DeliveryState.SENT: (self.tr("delivered"), "muted"),
            DeliveryState.MAY_HAVE_ARRIVED: (self.tr("may have arrived"), "degraded"),
            DeliveryState.FAILED: (self.tr("failed"), "major"),
            DeliveryState.SUPERSEDED: (self.tr("not sent"), "muted"),
        }
        word, tone = states[one.state]
        why = f": {one.reason}" if one.reason else ""
        address = one.address or self.tr("erased")
        return f"{address}, {one.channel}: {word}{why}", tone

    def _tell(self, lines: Sequence[tuple[str, str]]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for text, tone in lines:
            label = Label(text, tone=tone, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(label)
            # What is not shown yet has no height, and the sheet takes its own from it.
            label.show()
        self._telling.show()
        for layout in (self._rows, self._box):
            layout.invalidate()
            layout.activate()
        self.fit()

    def _chose(self) -> None:
        place = self.choice.currentIndex()
        if place < 0:
            return
        self._said.hide()
        self.choice.setToolTip(plain_tip(self._lists[place].name))
        self.reach.setText(self._reach_words(self._lists[place]))
        self.send_button.setEnabled(bool(self._lists[place].count))
        self.fit()

    def _submit(self) -> None:
        place = self.choice.currentIndex()
        if place >= 0 and self.send_button.isEnabled():
            self._said.hide()
            self.send_button.setEnabled(False)
            self.submitted.emit(self._lists[place].name)

    def _retry(self) -> None:
        if self.sent is not None:
            self._said.hide()
            self.retry_button.setEnabled(False)
            self.retry_wanted.emit(self.sent.handover_id)
