"""A template: its title, its text, and the placeholders that can be put into them."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.notice import TITLE_LIMIT
from statusboard.domain.placeholders import PLACEHOLDERS
from statusboard.domain.templates.kinds import TemplateText
from ui.screens.settings.section import LabelledField
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.field_row import declared

_TEXT_HEIGHT = 150


class TemplateEditor(QWidget):
    """Signals: `edited`: a person changed the title or the text."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_loading = False
        self.title = QLineEdit()
        self.title.setMaxLength(TITLE_LIMIT)
        self.body = QPlainTextEdit()
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(_TEXT_HEIGHT)
        self.insert_button = QPushButton(self.tr("Insert a fact"))
        self.insert_button.setProperty("look", "quiet")
        self.insert_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.insert_button.clicked.connect(self.open_menu)
        self.title_field = LabelledField(self.tr("Title"), self.title)
        self.body_field = LabelledField(self.tr("Text"), self.body)
        self._target: QLineEdit | QPlainTextEdit = self.body
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.insert_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        column.addWidget(self.title_field)
        column.addWidget(self.body_field)
        column.addLayout(foot)
        self.title.textEdited.connect(self._changed)
        self.body.textChanged.connect(self._changed)
        theme().changed.connect(self._draw)
        self._draw()

    @property
    def text(self) -> TemplateText:
        """What is on screen."""
        return TemplateText(self.title.text(), self.body.toPlainText())

    def load(self, text: TemplateText, *, has_title: bool) -> None:
        """Shows a template; the same one keeps cursor and undo."""
        self._is_loading = True
        self.title_field.setVisible(has_title)
        if self.title.text() != text.title:
            self.title.setText(text.title)
            self.title.setCursorPosition(0)
        if self.body.toPlainText() != text.body:
            self.body.setPlainText(text.body)
        self.title_field.clear_fault()
        self.body_field.clear_fault()
        self._is_loading = False

    def put(self, text: TemplateText) -> None:
        """Puts another text in the place of what is there, as if a person had typed it."""
        if self.title.text() != text.title:
            self.title.selectAll()
            self.title.insert(text.title)
        cursor = self.body.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text.body)
        self._changed()

    def show_fault(self, field: str, sentence: str) -> None:
        """Says at the field what keeps it from being saved."""
        (self.title_field if field == "title" else self.body_field).show_fault(sentence)

    def open_menu(self) -> None:
        """Opens the placeholders, each with what it stands for."""
        self._target = self.title if self.title.hasFocus() else self.body
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.insertions(menu))
        menu.popup(self.insert_button.mapToGlobal(QPoint(0, self.insert_button.height() + 2)))

    def insertions(self, parent: QWidget) -> list[QAction]:
        """What the menu offers."""
        found = []
        for name, words in PLACEHOLDERS.items():
            action = QAction(f"{{{name}}}  {declared(words)}", parent)
            action.triggered.connect(lambda _=False, chosen=name: self.insert(chosen))
            found.append(action)
        return found

    def insert(self, name: str) -> None:
        """Puts a placeholder where the cursor is."""
        words = f"{{{name}}}"
        if isinstance(self._target, QLineEdit):
            self._target.insert(words)
            self._changed()
        else:
            self._target.insertPlainText(words)
        self._target.setFocus()

    def _changed(self) -> None:
        if not self._is_loading:
            self.title_field.clear_fault()
            self.body_field.clear_fault()
            self.edited.emit()

    def _draw(self) -> None:
        self.insert_button.setIcon(icon("chevron-down", tokens().muted, 14))
