"""What is done with a handover: shown, sent to a list, followed, sent again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.notices.handover_inputs import HandoverSent
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.handover import Handover
from statusboard.domain.views.handover import HandoverReach, SentHandover
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.people import handover_asking as asking
from ui.screens.people.handover_send_sheet import HandoverSendSheet
from ui.screens.people.handover_sheet import HandoverSheet


class HandoverTasks(QObject):
    """One handover at a time: the sheet, and over it the one that sends.

    Signals:
        said: carries a sentence to be shown where no sheet is open.
    """

    said = Signal(str)

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self.sending: HandoverSendSheet | None = None

    def open(self) -> None:
        """Shows the page for the next shift, as of now."""

        def failed(error: StatusBoardError) -> None:
            self.said.emit(str(error))

        self._operations.run(self, asking.ask_handover(self._operations.desk), self._show, failed)

    def changes_arrived(self, changes: Changes) -> None:
        """Messages moved: what became of those that were just sent is asked for again."""
        if Topic.DELIVERIES in changes.topics and self.sending is not None and self.sending.sent:
            self._follow(self.sending)

    def _show(self, page: Handover) -> None:
        sheet = HandoverSheet(page, self._home)
        self._operations.permitted.bind(Permission.WRITE, sheet.send_button)
        sheet.send_wanted.connect(partial(self._offer, sheet))
        sheet.open()

    def _offer(self, below: HandoverSheet) -> None:
        def show(lists: tuple[HandoverReach, ...]) -> None:
            sheet = self.sending = HandoverSendSheet(lists, below)
            sheet.submitted.connect(partial(self._send, sheet))
            sheet.retry_wanted.connect(partial(self._retry, sheet))
            sheet.finished.connect(self._forget)
            sheet.open()

        work = asking.ask_reach(self._operations.desk)
        self._operations.run(below, work, show, self._teller(below))

    def _send(self, sheet: HandoverSendSheet, name: str) -> None:
        def done(sent: HandoverSent) -> None:
            sheet.show_sent(sent)
            self._follow(sheet)

        work = asking.send(self._operations.desk, name)
        self._operations.run(sheet, work, done, sheet.show_error)

    def _retry(self, sheet: HandoverSendSheet, number: int) -> None:
        work = asking.retry(self._operations.desk, number)
        self._operations.run(sheet, work, lambda _: self._follow(sheet), sheet.show_error)

    def _follow(self, sheet: HandoverSendSheet) -> None:
        def show(found: tuple[SentHandover, ...]) -> None:
            mine = [one for one in found if sheet.sent and one.id == sheet.sent.handover_id]
            if mine:
                sheet.show_outcome(mine[0])

        work = asking.ask_sent(self._operations.desk)
        self._operations.run(sheet, work, show, sheet.show_error)

    def _teller(self, below: HandoverSheet) -> Callable[[StatusBoardError], None]:
        return lambda error: below.say(str(error), is_wrong=True)

    def _forget(self) -> None:
        self.sending = None
