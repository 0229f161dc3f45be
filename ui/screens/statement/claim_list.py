"""The left side: what is true, what is not, a claim in one's own words, a record worth a word."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.claim import Asked
from statusboard.domain.views.statement import ClaimRow, MilestoneView, StatementView
from ui.screens.statement.claim_line import ClaimLine
from ui.screens.statement.milestone_words import milestone_words
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel


class ClaimList(QWidget):
    """Fills itself from a view; what was typed stays, with its judgement.

    Signals:
        picked: carries the `ClaimRow` that was chosen.
        figures_wanted: carries the `ClaimRow` whose figures are wanted.
        nearest_wanted: carries the `Asked` that is true in the place of another.
        typed: carries the words of a claim to be judged.
        milestone_wanted: carries the `MilestoneView`.
    """

    picked = Signal(object)
    figures_wanted = Signal(object)
    nearest_wanted = Signal(object)
    typed = Signal(str)
    milestone_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "clear")
        self.lines: list[ClaimLine] = []
        self._judged: ClaimRow | None = None
        self._view: StatementView | None = None
        self._found: MilestoneView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_5)
        column.setSpacing(SPACE_2)
        self._true = QVBoxLayout()
        self._false = QVBoxLayout()
        for rows in (self._true, self._false):
            rows.setSpacing(0)
        self.nothing = Label(tone="muted", wrap=True)
        self._refused_head = SectionLabel(self.tr("Not true, and what would be"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("99.99 % over the last 12 months"))
        self.words.setAccessibleName(self.tr("A claim in your own words"))
        self.words.setClearButtonEnabled(True)
        self.words.returnPressed.connect(self._judge)
        self.words.textChanged.connect(self._typed)
        self.judge_button = QPushButton(self.tr("Is it true?"))
        self.judge_button.setEnabled(False)
        self.judge_button.clicked.connect(self._judge)
        own = QHBoxLayout()
        own.setSpacing(SPACE_2)
        own.addWidget(self.words, 1)
        own.addWidget(self.judge_button)
        self._own = QVBoxLayout()
        self._own.setSpacing(0)
        self.milestone = Banner(tone="operational", action=self.tr("Look at it"), is_rounded=True)
        self.milestone.acted.connect(lambda: self.milestone_wanted.emit(self._found))
        self.milestone.hide()
        column.addWidget(SectionLabel(self.tr("True, with the figures behind it")))
        column.addLayout(self._true)
        column.addWidget(self.nothing)
        column.addSpacing(SPACE_3)
        column.addWidget(self._refused_head)
        column.addLayout(self._false)
        column.addSpacing(SPACE_3)
        column.addWidget(SectionLabel(self.tr("In your own words")))
        column.addLayout(own)
        column.addLayout(self._own)
        column.addSpacing(SPACE_3)
        column.addWidget(self.milestone)
        column.addStretch(1)

    def show_view(self, view: StatementView, chosen: ClaimRow | None) -> None:
        """Shows what may be said and what may not."""
        self._view = view
        self.lines = []
        self._fill(self._true, view.offered)
        self._fill(self._false, view.refused)
        self._fill(self._own, () if self._judged is None else (self._judged,))
        self._refused_head.setVisible(bool(view.refused))
        self.nothing.setVisible(not view.offered)
        self.nothing.setText(
            self.tr(
                "Nothing may be said of that time: too little of it was observed, or nothing was "
                "measured. A shorter one may carry more."
            )
        )
        self.show_chosen(chosen)
        self._show_milestone(view.milestone)

    def show_judged(self, row: ClaimRow, chosen: ClaimRow | None) -> None:
        """Shows the judgement of what was typed."""
        self._judged = row
        if self._view is not None:
            self.show_view(self._view, chosen)

    def show_chosen(self, chosen: ClaimRow | None) -> None:
        """Marks the claim that is given away."""
        for line in self.lines:
            line.show_chosen(is_chosen=chosen is not None and line.row.asked == chosen.asked)

    def line_of(self, asked: Asked) -> ClaimLine | None:
        """The line of a claim."""
        return next((one for one in self.lines if one.row.asked == asked), None)

    def _show_milestone(self, found: MilestoneView | None) -> None:
        self.milestone.setVisible(found is not None)
        if found is None:
            return
        self._found = found
        self.milestone.button.setVisible(found.is_over)
        self.milestone.show_sentence(milestone_words(found))

    def _fill(self, rows: QVBoxLayout, claims: Sequence[ClaimRow]) -> None:
        while (item := rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for row in claims:
            line = ClaimLine(row)
            line.picked.connect(partial(self.picked.emit, row))
            line.figures_wanted.connect(partial(self.figures_wanted.emit, row))
            if row.nearest is not None:
                line.nearest_wanted.connect(partial(self.nearest_wanted.emit, row.nearest.asked))
            rows.addWidget(line)
            self.lines.append(line)

    def _typed(self, text: str) -> None:
        self.judge_button.setEnabled(bool(text.strip()))
        if self._judged is not None and text != self._judged.said:
            # The judgement was of other words.
            self._judged = None
            self._fill(self._own, ())
            self.lines = [one for one in self.lines if not one.row.said]

    def _judge(self) -> None:
        text = self.words.text().strip()
        if text:
            self.typed.emit(text)
