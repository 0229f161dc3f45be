"""The small toolbar above the text: marks on the left, what can be put into it on the right."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.screens.notices.editor.template_button import TemplateButton
from ui.screens.notices.writing.linked_blocks import filled_words
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import SPACE_1, SPACE_2
from ui.widgets.two_groups import TwoGroups


class Mark(NamedTuple):
    """A button with an icon, and the keys that do the same."""

    icon: str
    words: str
    act: Callable[[], None]
    keys: QKeySequence


class BodyToolbar(TwoGroups):
    """One row where there is room for it, else two: nothing of it is ever cut.

    Signals:
        inserted: a person chose a fact to be put into the text; carries its name.
    """

    inserted = Signal(str)

    def __init__(self, marks: Sequence[Mark], editor: QWidget) -> None:
        super().__init__(editor)
        self.setObjectName("bodyToolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("#bodyToolbar { border-bottom: 1px solid palette(mid); }")
        self._blocks: tuple[tuple[str, str], ...] = ()
        self._tools: dict[str, QToolButton] = {}
        for mark in marks:
            self.left.addWidget(self._tool(mark, editor))
        self.templates = TemplateButton(self)
        self.insert_button = self._insert_button()
        self.right.addWidget(self.templates)
        self.right.addWidget(self.insert_button)
        self.set_margins(SPACE_2, SPACE_1, SPACE_2, SPACE_1)
        theme().changed.connect(self._draw)
        self._draw()

    def add_tool(self, button: QToolButton) -> None:
        """Puts a button of somebody else's before Insert."""
        button.setProperty("look", "quiet")
        self.right.insertWidget(self.right.indexOf(self.insert_button), button)

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
            action.triggered.connect(lambda _=False, chosen=name: self.inserted.emit(chosen))
        menu.popup(self.insert_button.mapToGlobal(QPoint(0, self.insert_button.height() + 2)))

    def _tool(self, mark: Mark, editor: QWidget) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(mark.icon)
        button.setAccessibleName(mark.words)
        shortcut = mark.keys.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{mark.words} ({shortcut})")
        # A button's own shortcut clicks it after a tenth of a second: who types on is faster.
        key = QShortcut(mark.keys, editor)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(mark.act)
        button.setProperty("look", "quiet")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(mark.act)
        self._tools[mark.icon] = button
        return button

    def _insert_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setText(self.tr("Insert"))
        button.setAccessibleName(self.tr("Insert a sentence"))
        button.setProperty("look", "quiet")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The arrow stands after the word, as on every menu button.
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.clicked.connect(self.open_insert_menu)
        return button

    def _draw(self) -> None:
        for name, button in self._tools.items():
            button.setIcon(icon(name, tokens().muted, 16))
        self.insert_button.setIcon(icon("chevron-down", tokens().muted, 14))
