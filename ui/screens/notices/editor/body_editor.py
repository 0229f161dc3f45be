"""The text of a notice: plain Markdown, a small toolbar that inserts it, and a word count."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from ui.keys.key import Key
from ui.screens.notices.editor.beside_cursor import apart, around, space_after
from ui.screens.notices.editor.body_footer import BodyFooter
from ui.screens.notices.editor.body_toolbar import BodyToolbar, Mark
from ui.screens.notices.writing.changed_part import replace_text
from ui.screens.notices.writing.linked_blocks import LinkedBlocks
from ui.screens.notices.writing.manuscripts import Manuscript
from ui.screens.notices.writing.marked_text import MarkedText
from ui.theme.fonts import font
from ui.theme.tokens import BODY

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
        # Tab meets the text first, then the toolbar: who writes has keys for that.
        self.text = MarkedText(self)
        self.text.setObjectName("body")
        self.text.setAccessibleName(self.tr("Text of the notice"))
        self.ask_for(is_announcement=False)
        self.text.setTabChangesFocus(True)
        self.text.setFont(font(BODY + 1))
        self.text.setStyleSheet(_BARE)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.links = LinkedBlocks(self.text)
        self.text.textChanged.connect(self._text_changed)
        self.toolbar = BodyToolbar(self._marks(), self)
        self.toolbar.inserted.connect(lambda name: self.insert_sentence(f"{{{name}}}"))
        self.footer = BodyFooter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.footer)
        self._show_count()

    def sizeHint(self) -> QSize:
        # What a text edit would like has nothing to do with this text: it takes what is left.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def ask_for(self, *, is_announcement: bool) -> None:
        """Asks, where nothing is written yet, for what readers of such a text want to know."""
        self.text.setPlaceholderText(
            self.tr("What changes for customers, from when, and what do they have to do?")
            if is_announcement
            else self.tr(
                "What do customers notice? Since when? What are you doing about it, "
                "and when will they hear from you again?"
            )
        )

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

    def insert_sentence(self, sentence: str) -> None:
        """Puts a sentence where the cursor is, with the space it needs around it."""
        cursor = self.text.textCursor()
        space = space_after(around(cursor)[0])
        cursor.insertText(f"{space}{sentence}", QTextCharFormat())
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def insert_paragraph(self, text: str) -> None:
        """Puts a text where the cursor is, or in place of what is selected, as paragraphs apart.

        Where nobody has been in the text yet it goes to the end.
        """
        cursor = self.text.textCursor()
        if not cursor.position() and not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.End)
        before, after = around(cursor)
        cursor.insertText(f"{apart(before)}{text}{apart(after[::-1])}")
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

    def _marks(self) -> tuple[Mark, ...]:
        return (
            Mark("bold", self.tr("Bold"), self.bold, Key.BOLD.sequence),
            Mark("italic", self.tr("Italic"), self.italic, Key.ITALIC.sequence),
            Mark("link", self.tr("Link"), self.link, Key.LINK.sequence),
            Mark("list", self.tr("List"), self.bullets, Key.LIST.sequence),
            Mark(
                "image",
                self.tr("Picture"),
                self.picture_wanted.emit,
                Key.PICTURE.sequence,
            ),
        )

    def _text_changed(self) -> None:
        self._show_count()
        # What only follows its fact is nobody's change.
        if not self._is_loading and not self.links.is_busy:
            self.edited.emit()

    def _show_count(self) -> None:
        self.footer.show_text(self.text.toPlainText())
