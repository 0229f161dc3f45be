"""The text of a notice: plain Markdown, a small toolbar that inserts it, and a word count."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.screens.notices.editor.body_footer import BodyFooter
from ui.screens.notices.editor.changed_part import replace_text
from ui.screens.notices.editor.linked_blocks import LinkedBlocks, filled_words
from ui.screens.notices.editor.manuscripts import Manuscript
from ui.screens.notices.editor.marked_text import MarkedText
from ui.screens.notices.editor.template_button import TemplateButton
from ui.theme.fonts import font
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, SPACE_1, SPACE_2

# The frame around toolbar, text and count is the border; the text shows only its focus.
_BARE = (
    "QPlainTextEdit { background: transparent; border: 2px solid transparent; padding: 8px 12px; }"
    "QPlainTextEdit:focus { border-color: palette(highlight); border-radius: 4px; }"
)


class BodyEditor(QFrame):
    """Writes the body. What the toolbar does is one step of undo, like typing.

    Signals:
        edited: a person (not the program) changed the text.
        picture_wanted: a person wants to insert a picture from a file.
        turned: `text` has another document now; whatever hangs on a document moves over.
    """

    edited = Signal()
    turned = Signal()
    picture_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bodyEditor")
        self.setProperty("surface", "card")
        self._is_loading = False
        self._manuscript: Manuscript | None = None
        self._blocks: tuple[tuple[str, str], ...] = ()
        # Tab meets the text first, then the toolbar: who writes has keys for that.
        self.text = MarkedText(self)
        self.text.setObjectName("body")
        self.text.setAccessibleName(self.tr("Text of the notice"))
        self.text.setPlaceholderText(
            self.tr(
                "What do customers notice? Since when? What are you doing about it, "
                "and when will they hear from you again?"
            )
        )
        self.text.setTabChangesFocus(True)
        self.text.setFont(font(BODY + 1))
        self.text.setStyleSheet(_BARE)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.links = LinkedBlocks(self.text)
        self.text.textChanged.connect(self._text_changed)
        self.footer = BodyFooter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar())
        layout.addWidget(self.text, 1)
        layout.addWidget(self.footer)
        self._show_count()
        theme().changed.connect(self._draw)
        self._draw()

    def sizeHint(self) -> QSize:
        # What a text edit would like has nothing to do with this text: it takes what is left.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def turn_to(self, manuscript: Manuscript) -> None:
        """Shows another notice's text as it was left: its cursor, its steps of undo."""
        self._leave()
        self._manuscript = manuscript
        manuscript.document.setDefaultFont(self.text.font())
        self._is_loading = True
        try:
            self.text.setDocument(manuscript.document)
        finally:
            self._is_loading = False
        cursor = QTextCursor(manuscript.document)
        anchor, position = manuscript.cursor
        last = manuscript.document.characterCount() - 1
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.verticalScrollBar().setValue(manuscript.scrolled)
        self._show_count()
        self.turned.emit()

    def load(self, text: str, *, as_step: bool = False) -> None:
        """Shows `text`, with its history gone, or as one step of it.

        The same text again keeps cursor and undo as they are.
        """
        if text == self.plain_text():
            return
        self._is_loading = True
        try:
            if as_step:
                replace_text(self.text.document(), text)
            else:
                self.text.setPlainText(text)
        finally:
            self._is_loading = False
        self._show_count()

    def plain_text(self) -> str:
        """The Markdown as written, with placeholders where facts are seen."""
        return self.links.written()

    def begin_with(self, text: str, *, replaces: bool) -> None:
        """Puts a text in place of what is there, or where the cursor is: one step of undo."""
        cursor = self.text.textCursor()
        if replaces:
            cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text, QTextCharFormat())
        self.text.setTextCursor(cursor)
        self.text.setFocus()

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

    def offer(self, blocks: Sequence[tuple[str, str]]) -> None:
        """Takes what Insert offers: placeholders, each with the sentence that it stands for now."""
        self._blocks = tuple(blocks)
        self.insert_button.setVisible(bool(self._blocks))

    def open_insert_menu(self) -> None:
        """Opens the sentences to choose from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for name, sentence in self._blocks:
            # An ampersand would underline a letter.
            action = menu.addAction(sentence.replace("&", "&&"))
            action.setToolTip(filled_words(name))
            action.triggered.connect(
                lambda _=False, chosen=name: self.insert_sentence(f"{{{chosen}}}")
            )
        menu.popup(self.insert_button.mapToGlobal(QPoint(0, self.insert_button.height() + 2)))

    def insert_sentence(self, sentence: str) -> None:
        """Puts a sentence where the cursor is, with the space it needs around it."""
        cursor = self.text.textCursor()
        before = self.text.toPlainText()[: cursor.selectionStart()]
        needs_space = bool(before) and not before[-1].isspace()
        cursor.insertText(f" {sentence}" if needs_space else sentence, QTextCharFormat())
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def insert_paragraph(self, text: str) -> None:
        """Puts a text where the cursor is, or in place of what is selected, as paragraphs apart.

        Where nobody has been in the text yet it goes to the end.
        """
        cursor = self.text.textCursor()
        if not cursor.position() and not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.End)
        before, after = _around(cursor)
        cursor.insertText(f"{_apart(before)}{text}{_apart(after[::-1])}")
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def insert_picture(self, cursor: QTextCursor, reference: str) -> None:
        """Refers to a picture there, and stands where the words go that say what it shows."""
        # A picture is a paragraph of its own.
        before, after = ("", "") if not cursor.block().text().strip() else ("\n\n", "\n")
        cursor.insertText(f"{before}{reference}{after}")
        back = len(reference) - reference.index("]") + len(after)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, back)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _leave(self) -> None:
        left = self._manuscript
        if left is not None:
            cursor = self.text.textCursor()
            left.cursor = (cursor.anchor(), cursor.position())
            left.scrolled = self.text.verticalScrollBar().value()

    def replace_text(self, text: str) -> None:
        """Puts another text in the place of all of it; one step of undo."""
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def add_tool(self, button: QToolButton) -> None:
        """Puts a button of somebody else's into the toolbar, before Insert."""
        button.setProperty("look", "quiet")
        self._row.insertWidget(self._row.indexOf(self.insert_button), button)

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
        bar.setStyleSheet("#bodyToolbar { border-bottom: 1px solid palette(mid); }")
        row = self._row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE_2, SPACE_1, SPACE_2, SPACE_1)
        row.setSpacing(SPACE_1)
        self._tools: dict[str, QToolButton] = {}
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
            (
                "image",
                self.tr("Picture"),
                self.picture_wanted.emit,
                QKeySequence("Ctrl+Shift+P"),
            ),
        ):
            button = QToolButton(bar)
            button.setObjectName(name)
            button.setAccessibleName(words)
            shortcut = keys.toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{words} ({shortcut})")
            # A button's own shortcut clicks it after a tenth of a second: who types on is faster.
            key = QShortcut(keys, self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(act)
            button.setProperty("look", "quiet")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(act)
            self._tools[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self.templates = TemplateButton(bar)
        row.addWidget(self.templates)
        self.insert_button = QToolButton(bar)
        self.insert_button.setText(self.tr("Insert"))
        self.insert_button.setAccessibleName(self.tr("Insert a sentence"))
        self.insert_button.setProperty("look", "quiet")
        self.insert_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The arrow stands after the word, as on every menu button.
        self.insert_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.insert_button.clicked.connect(self.open_insert_menu)
        row.addWidget(self.insert_button)
        return bar

    def _draw(self) -> None:
        for name, button in self._tools.items():
            button.setIcon(icon(name, tokens().muted, 16))
        self.insert_button.setIcon(icon("chevron-down", tokens().muted, 14))

    def _text_changed(self) -> None:
        self._show_count()
        # What only follows its fact is nobody's change.
        if not self._is_loading and not self.links.is_busy:
            self.edited.emit()

    def _show_count(self) -> None:
        self.footer.show_text(self.text.toPlainText())


def _around(cursor: QTextCursor) -> tuple[str, str]:
    """What stands before and after the cursor or its selection."""
    before, after = QTextCursor(cursor), QTextCursor(cursor)
    before.setPosition(0)
    before.setPosition(cursor.selectionStart(), QTextCursor.MoveMode.KeepAnchor)
    after.setPosition(cursor.selectionEnd())
    after.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    # Qt separates lines with a character of its own.
    first, last = (part.selectedText().replace("\u2029", "\n") for part in (before, after))
    return first, last


def _apart(beside: str) -> str:
    """What sets a paragraph off from the text that ends beside it."""
    if not beside.strip():
        return ""
    lines = len(beside) - len(beside.rstrip("\n"))
    return "\n" * max(0, 2 - lines)
