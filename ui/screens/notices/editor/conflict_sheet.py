"""Two texts of one notice: somebody else saved while this one was being written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.notices.inputs import Conflict
from statusboard.domain.languages import own_name
from statusboard.domain.notice import Wording, both_in_one
from ui.screens.notices.editor.clash_words import clash_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import clock_words, zone_of

_WIDTH, _HEIGHT = 860, 560


class ConflictSheet(Sheet):
    """Shows both texts beside each other. Both are stored already; this only says which goes on.

    Signals:
        settled: a person decided; carries the Wording that goes on.
    """

    settled = Signal(object)

    def __init__(self, mine: Wording, conflict: Conflict, zone: str, parent: QWidget) -> None:
        title = self.tr("Two texts of this notice")
        super().__init__(title, parent, width=_WIDTH, height=_HEIGHT)
        self._theirs = conflict.theirs.wording
        both = conflict.both or both_in_one(mine, self._theirs)
        person = conflict.theirs.saved_by
        time = clock_words(conflict.theirs.saved_at, zone_of(zone))
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(
            Label(
                self.tr(
                    "{person} saved at {time}, while you were writing. "
                    "Both texts are kept, whatever you choose."
                ).format(person=person, time=time),
                tone="muted",
                wrap=True,
            )
        )
        words = self.tr("Both of you changed: {fields}.")
        fields = clash_words(conflict.clashes)
        self.clashes = Label(words.format(fields=fields), weight=SEMIBOLD, wrap=True)
        self.clashes.setVisible(bool(conflict.clashes))
        column.addWidget(self.clashes)
        texts = QHBoxLayout()
        texts.setSpacing(SPACE_4)
        texts.addWidget(self._side(self.tr("Saved by {0}").format(person), self._theirs))
        texts.addWidget(self._side(self.tr("Yours"), mine))
        column.addLayout(texts, 1)
        self.content.addLayout(column, 1)
        self.take_theirs = QPushButton(self.tr("Go on with theirs"))
        self.keep_both = QPushButton(self.tr("Put both into one"))
        self.keep_mine = QPushButton(self.tr("Go on with mine"))
        self.keep_mine.setProperty("look", "primary")
        self.keep_both.setToolTip(
            self.tr("What each of you changed; both wordings where you changed the same place")
            if conflict.clashes
            else self.tr("Your text, with theirs below it, to be edited into one")
        )
        self.take_theirs.clicked.connect(lambda: self._settle(self._theirs))
        self.keep_both.clicked.connect(lambda: self._settle(both))
        self.keep_mine.clicked.connect(lambda: self._settle(mine))
        self.foot.addWidget(self.take_theirs)
        self.foot.addStretch(1)
        self.foot.addWidget(self.keep_both)
        self.foot.addWidget(self.keep_mine)
        self.keep_both.setDefault(True)
        self.keep_both.setFocus()

    def _side(self, caption: str, wording: Wording) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(Label(caption, size=CAPTION, weight=SEMIBOLD, tone="muted"))
        column.addWidget(
            Label(wording.title or self.tr("Without a title"), weight=SEMIBOLD, wrap=True)
        )
        word = incident_style(wording.status, tokens()).word
        column.addWidget(Label(word, size=CAPTION, tone="muted"))
        others = (f"{own_name(t.language)}: {t.title}\n\n{t.body}" for t in wording.translations)
        text = QPlainTextEdit("\n\n".join((wording.body, *others)))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(caption)
        column.addWidget(text, 1)
        return side

    def _settle(self, wording: Wording) -> None:
        self.settled.emit(wording)
        self.accept()
