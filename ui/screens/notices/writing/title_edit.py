"""The title of a notice: a line with an undo history that can be changed for another one.

A line of Qt forgets its history whenever a text is set; this one keeps its steps in a QUndoStack,
so that each notice has its own.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.notices.writing.changed_part import changed_part


class TitleEdit(QLineEdit):
    """Writes the title. What a person types in one go is one step.

    Signals:
        edited: a person changed the title, or took a change back.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = QUndoStack(self)
        self._shown = ""
        self.textEdited.connect(self._typed)

    def turn_to(self, steps: QUndoStack, text: str) -> None:
        """Goes on with another title and its history."""
        self._steps = steps
        self.show_text(text, 0)

    def load(self, text: str, *, as_step: bool = False) -> None:
        """Shows `text`, without announcing it; with its history gone, or as a step of it."""
        if text == self.text():
            self._shown = text
            return
        if as_step:
            self._steps.push(_Retitled(self, self.text(), text, is_typed=False))
            return
        self._steps.clear()
        self.show_text(text, 0)

    def show_text(self, text: str, at: int) -> None:
        """Shows what a step says, with the cursor there."""
        self._shown = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(at)

    def undo(self) -> None:
        """Takes the last step back."""
        self._steps.undo()
        self.edited.emit()

    def redo(self) -> None:
        """Does again what was taken back."""
        self._steps.redo()
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        # Qt's own entries know only Qt's own history.
        for name, act, is_there in (
            ("edit-undo", self.undo, self._steps.canUndo()),
            ("edit-redo", self.redo, self._steps.canRedo()),
        ):
            for action in menu.actions():
                if action.objectName() == name:
                    action.triggered.disconnect()
                    action.triggered.connect(act)
                    action.setEnabled(is_there)
        menu.setParent(self, menu.windowFlags())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _typed(self, text: str) -> None:
        self._steps.push(_Retitled(self, self._shown, text, is_typed=True))
        self.edited.emit()


class _Retitled(QUndoCommand):
    """One title for another. Letters typed one after the other make one step of a word."""

    def __init__(self, title: TitleEdit, old: str, new: str, *, is_typed: bool) -> None:
        super().__init__()
        self._title = title
        self.old, self.new = old, new
        self.part = changed_part(old, new)
        part = self.part
        typed = new[part.start : part.new_stop]
        self.is_letter = is_typed and part.old_stop == part.start and len(typed) == 1
        self.begins_word = typed.isspace()

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Retitled) or not (self.is_letter and other.is_letter):
            return False
        if other.begins_word or other.part.start != self.part.new_stop:
            return False
        self.new = other.new
        self.part = changed_part(self.old, self.new)
        return True

    def redo(self) -> None:
        self._title.show_text(self.new, self.part.new_stop)

    def undo(self) -> None:
        self._title.show_text(self.old, self.part.old_stop)
