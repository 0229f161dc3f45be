"""The figures behind a claim: the time, what was observed, what was down, by which rule."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from statusboard.domain.views.statement import ClaimRow
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.reading_side import reads_from_right
from ui.widgets.sheet import Sheet

_WIDTH = 620


class FiguresSheet(Sheet):
    """Opened with `open()`."""

    def __init__(self, row: ClaimRow, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=_WIDTH, subtitle=row.headline)
        self.entitle(self.tr("Figures"))
        self.row = row
        inner = QWidget()
        if reads_from_right(row.headline):
            inner.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        grid = QGridLayout(inner)
        grid.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_3)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, value) in enumerate(row.figures):
            label = Label(name, tone="muted", wrap=True)
            label.setFixedWidth(150)
            grid.addWidget(label, number, 0, top)
            grid.addWidget(Paragraph(value), number, 1, top)
        self.hold(inner)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(self.copy)
        close = self.main_button = QPushButton(self.tr("Close"))
        close.setProperty("look", "primary")
        close.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(copy)
        self.foot.addWidget(close)

    def copy(self) -> None:
        """Puts the claim and its figures on the clipboard as text."""
        lines = [self.row.headline, *(f"{name}: {value}" for name, value in self.row.figures)]
        QGuiApplication.clipboard().setText("\n".join(lines))
