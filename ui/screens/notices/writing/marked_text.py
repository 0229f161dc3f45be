"""A plain text with marks drawn over it, in layers; pictures that are brought to it are told."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget


class MarkedText(QPlainTextEdit):
    """Qt draws one list of marks; here each who marks has a list, drawn in order of coming.

    Signals:
        brought: files or a picture were dropped or pasted; carries the QMimeData.
    """

    brought = Signal(QMimeData)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}

    def mark(self, layer: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Draws marks in the place of those that this layer had."""
        self._layers[layer] = list(marks)
        self.setExtraSelections([mark for marks in self._layers.values() for mark in marks])

    def setDocument(self, document: QTextDocument) -> None:
        """Shows another document; what was marked in the one before is not marked in it."""
        self._layers.clear()
        self.setExtraSelections([])
        super().setDocument(document)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return _has_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if _has_picture(source):
            self.brought.emit(source)
        else:
            super().insertFromMimeData(source)

    def marks(self, layer: str) -> list[QTextEdit.ExtraSelection]:
        """What a layer draws now."""
        return list(self._layers.get(layer, ()))


def _has_picture(source: QMimeData) -> bool:
    """Whether it is a picture or a file; a text that comes with a picture of itself is a text."""
    if any(url.isLocalFile() for url in source.urls()):
        return True
    return source.hasImage() and not source.hasText()
