"""Asks for past incidents like the one being written about, whenever the typing pauses."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from statusboard.app.notices.asks import SimilarAsk
from statusboard.app.notices.similar import SIMILAR
from statusboard.domain.notice import Wording
from statusboard.domain.views.similar import SimilarIncident, SimilarView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.similar.similar_card import SimilarCard
from ui.screens.notices.similar.similar_sheet import SimilarSheet

# After the last key: who types is not followed word by word.
_PAUSE_MS = 450
_LANE = "similar"


class LookingBack(QObject):
    """Keeps the card up to date, and brings the words that a person chose into the draft."""

    def __init__(
        self, operations: Operations, card: SimilarCard, editor: NoticeEditor, window: QWidget
    ) -> None:
        super().__init__(card)
        self._operations = operations
        self._answers = LatestWins(operations, card)
        self._card = card
        self._editor = editor
        self._window = window
        self._wanted: SimilarAsk | None = None
        self._view: SimilarView | None = None
        self.sheet: SimilarSheet | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.ask_again)
        card.wanted.connect(self.open)

    def begin(self, incident_id: int | None, wording: Wording) -> None:
        """Another notice is open."""
        self.end()
        self._wanted = _ask_for(incident_id, wording)
        self.ask_again()

    def follow(self, incident_id: int | None, wording: Wording) -> None:
        """The text is this one now."""
        wanted = _ask_for(incident_id, wording)
        if wanted != self._wanted:
            self._wanted = wanted
            self._timer.start()

    def end(self) -> None:
        """No notice is open."""
        self._answers.drop_all()
        self._timer.stop()
        self._wanted = None
        self._show(None)

    def leave(self) -> None:
        """The notice whose words were looked for is left, and the sheet with it."""
        if self.sheet is not None:
            self.sheet.drop()

    def ask_again(self) -> None:
        """Asks for the text as it stands, for other incidents may be over now."""
        ask = self._wanted
        self._timer.stop()
        if ask is not None:
            work = partial(self._operations.desk.ask, SIMILAR, ask)
            self._answers.ask(_LANE, ask, work, self._show, self._failed)

    def open(self, similar: SimilarIncident) -> None:
        """Shows what was said then."""
        if self._view is None or self.sheet is not None:
            return
        sheet = SimilarSheet(similar, self._view, self._editor.wording.status, self._window)
        sheet.used.connect(self._editor.body.insert_paragraph)
        sheet.finished.connect(self._closed)
        self.sheet = sheet
        sheet.open()

    def _show(self, view: SimilarView | None) -> None:
        self._view = view
        self._card.show_view(view)

    def _failed(self, _error: StatusBoardError) -> None:
        # Nobody asked for it, and the text is written without it as well.
        self._show(None)

    def _closed(self) -> None:
        self.sheet = None


def _ask_for(incident_id: int | None, wording: Wording) -> SimilarAsk:
    """What the answer depends on, and nothing that changes beside it."""
    asked = Wording(title=wording.title, body=wording.body, components=wording.components)
    return SimilarAsk(asked, incident_id)
