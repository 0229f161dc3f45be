"""How far the reading of what New Relic kept has come, and the button that begins it anew."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from statusboard.domain.views.new_relic_history import HistoryProgress
from ui.theme.tokens import SPACE_2
from ui.widgets.label import Label


class HistoryLine(QWidget):
    """A line of words, and a button.

    Signals:
        wanted: read all of it anew.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(tone="muted", wrap=True)
        self.button = QPushButton(self.tr("Read history again"))
        self.button.clicked.connect(self.wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)

    def show_progress(self, now: HistoryProgress) -> None:
        """Says how much is read, and since when New Relic kept any of it."""
        self.button.setEnabled(bool(now.figures))
        if not now.figures:
            self.words.setText(
                self.tr("History for charts is read once entities are watched, up to 13 months.")
            )
            return
        said = self.tr("History for charts: {done} of {steps} steps read.")
        told = [said.format(done=now.done, steps=now.steps)]
        if now.reaches:
            locale = QLocale()
            days = ", ".join(
                f"{label} {locale.toString(_day(since), self.tr('d MMM yyyy'))}"
                for label, since in now.reaches
            )
            told.append(self.tr("New Relic has it since: {days}.").format(days=days))
        if now.problem:
            told.append(now.problem)
        self.words.setText(" ".join(told))


def _day(at: datetime) -> QDate:
    return QDate(at.year, at.month, at.day)
