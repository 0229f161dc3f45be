"""The bar on top: which days are shown, how many of them, and the way to plan more."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton

from ui.screens.maintenance.calendar_days import CalendarSpan
from ui.screens.maintenance.turning import Turning
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.top_bar import TopBar


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class MaintenanceHead(TopBar):
    """Title, what comes next, and the controls.

    Signals:
        turned: to the days before (-1) or after (1).
        began_anew: to the days around today, or to another span of them.
        plan_wanted: new work is to be planned.
    """

    turned = Signal(int)
    began_anew = Signal()
    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_tr("Maintenance"))
        self.turning = Turning()
        self.turning.turned.connect(self.turned)
        self.turning.back_to_today.connect(self.began_anew)
        self.choice = SegmentedControl(
            [
                (CalendarSpan.TWO_WEEKS.value, _tr("2 weeks")),
                (CalendarSpan.MONTH.value, _tr("Month")),
                (CalendarSpan.LIST.value, _tr("List")),
            ],
            name=_tr("How much is shown"),
        )
        self.choice.chosen.connect(lambda _: self.began_anew.emit())
        self.plan_button = QPushButton(_tr("Plan maintenance"))
        self.plan_button.setProperty("look", "primary")
        self.plan_button.clicked.connect(self.plan_wanted)
        for control in (self.turning, self.choice, self.plan_button):
            self.add(control)

    @property
    def span(self) -> CalendarSpan:
        """How much is shown at once."""
        return CalendarSpan(self.choice.current)
