"""The bar on top of a screen: its title, what it is about, and its controls on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme.fonts import BOLD
from ui.theme.tokens import SPACE_2, SPACE_3, TITLE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label

HEIGHT = 56
_SIDE = 20


class TopBar(QFrame):
    """`add` puts controls on the right, first to last; the subtitle gives way where it is tight."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "top")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(title)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._row.setSpacing(SPACE_3)
        self._subtitle = ElidedLabel(tone="muted")
        self._title = Label(title, size=TITLE, weight=BOLD)
        self._row.addWidget(self._title)
        self._row.addSpacing(SPACE_2 // 2)
        self._row.addWidget(self._subtitle, 1)

    @property
    def least_width(self) -> int:
        """What margins, gaps and title take, in pixels, whatever controls there are."""
        gaps = self._row.spacing() * (self._row.count() - 1) + SPACE_2 // 2
        return 2 * _SIDE + gaps + self._title.sizeHint().width()

    @property
    def subtitle(self) -> str:
        """What stands beside the title."""
        return self._subtitle.text()

    def show_subtitle(self, text: str) -> None:
        """Says what the screen is about."""
        self._subtitle.setText(text)

    def lead(self, control: QWidget) -> None:
        """One more control beside the title."""
        self._row.insertWidget(self._row.indexOf(self._subtitle), control)

    def add(self, control: QWidget) -> None:
        """One more control on the right."""
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
