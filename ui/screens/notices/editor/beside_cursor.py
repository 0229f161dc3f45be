"""What stands beside the cursor in a text, and what sets an insertion off from it."""

from PySide6.QtGui import QTextCursor


def around(cursor: QTextCursor) -> tuple[str, str]:
    """What stands before and after the cursor or its selection."""
    before, after = QTextCursor(cursor), QTextCursor(cursor)
    before.setPosition(0)
    before.setPosition(cursor.selectionStart(), QTextCursor.MoveMode.KeepAnchor)
    after.setPosition(cursor.selectionEnd())
    after.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    # Qt separates lines with a character of its own.
    first, last = (part.selectedText().replace("\u2029", "\n") for part in (before, after))
    return first, last


def space_after(before: str) -> str:
    """What a sentence needs before it, to stand apart from what ends there."""
    return " " if before and not before[-1].isspace() else ""


def apart(beside: str) -> str:
    """What sets a paragraph off from the text that ends beside it."""
    if not beside.strip():
        return ""
    lines = len(beside) - len(beside.rstrip("\n"))
    return "\n" * max(0, 2 - lines)
