"""One service over one time by every rule, and why they differ."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.rules import RuleRow, RulesView
from ui.screens.uptime.period_words import days_between_words, days_of
from ui.screens.uptime.words import percent_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of

_WIDTH, _HEIGHT = 700, 480


class RulesSheet(Sheet):
    """Opened with `open()`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self.entitle(self.tr("Counting by every rule…"))
        self.note = Paragraph(tone="muted")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(self.note)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_4)
        self._grid.setVerticalSpacing(SPACE_3)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.hold(inner)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = close
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.rows: list[tuple[str, str, str]] = []

    def show_view(self, view: RulesView) -> None:
        """Shows a row for each rule; what it says stands on hover over its name."""
        self.entitle(self.tr("{service} by every rule").format(service=view.service))
        # Whoever looks at business hours has to know that other figures are beside theirs here.
        days = days_of(view.start, view.stop, zone_of(view.zone))
        said = self.tr("{days}, all hours, {coverage} % observed.").format(
            days=days_between_words(days.first, days.last), coverage=view.coverage
        )
        self.note.set_text(f"{said} {view.corrected}".strip())
        for number, row in enumerate(view.rows):
            self._add(number, row)

    def show_problem(self, sentence: str) -> None:
        """Says why there is nothing to see."""
        self.note.set_text(sentence)

    def _add(self, number: int, row: RuleRow) -> None:
        name = Label(row.label, weight=SEMIBOLD)
        name.setToolTip(row.sentence)
        figure = Label(percent_words(row.uptime))
        why = Paragraph(row.why, size=CAPTION, tone="muted")
        why.setToolTip(row.sentence)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, number, 0, top)
        self._grid.addWidget(figure, number, 1, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(why, number, 2)
        self.rows.append((row.label, row.uptime, row.why))
