"""One translation: its title, its text, how it stands, and the way to say that it tells the same.

Arabic is written from right to left, whatever direction the window has.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.languages import is_right_to_left, own_name
from statusboard.domain.notice import TITLE_LIMIT
from statusboard.domain.translation import Translation, TranslationState
from ui.screens.notices.translations.state_words import state_words
from ui.screens.notices.writing.changed_part import replace_text
from ui.screens.notices.writing.linked_blocks import LinkedBlocks
from ui.screens.notices.writing.manuscripts import Manuscript
from ui.screens.notices.writing.marked_text import MarkedText
from ui.screens.notices.writing.title_edit import TitleEdit
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import BODY, CAPTION, SPACE_2, SPACE_3
from ui.widgets.label import Label

_HEIGHT = 184
_TITLE_STYLE = (
    "QLineEdit { background: transparent; border: 2px solid transparent; padding: 6px 12px;"
    " border-bottom: 1px solid palette(mid); }"
    "QLineEdit:focus { border-color: palette(highlight); border-radius: 4px; }"
)
_TEXT_STYLE = (
    "QPlainTextEdit { background: transparent; border: 2px solid transparent; padding: 8px 12px; }"
    "QPlainTextEdit:focus { border-color: palette(highlight); border-radius: 4px; }"
)


class TranslationPane(QFrame):
    """Writes one translation; it knows nothing of the original but how it stands to it.

    Signals:
        edited: a person changed it.
        confirm_wanted: a person says that it tells the same as the original now.
    """

    edited = Signal()
    confirm_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translationPane")
        self.setProperty("surface", "card")
        self._is_loading = False
        self._page: Manuscript | None = None
        self.language = ""
        self.title = TitleEdit()
        self.title.setMaxLength(TITLE_LIMIT)
        self.title.setFont(font(BODY + 1, SEMIBOLD))
        self.title.setStyleSheet(_TITLE_STYLE)
        self.text = MarkedText(self)
        self.text.setTabChangesFocus(True)
        self.text.setFont(font(BODY + 1))
        self.text.setStyleSheet(_TEXT_STYLE)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.links = LinkedBlocks(self.text)
        self.state = Label(size=CAPTION, tone="muted", wrap=True)
        self.confirm = QPushButton(self.tr("It says the same"))
        self.confirm.setToolTip(
            self.tr("You have compared both: this translation tells what the original tells now")
        )
        self.confirm.clicked.connect(self.confirm_wanted)
        self.setMinimumHeight(_HEIGHT)
        self.title.edited.connect(self._changed)
        self.text.textChanged.connect(self._text_changed)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def turn_to(self, page: Manuscript, language: str) -> None:
        """Shows the page of another language or notice as it was left, with its steps of undo."""
        self._leave()
        self._page, self.language = page, language
        name = own_name(language)
        self.title.setPlaceholderText(self.tr("Title in {language}").format(language=name))
        self.title.setAccessibleName(self.title.placeholderText())
        self.text.setPlaceholderText(self.tr("Text in {language}").format(language=name))
        self.text.setAccessibleName(self.text.placeholderText())
        self._is_loading = True
        try:
            self.title.turn_to(page.heading_steps, page.heading)
            page.document.setDefaultFont(self.text.font())
            self.text.setDocument(page.document)
            self._direct(is_right_to_left(language))
        finally:
            self._is_loading = False
        cursor = QTextCursor(page.document)
        cursor.setPosition(min(page.cursor[1], page.document.characterCount() - 1))
        self.text.setTextCursor(cursor)

    def load(self, said: Translation | None) -> None:
        """Shows a translation without announcing it; what is the same keeps cursor and undo."""
        title, body = ("", "") if said is None else (said.title, said.body)
        page = self._page
        as_step = page is not None and not page.is_blank
        self._is_loading = True
        try:
            self.title.load(title, as_step=as_step)
            if body != self.links.written():
                if as_step:
                    replace_text(self.text.document(), body)
                else:
                    self.text.setPlainText(body)
        finally:
            self._is_loading = False
        if page is not None:
            page.is_blank = False

    @property
    def said(self) -> Translation:
        """What is on screen now, with placeholders where facts are seen."""
        return Translation(self.language, self.title.text(), self.links.written())

    def show_state(self, state: TranslationState) -> None:
        """Says how it stands to the original."""
        self.state.setText(state_words(state))
        lags = state is TranslationState.LAGS
        self.state.set_tone("degraded" if lags else "muted")
        self.confirm.setVisible(lags)

    def _direct(self, is_right_to_left: bool) -> None:
        directions = Qt.LayoutDirection
        direction = directions.RightToLeft if is_right_to_left else directions.LeftToRight
        for part in (self.title, self.text):
            part.setLayoutDirection(direction)
        option = QTextOption(self.text.document().defaultTextOption())
        option.setTextDirection(direction)
        sides = Qt.AlignmentFlag
        # Told outright: a plain text is set from the left whatever direction it has.
        option.setAlignment(sides.AlignRight if is_right_to_left else sides.AlignLeft)
        self.text.document().setDefaultTextOption(option)

    def _leave(self) -> None:
        left = self._page
        if left is not None:
            cursor = self.text.textCursor()
            left.cursor = (cursor.anchor(), cursor.position())
            left.heading = self.title.text()

    def _text_changed(self) -> None:
        # What only follows its fact is nobody's change.
        if not self.links.is_busy:
            self._changed()

    def _changed(self) -> None:
        if not self._is_loading:
            self.edited.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.confirm)
        column.addLayout(foot)
