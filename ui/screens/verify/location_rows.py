"""What each location says of the check that is looked at: a row for each, home first."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from statusboard.domain.views.verify import LocationRow
from ui.screens.verify.words import second_words, took_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import style_of
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_2
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.status_glyph import StatusGlyph
from ui.widgets.time_words import full_words

_DOT = " \N{MIDDLE DOT} "


class PlaceRow(QWidget):
    """Glyph and name; how long the newest answer took and when it came; below, what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = StatusGlyph(size=14)
        self._name = Paragraph(weight=SEMIBOLD)
        self._when = Label(tone="muted")
        self._words = Paragraph(tone="muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._glyph, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._when, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 1, 1, 1, 2)

    def show_place(self, place: LocationRow, *, now: datetime, zone: tzinfo) -> None:
        """Shows what a location says."""
        self._glyph.show_status(place.level)
        self._name.set_text(place.name)
        said = [style_of(place.level, tokens()).word]
        if place.silent_since is not None:
            since = second_words(place.silent_since, zone, now=now)
            said = [self.tr("Silent since {time}").format(time=since)]
        elif place.words:
            said.append(place.words)
        self._words.set_text(_DOT.join(said))
        # The time itself, as beside every answer here: an age would grow old while it stands.
        when = [] if place.response_us is None else [took_words(place.response_us)]
        if place.answered_at is None:
            when.append(self.tr("No answer yet"))
            self._when.setToolTip("")
        else:
            when.append(second_words(place.answered_at, zone, now=now))
            self._when.setToolTip(full_words(place.answered_at, zone))
        self._when.setText(_DOT.join(when))
        self.setAccessibleName(self.said)

    @property
    def said(self) -> str:
        """What stands in it, as one line."""
        return ", ".join((self._name.text, self._words.text, self._when.text()))


class LocationRows(QWidget):
    """The rows of one check; widgets are kept where there were as many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE_2)
        self._rows: list[PlaceRow] = []

    def show_places(self, places: Sequence[LocationRow], *, now: datetime, zone: tzinfo) -> None:
        """Shows these rows, and no other."""
        while len(self._rows) < len(places):
            self._rows.append(PlaceRow())
            self._box.addWidget(self._rows[-1])
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(places))
            if number < len(places):
                row.show_place(places[number], now=now, zone=zone)

    @property
    def said(self) -> tuple[str, ...]:
        """What stands in the rows, each as one line."""
        return tuple(row.said for row in self._rows if not row.isHidden())
