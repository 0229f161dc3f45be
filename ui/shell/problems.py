"""The rows above the screens that tell of problems: one for each cause, until it is gone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.banner import Banner


class Problems(QWidget):
    """Rows by key.

    Signals:
        dismissed: the person has read a row that only they can take away; its key.
    """

    dismissed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._rows: dict[str, Banner] = {}
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows say, from top to bottom."""
        return tuple(row.sentence for row in self._rows.values())

    def show_problem(
        self, key: str, sentence: str | None, *, tone: str = "degraded", action: str = ""
    ) -> None:
        """Shows, changes or (None) removes the row of a cause."""
        row = self._rows.get(key)
        if not sentence:
            if row is not None:
                del self._rows[key]
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        elif row is None:
            row = Banner(sentence, self, tone=tone, action=action)
            row.acted.connect(lambda: self.dismissed.emit(key))
            self._rows[key] = row
            self._column.addWidget(row)
        else:
            row.show_sentence(sentence, tone=tone)
        self.setVisible(bool(self._rows))
