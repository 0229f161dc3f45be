"""The sheet with both texts of a conflict: one at a time, about the text that is at hand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.notices.editor.conflict_sheet import ConflictSheet
from ui.screens.notices.editor.drafting import Drafting


class TwoTexts(QObject):
    """Opens the sheet, and closes it when its text is left.

    Signals:
        settled: a person decided; carries the wording that goes on.
        closed: the sheet is gone.
    """

    settled = Signal(object)
    closed = Signal()

    def __init__(self, drafting: Drafting, window: QWidget) -> None:
        super().__init__(window)
        self._drafting = drafting
        self._window = window
        self.sheet: ConflictSheet | None = None

    def open(self, zone: str) -> None:
        """Shows both, where there are two."""
        conflict = self._drafting.conflict
        if conflict is None or self.sheet is not None:
            return
        sheet = ConflictSheet(self._drafting.wording, conflict, zone, self._window)
        sheet.settled.connect(self.settled)
        sheet.finished.connect(self._closed)
        self.sheet = sheet
        sheet.open()

    def leave(self) -> None:
        """Their notice is left: nothing is decided any more."""
        if self.sheet is not None:
            self.sheet.drop()

    def _closed(self) -> None:
        self.sheet = None
        self.closed.emit()
