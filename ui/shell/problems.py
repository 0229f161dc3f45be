"""The rows above the screens that tell of problems: one for each cause, until it is gone."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.errors import Bug, StatusBoardError
from ui.widgets.banner import Banner

FAILURE = "failure"


class Problems(QWidget):
    """Rows by key. What an operation failed of has one row, which a person takes away.

    Signals:
        offer_taken: the person takes the way out that a grave problem offers; its key.
        gravity_changed: something keeps everything from working, or nothing does any more.
    """

    offer_taken = Signal(str)
    gravity_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._rows: dict[str, Banner] = {}
        self._grave: set[str] = set()
        self._bug = ""
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows say, from top to bottom."""
        return tuple(row.sentence for row in self._rows.values())

    def show_problem(self, key: str, sentence: str | None) -> None:
        """Shows or changes the row of a cause; None takes it back."""
        self._show_row(key, sentence)
        if sentence is None:
            self._grave.discard(key)
            self.gravity_changed.emit(bool(self._grave))

    def show_grave(self, key: str, sentence: str, *, offer: str = "") -> None:
        """Shows what keeps everything from working, perhaps with a way out."""
        self._grave.add(key)
        self._show_row(key, sentence, tone="major", action=offer)
        self.gravity_changed.emit(bool(self._grave))

    def show_failure(self, error: StatusBoardError) -> None:
        """Shows what went wrong in an operation that nobody else took care of."""
        is_bug = isinstance(error, Bug)
        action = self.tr("Copy details") if is_bug else self.tr("Dismiss")
        self._bug = repr(error.__cause__ or error) if is_bug else ""
        self._show_row(FAILURE, None)
        self._show_row(FAILURE, str(error), tone="major", action=action)

    def _acted(self, key: str) -> None:
        if key in self._grave:
            self.offer_taken.emit(key)
            return
        if key == FAILURE and self._bug:
            QGuiApplication.clipboard().setText(self._bug)
        self._show_row(key, None)

    def _show_row(
        self, key: str, sentence: str | None, *, tone: str = "degraded", action: str = ""
    ) -> None:
        row = self._rows.get(key)
        if not sentence:
            if row is not None:
                del self._rows[key]
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        elif row is None:
            row = Banner(sentence, self, tone=tone, action=action)
            row.acted.connect(lambda: self._acted(key))
            self._rows[key] = row
            self._column.addWidget(row)
        else:
            row.show_sentence(sentence, tone=tone)
        self.setVisible(bool(self._rows))
