"""Problems with our own eyes, below the board's banner: a source is silent, our network is gone."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.banner import Banner

MOST = 3


class BoardNotes(QWidget):
    """A row for each problem; no rows, no height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._problems: tuple[str, ...] = ()
        self._failure = ""
        self._rows: list[Banner] = []
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows say."""
        return tuple(row.sentence for row in self._rows)

    def show_problems(self, problems: tuple[str, ...]) -> bool:
        """Shows the problems a view carries. True where that differs from before."""
        is_new = problems != self._problems
        self._problems = problems
        if is_new:
            self._build()
        return is_new

    def show_failure(self, sentence: str) -> bool:
        """Shows why the board itself cannot be renewed; empty: it can."""
        is_new = sentence != self._failure
        self._failure = sentence
        if is_new:
            self._build()
        return is_new

    def wanted_height(self, width: int) -> int:
        """The height of all rows at this width."""
        if not self._rows:
            return 0
        return self._column.heightForWidth(width)

    def _build(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        sentences = [s for s in (self._failure, *self._problems) if s][:MOST]
        for sentence in sentences:
            row = Banner(sentence, self, tone="unknown")
            self._column.addWidget(row)
            self._rows.append(row)
        self.setVisible(bool(self._rows))
