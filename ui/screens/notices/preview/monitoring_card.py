"""What monitoring sees of the services that the notice names."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.views.notices import Choice
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_2, SPACE_3
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.status_glyph import StatusGlyph
from ui.widgets.time_words import moment_words, zone_of
from ui.widgets.uptime_strip import UptimeStrip

_TIME_OF_TODAY = len("14:02")


class MonitoringCard(Card):
    """A block for each service: glyph, name, since when, the reason, and the last day as bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=SPACE_3 + 2)
        self.setAccessibleName(self.tr("What monitoring sees"))
        self.body.setSpacing(SPACE_3)
        self._shown: tuple[Choice, ...] | None = None
        self._rows: list[QWidget] = []
        self._none = Label(
            self.tr("Name a service to see what monitoring sees of it."), tone="muted", wrap=True
        )
        self.body.addWidget(self._none)

    def show_choices(self, choices: Sequence[Choice], now: datetime, zone: str) -> None:
        """Shows the named services in the order of the notice."""
        fresh = tuple(choices)
        if fresh == self._shown:
            return
        self._shown = fresh
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(choice, now, zone) for choice in fresh]
        for row in self._rows:
            self.body.addWidget(row)
        self._none.setVisible(not fresh)

    def _row(self, choice: Choice, now: datetime, zone: str) -> QWidget:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(StatusGlyph(choice.measured))
        head.addWidget(Paragraph(choice.name, weight=SEMIBOLD, max_lines=2), 1)
        column.addLayout(head)
        if choice.since is not None:
            moment = moment_words(choice.since, now, zone_of(zone))
            words = self.tr("{time} → now").format(time=moment)
            since = Label(words, size=CAPTION, tone="muted")
            # A time of today stands beside the name; one with its day would take the name's room.
            (head if len(moment) == _TIME_OF_TODAY else column).addWidget(since)
        word = status_style(choice.measured, tokens()).word
        reason = Paragraph(choice.reason or word, size=CAPTION, tone="muted", max_lines=3)
        column.addWidget(reason)
        if choice.strip:
            column.addWidget(UptimeStrip(choice.strip, height=22, title=choice.name))
        return row
