"""Which period the screen is of: a segment of the switch, or any other by the button beside it."""

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from statusboard.domain.period import Days, Period
from statusboard.domain.views.uptime import AnyRange, Range, UptimeView, range_of
from ui.screens.uptime.period_button import PeriodButton
from ui.screens.uptime.period_popup import PeriodOffer
from ui.screens.uptime.period_words import bounds_words, days_of
from ui.screens.uptime.words import range_words
from ui.theme.tokens import SPACE_2
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.time_words import zone_of


class PeriodChoice(QWidget):
    """The switch and the button are one choice: what one says, the other shows.

    Signals:
        changed: another period is chosen, or other hours of it.
        wanted: the button was pressed; whoever knows what is in view calls `offer`.
    """

    changed = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range: AnyRange = Range.YEAR
        self._in_hours = False
        self.switch = SegmentedControl(
            [
                (one.value, self.tr("12 mo") if one is Range.YEAR else range_words(one))
                for one in Range
            ],
            name=self.tr("Range"),
        )
        self.switch.button(Range.YEAR.value).setToolTip(range_words(Range.YEAR))
        self.switch.choose(Range.YEAR.value)
        self.switch.chosen.connect(lambda key: self.choose(Range(key), in_hours=self._in_hours))
        self.button = PeriodButton()
        self.button.clicked.connect(self.wanted)
        self.button.chosen.connect(lambda period, in_hours: self.choose(period, in_hours=in_hours))
        self.button.narrowed.connect(lambda on: self.choose(self._range, in_hours=on))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.switch)
        row.addWidget(self.button)

    @property
    def range(self) -> AnyRange:
        """The period in force."""
        return self._range

    @property
    def in_hours(self) -> bool:
        """Whether only its business hours count."""
        return self._in_hours

    def choose(self, chosen: AnyRange | Period, *, in_hours: bool = False) -> None:
        """Chooses a period; one of the switch is shown there."""
        self._range = chosen if isinstance(chosen, Range) else range_of(chosen)
        self._in_hours = in_hours
        if isinstance(self._range, Range):
            self.switch.choose(self._range.value)
        else:
            self.switch.clear()
        self.button.show_period(self._range, in_hours=in_hours)
        self.changed.emit()

    def show_bounds(self, view: UptimeView) -> None:
        """Says between which instants the period lies that is shown now."""
        bounds = bounds_words(view.start, view.stop, zone_of(view.zone), view.zone)
        self.button.show_period(view.range, in_hours=view.in_business_hours, bounds=bounds)

    def offer(self, view: UptimeView, zoomed_s: tuple[float, float] | None) -> None:
        """Opens the choice; `zoomed_s` is what the chart was zoomed to, in seconds since 1970."""
        zone = zone_of(view.zone)
        zoomed: Days | None = None
        if zoomed_s is not None:
            first, last = (datetime.fromtimestamp(at_s, UTC) for at_s in zoomed_s)
            zoomed = days_of(first, last, zone)
        self.button.open_popup(
            PeriodOffer(
                days_of(view.start, view.stop, zone),
                view.as_of.astimezone(zone).date(),
                zoomed,
                in_hours=self._in_hours,
                has_hours=view.has_business_hours,
            )
        )
