"""The text of a notice: plain Markdown, a small toolbar that inserts it, and a word count."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.notice import BODY_LIMIT
from ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3

_WORD = re.compile(r"[^\W_]+(?:['’.:-][^\W_]+)*")


def word_count(text: str) -> int:
    """How many words a reader would count; Markdown's marks are none."""
    return len(_WORD.findall(text))


class BodyEditor(QFrame):
    """Writes the body. What the toolbar does is one step of undo, like typing.

    Signals:
        edited: a person (not the program) changed the text.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bodyEditor")
        self.setProperty("role", "card")
        self._is_loading = False
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("body")
        self.text.setAccessibleName(self.tr("Text of the notice"))
        self.text.setPlaceholderText(
            self.tr(
                "What do customers notice? Since when? What are you doing about it, "
                "and when will they hear from you again?"
            )
        )
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.textChanged.connect(self._text_changed)
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("role", "caption")
        self._limit = QLabel(self)
        self._limit.setTextFormat(Qt.TextFormat.PlainText)
        self._limit.setProperty("role", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar())
        layout.addWidget(self.text, 1)
        layout.addWidget(self._footer())
        self._show_count()

    def load(self, text: str) -> None:
        """Shows `text`; the same text again keeps cursor and undo as they are."""
        if text == self.text.toPlainText():
            return
        self._is_loading = True
        try:
            self.text.setPlainText(text)
        finally:
            self._is_loading = False
        self._show_count()

    def plain_text(self) -> str:
        """The Markdown as written."""
        return self.text.toPlainText()

    def bold(self) -> None:
        """Makes the selection bold, or starts a bold word."""
        self._wrap("**", "**")

    def italic(self) -> None:
        """Makes the selection italic, or starts an italic word."""
        self._wrap("*", "*")

    def link(self) -> None:
        """Makes the selection a link and stands where its address goes."""
        cursor = self.text.textCursor()
        label = cursor.selectedText() or self.tr("words to click")
        cursor.insertText(f"[{label}](https://)")
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def bullets(self) -> None:
        """Turns the selected lines into list items, and list items back into lines."""
        cursor = self.text.textCursor()
        start, stop = cursor.selectionStart(), cursor.selectionEnd()
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        lines = cursor.selectedText().split("\u2029")
        filled = [line for line in lines if line.strip()]
        if filled and all(line.startswith("- ") for line in filled):
            lines = [line.removeprefix("- ") for line in lines]
        else:
            lines = [f"- {line}" if line.strip() or len(lines) == 1 else line for line in lines]
        cursor.insertText("\n".join(lines))
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _wrap(self, opening: str, closing: str) -> None:
        cursor = self.text.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(f"{opening}{chosen}{closing}")
        if not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(closing)
            )
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _toolbar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("bodyToolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE_2, SPACE_1, SPACE_2, SPACE_1)
        row.setSpacing(SPACE_1)
        for name, words, act, keys in (
            ("bold", self.tr("Bold"), self.bold, QKeySequence(QKeySequence.StandardKey.Bold)),
            (
                "italic",
                self.tr("Italic"),
                self.italic,
                QKeySequence(QKeySequence.StandardKey.Italic),
            ),
            ("link", self.tr("Link"), self.link, QKeySequence("Ctrl+Shift+K")),
            ("list", self.tr("List"), self.bullets, QKeySequence("Ctrl+Shift+L")),
        ):
            button = QToolButton(bar)
            button.setObjectName(name)
            button.setText(words)
            button.setAccessibleName(words)
            shortcut = keys.toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{words} ({shortcut})")
            button.setShortcut(keys)
            button.setAutoRaise(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return bar

    def _footer(self) -> QWidget:
        foot = QWidget(self)
        foot.setObjectName("bodyFooter")
        row = QHBoxLayout(foot)
        row.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._limit)
        return foot

    def _text_changed(self) -> None:
        self._show_count()
        if not self._is_loading:
            self.edited.emit()

    def _show_count(self) -> None:
        text = self.text.toPlainText()
        words = word_count(text)
        self._count.setText(self.tr("1 word") if words == 1 else self.tr("%n words", "", words))
        left = BODY_LIMIT - len(text)
        if left >= BODY_LIMIT // 10:
            self._limit.setText("")
        elif left >= 0:
            self._limit.setText(self.tr("Characters left: %n", "", left))
        else:
            self._limit.setText(self.tr("Too long to publish by %n characters", "", -left))
