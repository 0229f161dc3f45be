"""Asks how the text looks on each channel: at a small distance behind the typing."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from statusboard.app.notices.previews import PREVIEWS, PreviewAsk, channel_findings
from statusboard.domain.notice import Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.previews import ChannelPreview
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.preview.side_column import SideColumn

# Behind the typing; where the page is looked at, only what else is offered may change.
_FOLLOW_MS, _REST_MS = 250, 2_000
_LANE = "previews"


class Previewing(QObject):
    """Asks for each text a moment after it was typed.

    Signals:
        found: what is over a channel's limit; carries the findings.
    """

    found = Signal(object)

    def __init__(self, operations: Operations, side: SideColumn) -> None:
        super().__init__(side)
        self._operations = operations
        self._answers = LatestWins(operations, side)
        self._side = side
        self._wanted: PreviewAsk | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        side.form_chosen.connect(self._ask)

    def begin(self, incident_id: int | None, wording: Wording, sort: NoticeSort) -> None:
        """Another notice is open."""
        self._answers.drop_all()
        self._wanted = PreviewAsk(incident_id, wording, sort)
        self._ask()

    def follow(
        self, incident_id: int | None, wording: Wording, sort: NoticeSort, language: str = ""
    ) -> None:
        """The text is this one now, looked at in a language; empty: in its own."""
        self._wanted = PreviewAsk(incident_id, wording, sort, language)
        if not self._timer.isActive():
            self._timer.start(_REST_MS if self._side.is_on_page else _FOLLOW_MS)

    def end(self) -> None:
        """No notice is open."""
        self._answers.drop_all()
        self._timer.stop()
        self._wanted = None

    def _ask(self) -> None:
        ask = self._wanted
        if ask is None:
            return
        self._timer.stop()
        self._answers.ask(
            _LANE,
            ask,
            partial(self._operations.desk.ask, PREVIEWS, ask),
            self._answered,
            self._failed,
        )

    def _answered(self, previews: tuple[ChannelPreview, ...]) -> None:
        self._side.show_previews(previews)
        self.found.emit(channel_findings(previews))

    def _failed(self, error: StatusBoardError) -> None:
        self._side.show_no_previews(str(error))
