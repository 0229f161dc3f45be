"""The chart in its card: heading, read-out, the way back from a zoom. Loads late, being heavy."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedLayout, QWidget

from statusboard.domain.views.uptime import Band, Series
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_3
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.tab_order import chain

if TYPE_CHECKING:
    from ui.plots.response_chart import ResponseChart

_LEAST = 190
# As the lines are drawn, in the order of `plots.their_lines.STYLES`.
THEIR_MARKS = ("╌╌", "┈┈", "╌┈")


class ChartCard(Card):
    """Response time and incidents of all services, or of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=0)
        self.body.setContentsMargins(18, 13, 18, 10)
        self.setMinimumHeight(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hint = self.tr("drag or wheel to zoom · hover to read")
        self._about = ElidedLabel(size=CAPTION, tone="muted")
        self._said = ElidedLabel(self._hint, size=CAPTION, tone="muted")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._switch = SegmentedControl(
            [
                ("mean", self.tr("Mean")),
                ("p95", self.tr("95 %")),
                ("max", self.tr("Longest")),
            ],
            name=self.tr("Which response time"),
        )
        self._switch.button("p95").setToolTip(self.tr("95 % of the answers came within"))
        self._switch.chosen.connect(self._choose_measure)
        self._back = QPushButton(self.tr("Whole range"))
        self._back.setProperty("look", "quiet")
        self._back.hide()
        self._back.clicked.connect(self._reset)
        line = QHBoxLayout()
        line.setSpacing(SPACE_3)
        line.addWidget(Label(self.tr("Response time and incidents"), weight=SEMIBOLD))
        line.addWidget(self._about, 1)
        line.addWidget(self._said, 2)
        line.addWidget(self._switch)
        line.addWidget(self._back)
        self.body.addLayout(line)
        self._legend = ElidedLabel(size=CAPTION, tone="muted")
        self._legend.hide()
        self.body.addWidget(self._legend)
        self._room = QWidget()
        self._stack = QStackedLayout(self._room)
        self._empty = EmptyState(
            self.tr("Reading response times"), icon="chart-line", parent=self._room
        )
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._room, 1)
        self._chart: ResponseChart | None = None

    @property
    def chart(self) -> "ResponseChart | None":
        """The chart, once something was shown."""
        return self._chart

    @property
    def said(self) -> str:
        """The read-out as it is shown."""
        return self._said.text()

    def show_about(self, text: str) -> None:
        """Says whose response times these are."""
        self._about.setText(text)

    def show_series(
        self,
        series: Series,
        bands: Sequence[Band],
        *,
        start_s: float,
        stop_s: float,
        zone: tzinfo,
    ) -> None:
        """Shows a range (seconds since 1970), or says that nothing was recorded in it."""
        if not len(series.at_s):
            self._empty.show_words(
                self.tr("No response times in this range"),
                self.tr("They appear here as soon as a check has answered."),
            )
            self._stack.setCurrentWidget(self._empty)
            self._say("")
            self._back.hide()
            return
        chart = self._loaded()
        self._stack.setCurrentWidget(chart)
        chart.show_series(series, bands, start_s=start_s, stop_s=stop_s, zone=zone)
        self._show_legend([one.name for one in series.theirs])

    @property
    def legend(self) -> str:
        """What is drawn beside our own line; empty where nothing is."""
        return self._legend.text() if not self._legend.isHidden() else ""

    def _show_legend(self, names: Sequence[str]) -> None:
        """Says which lines are New Relic's, and that they count in no figure of ours."""
        lines = (
            f"{mark} {self.tr('New Relic')} {name}".strip()
            for mark, name in zip(THEIR_MARKS, names, strict=False)
        )
        told = self.tr("{lines} · New Relic's own figures, not part of uptime")
        self._legend.setText(told.format(lines=" · ".join(("── " + self.tr("our checks"), *lines))))
        self._legend.setVisible(bool(names))

    def show_deployments(self, deployed: Sequence[tuple[float, str]]) -> None:
        """Marks what was deployed (seconds since 1970, version), where there is a chart."""
        if self._chart is not None:
            self._chart.show_deployments(deployed)

    def show_problem(self, sentence: str) -> None:
        """Says why there is nothing to draw."""
        self._empty.show_words(self.tr("The chart could not be read"), sentence)
        self._stack.setCurrentWidget(self._empty)

    def _loaded(self) -> "ResponseChart":
        if self._chart is None:
            # Half a second of imports: not before somebody looks at a chart.
            from ui.plots.response_chart import ResponseChart

            self._chart = ResponseChart(self._room)
            self._chart.choose_measure(self._switch.current)
            self._stack.addWidget(self._chart)
            chain(self._switch, self._chart)
            self._chart.said.connect(self._say)
            self._chart.zoomed.connect(self._back.setVisible)
        return self._chart

    def _reset(self) -> None:
        if self._chart is not None:
            self._chart.reset()
            self._chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_measure(self, key: str) -> None:
        if self._chart is not None:
            self._chart.choose_measure(key)

    def _say(self, text: str) -> None:
        """The read-out needs the room of what the chart is about."""
        self._about.setVisible(not text)
        self._said.setText(text or self._hint)
