"""A surface with a hairline around it; nothing stands in a box inside a box."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_2, SPACE_4
from ui.widgets.section_label import SectionLabel


class Card(QFrame):
    """`body` is its vertical layout. With a title, that stands on top in small capitals."""

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, margin: int = SPACE_4
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(SPACE_2)
        self.title = SectionLabel(title) if title else None
        if self.title is not None:
            self.body.addWidget(self.title)
            self.setAccessibleName(title)
