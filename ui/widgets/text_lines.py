"""A text broken into lines of a width; where it is cut, the last one ends with an ellipsis."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

_MORE = "\N{HORIZONTAL ELLIPSIS}"


def lines_of(text: str, face: QFont, width: float, *, most: int = 0) -> tuple[list[str], bool]:
    """The lines at this width in pixels, and whether some were left out.

    At most `most` of them; 0: all.
    """
    room = max(1.0, width)
    lines: list[str] = []
    for part in text.split("\n") if text else ():
        lines += _broken(part, face, room) if part else [""]
    if not most or len(lines) <= most:
        return lines, False
    last = QFontMetricsF(face).elidedText(
        lines[most - 1] + _MORE, Qt.TextElideMode.ElideRight, room
    )
    return [*lines[: most - 1], last], True


def _broken(part: str, face: QFont, width: float) -> list[str]:
    layout = QTextLayout(part, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(part[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines
