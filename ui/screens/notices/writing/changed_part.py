"""What differs between two texts, and putting it into a document as one step of undo."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from ui.widgets.text_places import unit_of


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """`old[start:old_stop]` became `new[start:new_stop]`; around it the texts are the same."""

    start: int
    old_stop: int
    new_stop: int


def changed_part(old: str, new: str) -> ChangedPart:
    """The smallest part that differs; empty on both sides where nothing does."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    same = 0
    while same < shorter - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return ChangedPart(start, len(old) - same, len(new) - same)


def replace_text(document: QTextDocument, text: str) -> None:
    """Makes `text` of a document in one step of undo.

    Only what differs is touched: cursors, and the formats of everything else, stay.
    """
    old = document.toPlainText()
    part = changed_part(old, text)
    cursor = QTextCursor(document)
    cursor.setPosition(unit_of(old, part.start))
    cursor.setPosition(unit_of(old, part.old_stop), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[part.start : part.new_stop])
