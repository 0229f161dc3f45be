"""The way from a caller to one who is told when it is fixed."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.inputs import Kept, SubscriberInput
from statusboard.app.subscribers.ways import WAYS, Way
from statusboard.domain.views.board import Told
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.board.tell_sheet import TellSheet

# The words of the consent, as they are kept with who vouches.
_BY_PHONE = "asked by phone to be told when it is fixed"


class Telling(QObject):
    """One sheet at a time."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._window = parent
        self.sheet: TellSheet | None = None

    def open(self, told: Told) -> None:
        """Asks for the channels, then opens the sheet about the incident."""
        if self.sheet is None:
            self._answers.ask(
                "ways",
                told,
                partial(self._operations.desk.ask, WAYS, None),
                partial(self._open, told),
            )

    def _open(self, told: Told, ways: tuple[Way, ...]) -> None:
        if self.sheet is not None or not ways:
            return
        self.sheet = TellSheet(told.wording.title, ways, self._window)
        self.sheet.tell_wanted.connect(partial(self._tell, told.public_id))
        self.sheet.finished.connect(self._closed)
        self.sheet.open()

    def _tell(self, incident: str, channel: str, address: str) -> None:
        given = SubscriberInput(channel, address, until_fixed=incident, vouched=_BY_PHONE)
        self._operations.run(
            self,
            self._operations.desk.do(add_subscriber, given),
            partial(self._added, address),
            self._refused,
        )

    def _added(self, address: str, kept: Kept) -> None:
        if self.sheet is not None:
            self.sheet.was_added(address, is_new=kept.is_new)

    def _refused(self, error: StatusBoardError) -> None:
        if self.sheet is not None:
            self.sheet.was_refused(error)

    def _closed(self) -> None:
        self.sheet = None
