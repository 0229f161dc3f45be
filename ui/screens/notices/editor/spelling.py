"""Proofreading while one writes: red waves under words of no list, and how hard the text reads.

The words are judged on a reader thread; what is marked here moves with the text until the next
answer comes. Where the language is not known, or no list of it is there, nothing is marked and
nothing is said.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from statusboard.app.notices.inputs import AddWord
from statusboard.app.notices.proofreading import MEANT, PROOFREAD, MeantAsk, ProofreadAsk
from statusboard.app.notices.word_commands import add_word
from statusboard.domain.notice import Wording
from statusboard.domain.views.proofread import ProofreadView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.body_editor import BodyEditor
from ui.theme.theme import theme, tokens
from ui.widgets.text_places import unit_of

PAUSE_MS = 200
_SPELLING, _MEANT = "spelling", "meant"
LAYER = "spelling"


class Spelling(QObject):
    """Marks the words of one body editor, and answers its context menu.

    Signals:
        marked: the marks are those of the newest answer.
    """

    marked = Signal()

    def __init__(self, operations: Operations, body: BodyEditor) -> None:
        super().__init__(body)
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._body = body
        self._wording = Wording()
        self._language: str | None = None
        self._words: list[QTextCursor] = []
        self._typed_at: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        body.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        body.text.customContextMenuRequested.connect(self.open_menu)
        body.text.cursorPositionChanged.connect(self._cursor_moved)
        body.edited.connect(self._typed)
        body.turned.connect(self._turned)
        theme().changed.connect(self._draw)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are marked, in order."""
        return tuple(word.selectedText() for word in self._words if self._is_shown(word))

    def follow(self, wording: Wording) -> None:
        """Looks at the text again soon: it was edited, or the team's words may be others."""
        self._wording = wording
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The notice is closed: nothing is asked any more."""
        self._timer.stop()
        self._answers.drop_all()

    def look(self) -> None:
        """Asks now."""
        ask = ProofreadAsk(replace(self._wording, body=self._body.plain_text()))
        self._answers.ask(
            _SPELLING,
            ask,
            partial(self._operations.desk.ask, PROOFREAD, ask),
            partial(self._show, ask),
            self._not_judged,
        )

    def open_menu(self, at: QPoint) -> None:
        """Opens the menu of the text there; over a marked word with what may have been meant.

        By key it is about the word at the cursor: `at` is where that stands.
        """
        self.ask_menu(at, lambda menu: menu.popup(self._body.text.viewport().mapToGlobal(at)))

    def ask_menu(self, at: QPoint, show: Callable[[QMenu], None]) -> None:
        """Hands that menu to `show`, once it is known what may have been meant."""
        cursor = self._body.text.cursorForPosition(at)
        word = self._word_at(cursor.position())
        if word is None or self._language is None:
            show(self._menu(at, None, ()))
            return
        ask = MeantAsk(word.selectedText(), self._language)
        self._answers.ask(
            _MEANT,
            ask,
            partial(self._operations.desk.ask, MEANT, ask),
            lambda meant: show(self._menu(at, word, meant)),
            lambda _error: show(self._menu(at, word, ())),
        )

    def add(self, word: str) -> None:
        """Makes a word one of the team's own."""
        self._operations.run(
            self, self._operations.desk.do(add_word, AddWord(word)), lambda _added: self.look()
        )

    def _show(self, ask: ProofreadAsk, view: ProofreadView) -> None:
        body = ask.wording.body
        if body != self._body.plain_text():
            # Typed meanwhile: those marks stand elsewhere by now, and the next answer is near.
            self._timer.start()
            return
        self._language = view.language
        self._body.footer.show_reading_age(view.reads_at_age)
        self._words = []
        for one in view.words:
            word = QTextCursor(self._body.text.document())
            word.setPosition(unit_of(body, one.start))
            word.setPosition(unit_of(body, one.stop), QTextCursor.MoveMode.KeepAnchor)
            self._words.append(word)
        self._draw()
        self.marked.emit()

    def _not_judged(self, _error: StatusBoardError) -> None:
        # Whoever writes is not told of it: no word is marked, and nothing depends on that.
        self._words = []
        self._body.footer.show_reading_age(None)
        self._draw()

    def _typed(self) -> None:
        self._typed_at = self._body.text.textCursor().position()
        self._timer.start()

    def _turned(self) -> None:
        self._words, self._language, self._typed_at = [], None, None
        self._body.footer.show_reading_age(None)
        self._draw()
        self._timer.start()

    def _cursor_moved(self) -> None:
        typed_at = self._typed_at
        if typed_at is None or typed_at == self._body.text.textCursor().position():
            return
        self._typed_at = None
        # Of all the marks only that of the word being written waited for this.
        if any(word.position() == typed_at for word in self._words):
            self._draw()

    def _is_shown(self, word: QTextCursor) -> bool:
        """A word that is being written is not judged yet, nor is what was changed since."""
        is_written = self._typed_at is not None and word.position() == self._typed_at
        return word.hasSelection() and not is_written

    def _draw(self) -> None:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wave.setUnderlineColor(QColor(tokens().major))
        marks = []
        for word in self._words:
            if self._is_shown(word):
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = word, wave
                marks.append(mark)
        self._body.text.mark(LAYER, marks)

    def _word_at(self, position: int) -> QTextCursor | None:
        for word in self._words:
            if word.hasSelection() and word.selectionStart() <= position <= word.selectionEnd():
                return word
        return None

    def _menu(self, at: QPoint, word: QTextCursor | None, meant: tuple[str, ...]) -> QMenu:
        menu = self._body.text.createStandardContextMenu(at)
        if word is not None:
            self._fill(menu, word, meant)
        menu.setParent(self._body, menu.windowFlags())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _fill(self, menu: QMenu, word: QTextCursor, meant: tuple[str, ...]) -> None:
        first = menu.actions()[0]
        written = word.selectedText()
        if not meant:
            nothing = menu.addAction(self.tr("No suggestion"))
            nothing.setEnabled(False)
            menu.insertAction(first, nothing)
        for suggestion in meant:
            action = menu.addAction(suggestion)
            action.triggered.connect(lambda _=False, chosen=suggestion: self._replace(word, chosen))
            menu.insertAction(first, action)
        add = menu.addAction(self.tr("Add “{word}” to the team's words").format(word=written))
        add.triggered.connect(lambda _=False: self.add(written))
        menu.insertAction(first, menu.insertSeparator(first))
        menu.insertAction(first, add)
        menu.insertSeparator(first)
        menu.setActiveAction(menu.actions()[0])

    def _replace(self, word: QTextCursor, suggestion: str) -> None:
        word.insertText(suggestion)
        self._body.text.setFocus()
