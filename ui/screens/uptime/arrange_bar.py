"""Above the table: which group, which services, what first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.screens.uptime.ordering import Kept, Order
from ui.theme.tokens import SPACE_2
from ui.widgets.wheel import leave_wheel_to_page


class ArrangeBar(QWidget):
    """Three lists side by side.

    Signals:
        ordered: another order is wanted.
        narrowed: other services are wanted.
    """

    ordered = Signal()
    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = _box(self.tr("Group"))
        self.group.addItem(self.tr("All groups"), None)
        self.kept = _box(self.tr("Which services"))
        for words, kept in (
            (self.tr("All services"), Kept.ALL),
            (self.tr("Promise missed"), Kept.MISSED),
            (self.tr("Trouble in 90 days"), Kept.TROUBLED),
        ):
            self.kept.addItem(words, kept)
        self.order = _box(self.tr("What comes first"))
        for words, order in (
            (self.tr("As on the page"), Order.PAGE),
            (self.tr("Worst first"), Order.WORST),
            (self.tr("Least budget left first"), Order.BUDGET),
            (self.tr("By group"), Order.GROUP),
            (self.tr("By name"), Order.NAME),
        ):
            self.order.addItem(words, order)
        self.group.activated.connect(lambda _: self.narrowed.emit())
        self.kept.activated.connect(lambda _: self.narrowed.emit())
        self.order.activated.connect(lambda _: self.ordered.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        for box in (self.group, self.kept):
            row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self.order)

    @property
    def wanted_group(self) -> str | None:
        """The group that is shown; None for all."""
        found = self.group.currentData()
        return None if found is None else str(found)

    @property
    def wanted(self) -> Kept:
        """Which services are shown."""
        return Kept(self.kept.currentData())

    @property
    def wanted_order(self) -> Order:
        """What comes first."""
        return Order(self.order.currentData())

    @property
    def narrows(self) -> bool:
        """Whether it leaves services out."""
        return self.wanted_group is not None or self.wanted is not Kept.ALL

    def show_groups(self, groups: Sequence[str]) -> None:
        """Offers these groups; one that is gone is shown no longer."""
        if [self.group.itemData(n) for n in range(1, self.group.count())] == list(groups):
            return
        before = self.wanted_group
        self.group.clear()
        self.group.addItem(self.tr("All groups"), None)
        for name in groups:
            self.group.addItem(name or self.tr("Without a group"), name)
        self.group.setCurrentIndex(max(0, self.group.findData(before)) if before is not None else 0)
        self.group.setVisible(len(groups) > 1)

    def narrow_nothing(self) -> None:
        """Shows all services again."""
        self.group.setCurrentIndex(0)
        self.kept.setCurrentIndex(0)


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMaximumWidth(240)
    leave_wheel_to_page(made)
    return made
