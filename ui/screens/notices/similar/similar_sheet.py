"""What was said about a past incident, update by update, to be used again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.incident import Incident
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.similar import SimilarIncident, SimilarView
from ui.screens.notices.similar.similar_words import summary_words, update_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_tip import plain_tip
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import full_words, zone_of

_WIDTH, _HEIGHT, _LIST = 780, 540, 240
_ITEMS = "QListWidget { padding: 4px; } QListWidget::item { padding: 6px 8px; }"


class SimilarSheet(Sheet):
    """The updates, newest first, and the text of the one that is chosen.

    It opens at the text of the state that the draft is in, which is what a writer needs next.

    Signals:
        used: a person wants these words in the draft; carries the text, when the sheet is closed.
    """

    used = Signal(str)

    def __init__(
        self,
        similar: SimilarIncident,
        view: SimilarView,
        status: IncidentStatus,
        parent: QWidget,
    ) -> None:
        subtitle = summary_words(similar, view.as_of, view.zone)
        incident = similar.incident
        super().__init__(
            incident.wording.title, parent, width=_WIDTH, height=_HEIGHT, subtitle=subtitle
        )
        self._similar = similar
        self.updates = QListWidget()
        self.updates.setAccessibleName(self.tr("What was said, newest first"))
        self.updates.setFixedWidth(_LIST)
        self.updates.setStyleSheet(_ITEMS)
        self.updates.setTextElideMode(Qt.TextElideMode.ElideRight)
        for said in incident.updates:
            item = QListWidgetItem(update_words(said, incident))
            item.setToolTip(plain_tip(full_words(said.published_at, zone_of(view.zone))))
            self.updates.addItem(item)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The text of this update"))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setProperty("look", "quiet")
        self.close_button.clicked.connect(self.reject)
        self.use_button = QPushButton(self.tr("Use these words"))
        self.use_button.setProperty("look", "primary")
        self.use_button.clicked.connect(self._use)
        self.main_button = self.use_button
        self._lay_out()
        self.updates.currentRowChanged.connect(self._show_text)
        self.updates.itemActivated.connect(self._use)
        self.updates.setCurrentRow(_row_of(incident, status))
        self.updates.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        helped = self._similar.what_helped
        if helped:
            what = QVBoxLayout()
            what.setSpacing(SPACE_1)
            what.addWidget(_caption(self.tr("What helped")))
            what.addWidget(Paragraph(helped[0].wording.body, max_lines=3))
            column.addLayout(what)
        texts = QHBoxLayout()
        texts.setSpacing(SPACE_4)
        texts.addWidget(self.updates)
        texts.addWidget(self.text, 1)
        column.addWidget(_caption(self.tr("What was said, newest first")))
        column.addLayout(texts, 1)
        column.addSpacing(SPACE_2)
        words = self.tr("Times, figures and causes are those of then: check them in your text.")
        column.addWidget(Label(words, size=CAPTION, tone="muted", wrap=True))
        self.content.addLayout(column, 1)
        self.foot.addWidget(self.close_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.use_button)

    def _show_text(self, row: int) -> None:
        body = self._similar.incident.updates[row].wording.body if row >= 0 else ""
        self.text.setPlainText(body)
        self.use_button.setEnabled(bool(body.strip()))

    def _use(self) -> None:
        body = self.text.toPlainText().strip()
        if not body:
            return
        # The focus goes back first, so that whoever takes the words may have it.
        self.accept()
        self.used.emit(body)


def _row_of(incident: Incident, status: IncidentStatus) -> int:
    rows = (row for row, said in enumerate(incident.updates) if said.wording.status is status)
    return next(rows, 0)


def _caption(words: str) -> Label:
    return Label(words, size=CAPTION, weight=SEMIBOLD, tone="muted")
