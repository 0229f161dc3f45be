"""What each location says of the check that is looked at: a row for each, home first."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from statusboard.domain.views.verify import LocationRow
from ui.screens.verify.words import second_words, took_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import style_of
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.status_glyph import StatusGlyph
from ui.widgets.time_words import full_words


class LocationRows(QWidget):
    """A grid: glyph, name, what it says, how long the answer took, and when it came."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_3)
        self._grid.setVerticalSpacing(SPACE_2)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[tuple[StatusGlyph, Label, Label, Label, Label]] = []

    def show_places(self, places: Sequence[LocationRow], *, now: datetime, zone: tzinfo) -> None:
        """Shows these rows; widgets are kept where there were as many."""
        while len(self._rows) < len(places):
            self._add_row()
        for number, cells in enumerate(self._rows):
            is_used = number < len(places)
            for cell in cells:
                cell.setVisible(is_used)
            if is_used:
                self._fill(cells, places[number], now=now, zone=zone)

    @property
    def said(self) -> tuple[str, ...]:
        """What stands in the rows, each as one line."""
        return tuple(
            "  ".join(cell.text() for cell in cells[1:] if cell.text())
            for cells in self._rows
            if cells[1].isVisibleTo(self)
        )

    def _add_row(self) -> None:
        cells = (
            StatusGlyph(size=14),
            Label(weight=SEMIBOLD),
            Label(wrap=True),
            Label(tone="muted"),
            Label(tone="muted"),
        )
        row = len(self._rows)
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row, column)
        cells[2].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._rows.append(cells)

    def _fill(
        self,
        cells: tuple[StatusGlyph, Label, Label, Label, Label],
        place: LocationRow,
        *,
        now: datetime,
        zone: tzinfo,
    ) -> None:
        glyph, name, words, took, age = cells
        glyph.show_status(place.level)
        name.setText(place.name)
        said = [style_of(place.level, tokens()).word]
        if place.silent_since is not None:
            since = second_words(place.silent_since, zone, now=now)
            said = [self.tr("Silent since {time}").format(time=since)]
        elif place.words:
            said.append(place.words)
        words.setText(" \N{MIDDLE DOT} ".join(said))
        took.setText("" if place.response_us is None else took_words(place.response_us))
        if place.answered_at is None:
            age.setText(self.tr("No answer yet"))
            age.setToolTip("")
            return
        # The time itself, as beside every answer here: an age would grow old while it stands.
        age.setText(second_words(place.answered_at, zone, now=now))
        age.setToolTip(full_words(place.answered_at, zone))
