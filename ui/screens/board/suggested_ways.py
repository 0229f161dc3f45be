"""Where the buttons and the key of what monitoring suggests lead."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.suggestions import SuggestionItem
from ui.keys.key import Key
from ui.screens.board.side import BoardSide
from ui.screens.destinations import NoticePlace, NoticeStep


class SuggestedWays(QObject):
    """Turns what the side tells into places.

    Signals:
        wanted: a person wants to go elsewhere; carries the `Destination`.
        later_wanted: nobody should be reminded of a suggestion for a while; the id of the notice.
    """

    wanted = Signal(object)
    later_wanted = Signal(int)

    def __init__(self, side: BoardSide, face: QWidget) -> None:
        super().__init__(face)
        self._side = side
        side.read_wanted.connect(self._read)
        side.no_change_wanted.connect(self._say_no_change)
        side.later_wanted.connect(self.later_wanted)
        # Only while the board is in sight; who types into a field types the letter.
        key = QShortcut(Key.NO_CHANGE_SUGGESTED.sequence, face)
        key.activated.connect(self._by_key)

    def _read(self, item: SuggestionItem) -> None:
        place = NoticePlace(item.notice_id, item.incident_id, step=NoticeStep.REVIEW)
        self.wanted.emit(place)

    def _say_no_change(self, incident_id: int) -> None:
        self.wanted.emit(NoticePlace(incident_id=incident_id, step=NoticeStep.NO_CHANGE))

    def _by_key(self) -> None:
        incident_id = self._side.no_change()
        if incident_id is not None:
            self._say_no_change(incident_id)
