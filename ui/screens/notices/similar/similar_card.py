"""Below what monitoring sees: past incidents like this one, each a way to its words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from statusboard.domain.views.similar import SimilarIncident, SimilarView
from ui.screens.notices.similar.similar_words import summary_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_2
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.section_label import SectionLabel

_MOST = 3


class SimilarCard(QWidget):
    """A caption and a row for each incident; nothing at all where none is similar.

    Signals:
        wanted: a person wants to read what was said then; carries the SimilarIncident.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[SimilarIncident, ...] = ()
        card = Card(margin=SPACE_1)
        card.setAccessibleName(self.tr("Similar before"))
        card.body.setSpacing(0)
        # Made once: an answer that comes while one of them has the focus takes it from nobody.
        self.rows = tuple(_Row() for _ in range(_MOST))
        for number, row in enumerate(self.rows):
            row.clicked.connect(partial(self._clicked, number))
            card.body.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(SectionLabel(self.tr("Similar before")))
        column.addWidget(card)
        self.hide()

    def show_view(self, view: SimilarView | None) -> None:
        """Shows the incidents of an answer; None: there is no answer."""
        self._shown = () if view is None else view.incidents[:_MOST]
        for row, similar in zip(self.rows, self._shown, strict=False):
            assert view is not None
            below = summary_words(similar, view.as_of, view.zone)
            row.show_words(similar.incident.wording.title, below)
        self._show_rows(self._shown)
        self.setVisible(bool(self._shown))

    def _show_rows(self, shown: Sequence[SimilarIncident]) -> None:
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(shown))

    def _clicked(self, number: int) -> None:
        if number < len(self._shown):
            self.wanted.emit(self._shown[number])


class _Row(QPushButton):
    """A title, and below it when that was, how long it took and what it was about."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = ElidedLabel(weight=SEMIBOLD)
        self._below = ElidedLabel(size=CAPTION, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_2 + 2, SPACE_2, SPACE_2 + 2, SPACE_2)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._below)

    def sizeHint(self) -> QSize:
        return QSize(0, self._column_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._column_height())

    def show_words(self, title: str, below: str) -> None:
        """Shows another incident."""
        self._title.setText(title)
        self._below.setText(below)
        self.setAccessibleName(f"{title}, {below}")
        self.setAccessibleDescription(self.tr("Opens what was said then"))

    def _column_height(self) -> int:
        column = self.layout()
        assert column is not None
        return column.sizeHint().height()
