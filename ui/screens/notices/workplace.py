"""How the screen is divided: the list, the editor or what stands in its place, the side column."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.list.notice_list import NoticeList
from ui.screens.notices.preview.side_column import SideColumn
from ui.theme.tokens import SPACE_2
from ui.widgets.empty_state import EmptyState

_LIST, _SIDE, _LINE = (200, 320), (270, 520), 1_180


class Workplace(QWidget):
    """Widths follow the window; a line of the editor never gets too long to be read."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = NoticeList(clock)
        self.editor = NoticeEditor(clock)
        self.side = SideColumn(clock)
        self.empty = EmptyState("", icon="megaphone")
        self._left = _column("left", "border-right")
        self._right = _column("right", "border-left")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, SPACE_2, 1, SPACE_2)
        left.addWidget(self.list)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(1, 0, 0, 0)
        right.addWidget(self.side)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self._centred(self.editor))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._middle, 1)
        row.addWidget(self._right)
        self.show_empty("", "", has_list=False)

    @property
    def is_editing(self) -> bool:
        """Whether a notice is open."""
        return self._middle.currentIndex() == 1

    def show_empty(
        self, title: str, sentence: str, *, action: str = "", has_list: bool = True
    ) -> None:
        """Shows words where the editor would stand."""
        self.empty.show_words(title, sentence, action=action)
        self._middle.setCurrentIndex(0)
        self._left.setVisible(has_list)
        self._right.hide()

    def show_editor(self) -> None:
        """Shows the editor and its side column."""
        self._middle.setCurrentIndex(1)
        self._left.show()
        self._right.show()

    def divide(self, width: int) -> None:
        """Shares the width out."""
        self._left.setFixedWidth(max(_LIST[0], min(_LIST[1], round(width * 0.18))))
        self._right.setFixedWidth(max(_SIDE[0], min(_SIDE[1], round(width * 0.265))))

    def _centred(self, editor: NoticeEditor) -> QWidget:
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        editor.setMaximumWidth(_LINE)
        row.addStretch(1)
        row.addWidget(editor, 1_000)
        row.addStretch(1)
        return room


def _column(name: str, side: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    frame.setStyleSheet(
        f"#{name} {{ background: palette(base); border: none; {side}: 1px solid palette(mid); }}"
    )
    return frame
