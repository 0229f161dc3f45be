"""The words that a finding is about, marked in the text; and the way to them, and to what mends."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHelpEvent, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from statusboard.domain.finding import Finding, Fix, Words, mended
from ui.keys.key import Key
from ui.screens.notices.writing.marked_text import MarkedText
from ui.theme.theme import theme, tokens
from ui.widgets.text_places import place_of, unit_of

_BODY = "body"
LAYER = "findings"


class WordMarks(QObject):
    """Marks in the body: a soft ground, and a line below what stops the notice.

    F8 goes to the next words, with Shift to those before. What mends is one step of undo.
    """

    def __init__(
        self, title: QLineEdit, body: MarkedText, window: QWidget, *, has_keys: bool = True
    ) -> None:
        super().__init__(window)
        self._title = title
        self._body = body
        self._found: tuple[Finding, ...] = ()
        body.viewport().installEventFilter(self)
        theme().changed.connect(self._draw)
        steps = ((Key.NEXT_REMARK, self.show_next), (Key.LAST_REMARK, self.show_last))
        for key, act in steps if has_keys else ():
            shortcut = QShortcut(key.sequence, window)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Marks the words of other findings."""
        # The gravest last: where two lie upon each other, it is the one to be seen.
        self._found = tuple(sorted(found, key=lambda one: one.blocks))
        self._draw()

    @property
    def marked(self) -> tuple[Words, ...]:
        """The words of the body that are marked, in order."""
        words = {one for finding in self._found for one in finding.words if one.part == _BODY}
        return tuple(sorted(words, key=lambda one: (one.start, one.stop)))

    def show_words(self, finding: Finding) -> None:
        """Selects the first words of a finding, and turns to them."""
        if finding.words:
            self._select(finding.words[0])

    def show_next(self) -> None:
        """Selects the next marked words after the cursor; after the last, the first."""
        here = self._place(self._body.textCursor().selectionStart())
        later = [words for words in self.marked if words.start > here]
        self._select_first(later or list(self.marked))

    def show_last(self) -> None:
        """Selects the marked words before the cursor; before the first, the last."""
        here = self._place(self._body.textCursor().selectionStart())
        before = [words for words in self.marked if words.start < here]
        self._select_first((before or list(self.marked))[-1:])

    def mend(self, finding: Finding) -> None:
        """Takes every fix of a finding, those of the title and those of the text."""
        by_part = groupby(sorted(finding.fixes, key=_part), key=_part)
        for part, fixes in by_part:
            if part == _BODY:
                self._replace(self._body, list(fixes))
                self._body.setFocus()
            else:
                text = mended(self._title.text(), part, fixes)
                # Selected and typed over, it can be taken back like anything typed.
                self._title.selectAll()
                self._title.insert(text)
                self._title.textEdited.emit(text)

    def _replace(self, body: QPlainTextEdit, fixes: list[Fix]) -> None:
        """Each fix alone, the last one first, so that what stands between them stays untouched."""
        text = body.toPlainText()
        cursor = body.textCursor()
        cursor.beginEditBlock()
        for fix in sorted(fixes, key=lambda one: one.words.start, reverse=True):
            after = mended(text, _BODY, [fix])
            if after == text:
                continue
            # A blank may go with words that are left out.
            kept = len(text) - fix.words.stop
            begin = min(fix.words.start, _alike(text, after), len(after) - kept)
            cursor.setPosition(unit_of(text, begin))
            cursor.setPosition(unit_of(text, fix.words.stop), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(after[begin : len(after) - kept])
            text = after
        cursor.endEditBlock()

    def _select_first(self, words: list[Words]) -> None:
        if words:
            self._select(words[0])

    def _select(self, words: Words) -> None:
        if words.part != _BODY:
            text = self._title.text()
            start, stop = unit_of(text, words.start), unit_of(text, words.stop)
            self._title.setFocus()
            self._title.setSelection(start, stop - start)
            return
        self._body.setTextCursor(self._cursor(words, self._body.toPlainText()))
        self._body.ensureCursorVisible()
        self._body.setFocus()

    def _cursor(self, words: Words, text: str) -> QTextCursor:
        cursor = QTextCursor(self._body.document())
        cursor.setPosition(unit_of(text, words.start))
        cursor.setPosition(unit_of(text, words.stop), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _place(self, unit: int) -> int:
        return place_of(self._body.toPlainText(), unit)

    def _draw(self) -> None:
        marks = []
        text = self._body.toPlainText()
        for finding in self._found:
            look = _look(finding.blocks)
            for words in finding.words:
                if words.part == _BODY and text[words.start : words.stop] == words.text:
                    mark = QTextEdit.ExtraSelection()
                    mark.cursor = self._cursor(words, text)
                    mark.format = look
                    marks.append(mark)
        self._body.mark(LAYER, marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            here = self._place(self._body.cursorForPosition(event.pos()).position())
            said = [
                finding.sentence
                for finding in reversed(self._found)
                if any(w.part == _BODY and w.start <= here < w.stop for w in finding.words)
            ]
            if said:
                QToolTip.showText(event.globalPos(), "\n".join(said), self._body)
            else:
                QToolTip.hideText()
            return True
        return super().eventFilter(watched, event)


def _part(fix: Fix) -> str:
    return fix.words.part


def _alike(before: str, after: str) -> int:
    """How far two texts begin alike."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), len(after))


def _look(blocks: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    colours = tokens()
    look.setBackground(QColor(colours.major_soft if blocks else colours.degraded_soft))
    if blocks:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(colours.major))
    return look
