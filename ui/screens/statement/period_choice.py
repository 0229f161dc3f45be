"""Which time a statement is about: a segment of the switch, or any other by the button."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from statusboard.domain.period import read_period
from ui.theme.tokens import SPACE_2
from ui.widgets.plain_tip import plain_tip
from ui.widgets.searched_popup import Entry, PopupWords, SearchedPopup
from ui.widgets.segmented_control import SegmentedControl

_MONTHS_BACK, _QUARTERS_BACK, _YEARS_BACK = 12, 6, 3
_WRITTEN = re.compile(r"\d{1,4}d|\d{4}.*", re.IGNORECASE)


class _PeriodPopup(SearchedPopup):
    """Lists periods; what is typed as one, such as `45d`, is taken too."""

    def __init__(self, owner: "PeriodChoice", entries: Sequence[Entry]) -> None:
        self._owner = owner
        words = PopupWords(
            title=owner.tr("Another period"),
            find=owner.tr("2026-Q3, 45d, 2026-11-03..2026-11-17"),
            listed=owner.tr("Periods"),
            none=owner.tr("Enter takes a period that is written like the example."),
        )
        super().__init__(entries, words, owner)
        self.search.returnPressed.connect(self._take_typed)

    def chosen(self, key: object) -> None:
        """The choice has it from here."""
        self._owner.take(str(key))

    def _take_typed(self) -> None:
        typed = self.search.text().strip()
        if self.list.isHidden() and _WRITTEN.fullmatch(typed):
            try:
                read_period(typed)
            except ValueError:
                return
            self.close()
            self.chosen(typed)


class PeriodChoice(QWidget):
    """The switch and the button are one choice: what one says, the other shows.

    Signals:
        chosen: another period; its key.
    """

    chosen = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._offered: tuple[tuple[str, str], ...] = ()
        self._has_room = True
        self._today = date.min
        self.switch = SegmentedControl(name=self.tr("Period"))
        self.button = QPushButton()
        self.button.clicked.connect(self.open_list)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_2)
        self._row.addWidget(self.switch)
        self._row.addWidget(self.button)
        self._say()

    @property
    def key(self) -> str:
        """The period in force."""
        return self._key

    @property
    def offered(self) -> tuple[str, ...]:
        """The keys of the segments."""
        return tuple(key for key, _ in self._offered)

    def show_offered(self, offered: tuple[tuple[str, str], ...], today: date) -> None:
        """Offers these as segments."""
        self._today = today
        if offered != self._offered:
            self._offered = offered
            self._row.removeWidget(self.switch)
            self.switch.hide()
            self.switch.deleteLater()
            self.switch = SegmentedControl(offered, name=self.tr("Period"))
            self._row.insertWidget(0, self.switch)
            self._mark()
            self.switch.chosen.connect(self.take)
            self.switch.setVisible(self._has_room)
        self._say()

    def fit(self, *, has_room: bool) -> None:
        """Where there is no room for the switch, the button says the period and offers all."""
        if has_room is self._has_room:
            return
        self._has_room = has_room
        self.switch.setVisible(has_room)
        self._say()

    def take(self, key: str) -> None:
        """Chooses a period, and says so."""
        if key != self._key:
            self._key = key
            self._mark()
            self._say()
            self.chosen.emit(key)

    def open_list(self) -> SearchedPopup:
        """Opens the list below the button."""
        popup = _PeriodPopup(self, self._entries())
        left = self.button.width() - popup.width()
        popup.move(self.button.mapToGlobal(QPoint(left, self.button.height() + 4)))
        popup.show()
        return popup

    def _mark(self) -> None:
        if self._key in dict(self._offered):
            self.switch.choose(self._key)
        else:
            self.switch.clear()

    def _say(self) -> None:
        is_other = (bool(self._offered) and self._key not in self.offered) or not self._has_room
        words = self.tr("Other\N{HORIZONTAL ELLIPSIS}")
        if is_other:
            known = {str(one.key): one.words for one in self._entries()}
            words = known.get(self._key, self._key)
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 130)
        self.button.setText(elided)
        self.button.setToolTip(plain_tip(words))
        self.button.setAccessibleName(
            self.tr("Period: {period}").format(period=words) if is_other else self.tr("Period")
        )

    def _entries(self) -> list[Entry]:
        """What is counted from today, then what is over, the newest first."""
        found = [
            ("this-month", self.tr("This month")),
            ("last-month", self.tr("Last month")),
            ("this-quarter", self.tr("This quarter")),
            ("last-quarter", self.tr("Last quarter")),
            ("this-year", self.tr("This year")),
            ("last-year", self.tr("Last year")),
            ("7d", self.tr("7 days")),
            ("30d", self.tr("30 days")),
        ]
        if self._today > date.min:
            month = self._today.year * 12 + self._today.month - 1
            for back in range(1, _QUARTERS_BACK + 1):
                year, number = divmod(month // 3 - back, 4)
                found.append((f"{year:04d}-Q{number + 1}", f"Q{number + 1} {year}"))
            for back in range(1, _MONTHS_BACK + 1):
                year, number = divmod(month - back, 12)
                words = f"{QLocale().standaloneMonthName(number + 1)} {year}"
                found.append((f"{year:04d}-{number + 1:02d}", words))
            years = (self._today.year - back for back in range(1, _YEARS_BACK + 1))
            found += [(f"{year:04d}", str(year)) for year in years]
        offered = () if self._has_room else self._offered
        return [Entry(key, words) for key, words in (*offered, *found)]
