"""Chooses any period: what contracts name, what the chart shows, or from one day to another."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.period import MOST_DAYS, CalendarUnit, Days, Period, Relative
from ui.screens.uptime.period_words import days_between_words, period_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.wheel import leave_wheel_to_page

PRESETS = tuple(Relative(unit, back) for unit in CalendarUnit for back in (0, 1))
_WIDTH = 340


@dataclass(frozen=True, slots=True)
class PeriodOffer:
    """What the popup begins with: the days in force, today, and what of the chart is in view.

    `has_hours`: there are business hours to narrow it to.
    """

    days: Days
    today: date
    zoomed: Days | None = None
    in_hours: bool = False
    has_hours: bool = False


class PeriodPopup(QFrame):
    """Closes with the choice; Escape closes it without one.

    Signals:
        chosen: a period, and whether only its business hours count.
        narrowed: whether only business hours count, of the period in force; the popup stays.
    """

    chosen = Signal(object, bool)
    narrowed = Signal(bool)

    def __init__(self, offer: PeriodOffer, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "card")
        self.setAccessibleName(self.tr("Period"))
        self.presets = {preset: self._offer(preset) for preset in PRESETS}
        self.zoomed = QPushButton()
        self.zoomed.setVisible(offer.zoomed is not None)
        if offer.zoomed is not None:
            zoomed = offer.zoomed
            words = days_between_words(zoomed.first, zoomed.last)
            self.zoomed.setText(self.tr("As zoomed: {days}").format(days=words))
            self.zoomed.clicked.connect(lambda: self._choose(zoomed))
        self.first = _day_edit(self.tr("First day"), offer.days.first, offer.today)
        self.last = _day_edit(self.tr("Last day"), offer.days.last, offer.today)
        self.hours = QCheckBox(self.tr("Business hours only"))
        self.hours.setChecked(offer.in_hours and offer.has_hours)
        self.hours.setEnabled(offer.has_hours)
        if not offer.has_hours:
            self.hours.setToolTip(self.tr("No business hours are set. They are in the settings."))
        self.hours.toggled.connect(self.narrowed)
        self.fault = Label(tone="major", wrap=True)
        self.fault.hide()
        self.show_days = QPushButton(self.tr("Show these days"))
        self.show_days.setProperty("look", "primary")
        self.show_days.setDefault(True)
        self.show_days.clicked.connect(self._choose_days)
        self._lay_out()
        self.setMinimumWidth(_WIDTH)
        self.presets[PRESETS[0]].setFocus()

    def _offer(self, preset: Relative) -> QPushButton:
        button = QPushButton(period_words(preset))
        button.clicked.connect(lambda: self._choose(preset))
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(SPACE_2)
        for number, button in enumerate(self.presets.values()):
            grid.addWidget(button, *divmod(number, 2))
        days = QHBoxLayout()
        days.setSpacing(SPACE_2)
        days.addWidget(self.first, 1)
        days.addWidget(Label(self.tr("to"), tone="muted"))
        days.addWidget(self.last, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        column.setSpacing(SPACE_2)
        heading = self.tr("Of the calendar, or of the contract")
        column.addWidget(Label(heading, size=CAPTION, weight=SEMIBOLD, tone="muted"))
        column.addLayout(grid)
        column.addWidget(self.zoomed)
        from_to = self.tr("From one day to another, both included")
        column.addWidget(Label(from_to, size=CAPTION, weight=SEMIBOLD, tone="muted"))
        column.addLayout(days)
        column.addWidget(self.fault)
        column.addWidget(self.hours)
        column.addWidget(self.show_days)

    def _choose_days(self) -> None:
        first, last = (_date(edit.date()) for edit in (self.first, self.last))
        if first > last:
            self._say(self.tr("The last day is before the first."))
        elif (last - first).days >= MOST_DAYS:
            self._say(self.tr("At most ten years can be shown."))
        else:
            self._choose(Days(first, last))

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()
        self.adjustSize()

    def _choose(self, period: Period) -> None:
        in_hours = self.hours.isChecked()
        self.close()
        self.chosen.emit(period, in_hours)


def _day_edit(name: str, shown: date, today: date) -> QDateEdit:
    edit = QDateEdit(QDate(shown.year, shown.month, shown.day))
    edit.setAccessibleName(name)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("d MMM yyyy")
    edit.setMinimumDate(QDate(1970, 1, 1))
    edit.setMaximumDate(QDate(today.year, today.month, today.day))
    leave_wheel_to_page(edit)
    return edit


def _date(shown: QDate) -> date:
    return date(shown.year(), shown.month(), shown.day())
