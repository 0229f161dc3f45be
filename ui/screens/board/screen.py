"""The board as a screen: asks for the view when its topics changed, and hands it to the face."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.notices.suggestion_commands import later
from statusboard.app.notices.suggestion_inputs import Later
from statusboard.app.notices.suggestions import SUGGESTIONS
from statusboard.app.watching.commands import ItIsThem, it_is_them
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.board import BoardView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.board.board_round import BoardRound
from ui.screens.board.face import BoardFace
from ui.screens.board.suggested_cards import LATER_MINUTES
from ui.screens.board.telling import Telling
from ui.screens.destinations import BoardPlace
from ui.wall.settings import WallSettings

# Answers come every second; what they change beside the ages is asked for this often.
RESULTS_MS = 5000
# Messages move many times a second; whether they get out changes slowly.
CHANNELS_MS = 1000
# Where nothing changes, and nobody watches, what customers read is confirmed this often: a promise
# is counted down only while it is known to hold (`BLIND_AFTER`).
CONFIRM_MS = 60_000
_CHANNELS, _SUGGESTIONS = "channels", "suggestions"
_MESSAGES = {Topic.DELIVERIES, Topic.SUBSCRIBERS}


class BoardScreen(Screen[BoardView, BoardPlace]):
    """Holds a `BoardFace`; takes over the one that the window painted first, where there is one."""

    topics = frozenset(
        {
            Topic.RESULTS,
            Topic.STATES,
            Topic.SERVICES,
            Topic.NOTICES,
            Topic.INCIDENTS,
            Topic.PUBLICATION,
            Topic.SETTINGS,
            Topic.MAINTENANCE,
            Topic.OVERRIDES,
            Topic.ALARMS,
            Topic.HEALTH,
        }
    )

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        face: BoardFace | None = None,
        wall: WallSettings | None = None,
    ) -> None:
        super().__init__(operations, parent)
        self.face = face or BoardFace()
        self.round = BoardRound(wall or WallSettings(), self.face.may_turn, self)
        self.round.turned.connect(self.ask_otherwise)
        self.face.wanted.connect(self.wanted)
        self.face.notes.overruled.connect(self._overrule)
        self.telling = Telling(operations, self)
        self.face.call_back_wanted.connect(self.telling.open)
        self.face.later_wanted.connect(self._leave_for_later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.face)
        self.face.show()  # the stack it may come from hides what leaves it
        self.setAccessibleName(self.tr("Board"))
        self._is_settled = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(RESULTS_MS)
        self._later.timeout.connect(self._refresh_if_seen)
        self._confirm = QTimer(self)
        self._confirm.setInterval(CONFIRM_MS)
        self._confirm.timeout.connect(self.refresh)
        self._channels_later = QTimer(self)
        self._channels_later.setSingleShot(True)
        self._channels_later.setInterval(CHANNELS_MS)
        self._channels_later.timeout.connect(self._ask_channels)

    def showEvent(self, event: QShowEvent) -> None:
        """Keeps what it shows known to hold, while somebody sees it."""
        super().showEvent(event)
        self._confirm.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rests while unseen, and asks when it is seen again: it may be long ago by then."""
        super().hideEvent(event)
        self._confirm.stop()
        self._is_dirty = True

    def changes_arrived(self, changes: Changes) -> None:
        """Answers alone move the ages at once, and everything else a little later.

        So do messages on their way, of which the board tells only whether they get out.
        """
        if changes.topics & _MESSAGES and self.isVisible() and not self._channels_later.isActive():
            self._channels_later.start()
        if changes.topics == {Topic.RESULTS} and self.isVisible():
            is_first = not self._later.isActive()
            if is_first:
                self._later.start()
            # Where nothing was known, one answer says nothing of the other services.
            if not self.face.is_blind:
                self.face.heard()
            elif is_first:
                super().changes_arrived(changes)
            return
        super().changes_arrived(changes)

    def refresh(self) -> None:
        """Asks for the board again, and whether messages get out."""
        super().refresh()
        if self._is_settled:
            self._ask_suggestions()
        self._ask_channels()

    def _ask_suggestions(self) -> None:
        self.answers.ask(
            _SUGGESTIONS,
            None,
            partial(self.operations.desk.ask, SUGGESTIONS, None),
            self.face.show_suggestions,
            lambda _error: None,  # the board itself says why nothing can be read
        )

    def _leave_for_later(self, notice_id: int) -> None:
        work = self.operations.desk.do(later, Later(notice_id, LATER_MINUTES))
        self.operations.run(self, work, lambda _: self._ask_suggestions())

    def _ask_channels(self) -> None:
        self.answers.ask(
            _CHANNELS,
            None,
            partial(self.operations.desk.ask, CHANNEL_HEALTH, None),
            self.face.show_channels,
            lambda _error: None,  # the board itself says why nothing can be read
        )

    @property
    def question(self) -> object:
        return self.round.groups

    async def ask_view(self) -> BoardView:
        return await self.operations.desk.ask(BOARD, BoardAsk(groups=self.round.groups))

    def unsaved(self) -> str:
        sheet = self.telling.sheet
        if sheet is not None and sheet.is_touched:
            return self.tr("A caller's address is not added yet.")
        return ""

    def show_view(self, view: BoardView) -> None:
        self.face.show_failure("")
        self.face.show_view(view)
        if not self._is_settled:
            # The first board stands; what reads a suggestion takes its time to load.
            self._is_settled = True
            self._ask_suggestions()

    def show_failure(self, error: StatusBoardError) -> None:
        words = self.tr("The board could not be read again: {reason}").format(reason=error)
        # Where there was none yet, its largest words say already that it could not be read.
        self.face.show_failure(str(error) if self.face.view is None else words)

    def _overrule(self) -> None:
        """Somebody knows that it is them: what was held back is believed."""
        work = self.operations.desk.do(it_is_them, ItIsThem())
        self.operations.run(self, work, lambda _: self.refresh())

    def _refresh_if_seen(self) -> None:
        super().changes_arrived(Changes.of(Topic.RESULTS))
