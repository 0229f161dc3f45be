"""Which of New Relic's figures is drawn beside our own, and which line is whose."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from statusboard.domain.views.uptime import TheirSeries
from ui.theme.tokens import CAPTION, SPACE_3
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.wheel import leave_wheel_to_page

# As the lines are drawn, in the order of `plots.their_lines.STYLES`.
THEIR_MARKS = ("╌╌", "┈┈", "╌┈")


class TheirRow(QWidget):
    """A choice where there is one, and a legend. It is hidden where New Relic kept nothing.

    Signals:
        chosen: another figure is to be drawn; carries what New Relic's figure is called.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[TheirSeries, ...] = ()
        self._is_aside = False
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("New Relic's figure beside ours"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        leave_wheel_to_page(self.which)
        self.which.activated.connect(lambda _: self._choose())
        self._legend = ElidedLabel(size=CAPTION, tone="muted")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_3)
        box.addWidget(self._legend, 1)
        box.addWidget(self.which)
        self.hide()

    @property
    def figure(self) -> str:
        """The figure that is drawn; empty where there is none."""
        return str(self.which.currentData() or "")

    @property
    def said(self) -> str:
        """The legend; empty where New Relic kept nothing."""
        return self._legend.text() if not self.isHidden() else ""

    def show_series(self, series: Sequence[TheirSeries]) -> None:
        """Offers the figures of these; the one that was chosen stays where there is such a one."""
        self._series = tuple(series)
        figures = list(dict.fromkeys(one.figure for one in self._series))
        before = self.figure
        if figures != [self.which.itemData(place) for place in range(self.which.count())]:
            words = {
                "Response time": self.tr("Response time"),
                "Error rate": self.tr("Error rate"),
                "Throughput": self.tr("Throughput"),
                "CPU": self.tr("CPU"),
                "Memory": self.tr("Memory"),
                "Disk": self.tr("Disk"),
            }
            self.which.clear()
            for one in figures:
                self.which.addItem(words.get(one, one), one)
            self.which.setCurrentIndex(max(self.which.findData(before), 0))
        self.which.setVisible(len(figures) > 1)
        self._show()
        self._tell()

    def stand_aside(self, *, is_aside: bool) -> None:
        """Hides while something else than the chart is looked at, whatever is shown meanwhile."""
        self._is_aside = is_aside
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._series) and not self._is_aside)

    def _choose(self) -> None:
        self._tell()
        self.chosen.emit(self.figure)

    def _tell(self) -> None:
        """Says which lines are New Relic's, and that they count in no figure of ours."""
        names = [one.name for one in self._series if one.figure == self.figure]
        lines = (
            f"{mark} {self.tr('New Relic')} {name}".strip()
            for mark, name in zip(THEIR_MARKS, names, strict=False)
        )
        ours = "── " + self.tr("our checks")
        told = self.tr("{lines} · New Relic's own figures, not part of uptime")
        self._legend.setText(told.format(lines=" · ".join((ours, *lines))))
