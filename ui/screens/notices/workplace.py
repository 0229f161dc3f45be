"""How the screen is divided: the list, the editor or what stands in its place, the side column."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.errors import StatusBoardError
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.list.notice_list import NoticeList
from ui.screens.notices.preview.side_column import SideColumn
from ui.theme.tokens import SPACE_2
from ui.widgets.empty_state import EmptyState

_LIST, _SIDE, _LINE = (196, 320), (256, 520), 1_180


class Workplace(QWidget):
    """Widths follow the window; a line of the editor never gets too long to be read.

    Signals:
        new_wanted: there is no notice, and the person wants to write one.
        again_wanted: they could not be read, and the person wants to try again.
    """

    new_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # From the outside in: the stylesheet dresses all of a widget anew each time it moves.
        self._left = _column("left", "border-right", self)
        self._middle = QStackedWidget(self)
        self._right = _column("right", "border-left", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._middle, 1)
        row.addWidget(self._right)
        self.list = NoticeList(clock)
        self.empty = EmptyState("", icon="megaphone")
        self.empty.acted.connect(self._acted)
        self._has_failed = False
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, SPACE_2, 1, SPACE_2)
        left.addWidget(self.list)
        self._middle.addWidget(self.empty)
        self.room = QWidget()
        self._middle.addWidget(self.room)
        self.editor = NoticeEditor(clock, self.room)
        self._centre(self.editor)
        self.side = SideColumn(clock, self._right)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(1, 0, 0, 0)
        right.addWidget(self.side)
        self.show_reading()

    @property
    def is_editing(self) -> bool:
        """Whether a notice is open."""
        return self._middle.currentIndex() == 1

    def show_reading(self) -> None:
        """Says that the notices are being read."""
        self._show_words(self.tr("Reading the notices…"), "", has_list=False)

    def show_nothing(self, *, has_list: bool) -> None:
        """Says that there is no notice to be written on, and what a new one is."""
        self._has_failed = False
        words = self.tr(
            "No notice is live and none is being written. A new one starts from what "
            "monitoring sees, and customers read it only once you publish it."
        )
        title, action = self.tr("Nothing has to be said"), self.tr("New notice")
        self._show_words(title, words, action=action, has_list=has_list)

    def show_failure(self, error: StatusBoardError) -> None:
        """Says why the notices could not be read."""
        self._has_failed = True
        title, action = self.tr("The notices could not be read"), self.tr("Try again")
        self._show_words(title, str(error), action=action, has_list=False)

    def show_editor(self) -> None:
        """Shows the editor and its side column."""
        self._middle.setCurrentIndex(1)
        self._left.show()
        self._right.show()

    def divide(self, width: int) -> None:
        """Shares the width out."""
        self._left.setFixedWidth(max(_LIST[0], min(_LIST[1], round(width * 0.18))))
        self._right.setFixedWidth(max(_SIDE[0], min(_SIDE[1], round(width * 0.265))))

    def _show_words(self, title: str, sentence: str, *, action: str = "", has_list: bool) -> None:
        self.empty.show_words(title, sentence, action=action)
        self._middle.setCurrentIndex(0)
        self._left.setVisible(has_list)
        self._right.hide()

    def _acted(self) -> None:
        (self.again_wanted if self._has_failed else self.new_wanted).emit()

    def _centre(self, editor: NoticeEditor) -> None:
        row = QHBoxLayout(self.room)
        row.setContentsMargins(0, 0, 0, 0)
        editor.setMaximumWidth(_LINE)
        row.addStretch(1)
        row.addWidget(editor, 1_000)
        row.addStretch(1)


def _column(name: str, side: str, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setObjectName(name)
    frame.setStyleSheet(
        f"#{name} {{ background: palette(base); border: none; {side}: 1px solid palette(mid); }}"
    )
    return frame
