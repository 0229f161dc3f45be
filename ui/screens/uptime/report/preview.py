"""The pages of a report as they will be, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_3
from ui.widgets.label import Label

# Drawn at this width, shown at half of it: sharp on screens of twice the density, too.
DRAWN, SHOWN = 1120, 560
MOST_PAGES = 40


class PagesPreview(QScrollArea):
    """Paper stays white in a dark window, as it is when it is printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Preview of the pages"))
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, SPACE_3, 0)
        self._rows.setSpacing(SPACE_3)
        self._said = Label(tone="muted", wrap=True)
        self._rows.addWidget(self._said)
        self._rows.addStretch(1)
        self._pages: list[QLabel] = []
        self.setWidget(inner)

    @property
    def said(self) -> str:
        """What stands in the place of pages, or above them."""
        return "" if self._said.isHidden() else self._said.text()

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def say(self, sentence: str, *, is_wrong: bool = False) -> None:
        """Says something above the pages; empty: nothing."""
        self._said.set_tone("major" if is_wrong else "muted")
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Shows these pages in the place of those before."""
        for old in self._pages:
            old.hide()
            old.deleteLater()
        self._pages = []
        for number, content in enumerate(pages, 1):
            label = QLabel()
            picture = QPixmap()
            picture.loadFromData(content)
            picture.setDevicePixelRatio(DRAWN / SHOWN)
            label.setPixmap(picture)
            label.setAccessibleName(self.tr("Page {n} of {all}").format(n=number, all=len(pages)))
            self._rows.insertWidget(self._rows.count() - 1, label)
            self._pages.append(label)
