"""What stands below the top of the uptime screen, one over the other: cards to table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.screens.uptime.arrange_bar import ArrangeBar
from ui.screens.uptime.chart_card import ChartCard
from ui.screens.uptime.executive_strip import ExecutiveStrip
from ui.screens.uptime.figures import FigureRow
from ui.screens.uptime.table import UptimeTable
from ui.theme.tokens import SPACE_4
from ui.widgets.kept_columns import KeptColumns

_MARGIN = 20
_LEAST_TABLE = 138


class UptimePage(QScrollArea):
    """Five cards, a line, a chart, a table.

    A window too low for all of them lets them be scrolled and not laid over each other.
    """

    def __init__(self, columns: KeptColumns | None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.figures = FigureRow()
        self.strip = ExecutiveStrip()
        self.chart_card = ChartCard()
        self.arranging = ArrangeBar()
        self.table = UptimeTable(columns)
        self.table.setMinimumHeight(_LEAST_TABLE)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self.setWidget(inner)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        rows.setSpacing(SPACE_4)
        rows.addWidget(self.figures)
        rows.addWidget(self.strip)
        rows.addWidget(self.chart_card, 5)
        rows.addWidget(self.arranging)
        rows.addWidget(self.table, 6)

    def fit_table(self) -> None:
        """A table of few rows takes no more than they need."""
        self.table.setMinimumHeight(min(_LEAST_TABLE, self.table.maximumHeight()))
