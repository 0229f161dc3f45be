"""The button beside the switch: any other period, and which one is in force."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.views.uptime import AnyRange, Range
from ui.screens.uptime.period_popup import PeriodOffer, PeriodPopup
from ui.screens.uptime.period_words import period_words
from ui.widgets.plain_tip import plain_tip


class PeriodButton(QPushButton):
    """Says the period where the switch has no segment for it.

    Signals:
        chosen: a period, and whether only its business hours count.
        narrowed: whether only business hours of the period in force count.
    """

    chosen = Signal(object, bool)
    narrowed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = self.tr("Period…")
        self.show_period(Range.YEAR, in_hours=False)

    def show_period(self, chosen: AnyRange, *, in_hours: bool, bounds: str = "") -> None:
        """Shows what is in force; `bounds` are its instants in words."""
        words = self._usual if isinstance(chosen, Range) else period_words(chosen)
        if in_hours:
            hours = self.tr("{period}, business hours")
            words = hours.format(period=period_words(chosen))
        self.setText(words)
        self.setAccessibleName(self.tr("Period: {period}").format(period=period_words(chosen)))
        self.setAccessibleDescription(bounds)
        self.setToolTip(plain_tip(bounds))

    def open_popup(self, offer: PeriodOffer) -> PeriodPopup:
        """Opens the choice below the button, inside the screen it is on."""
        popup = PeriodPopup(offer, self)
        popup.chosen.connect(self.chosen)
        popup.narrowed.connect(self.narrowed)
        popup.adjustSize()
        right = self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 4))
        area = self.screen().availableGeometry()
        popup.move(max(area.left(), right.x()), min(right.y(), area.bottom() - popup.height()))
        popup.show()
        return popup
