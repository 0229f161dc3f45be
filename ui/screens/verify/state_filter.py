"""How many services are in each state; a press shows only those."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from statusboard.domain.status import ComponentStatus
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.status_chip import chip_size, paint_chip

# The worst first; unknown before good, because it wants looking at.
ORDER = (
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.UNDER_MAINTENANCE,
    ComponentStatus.UNKNOWN,
    ComponentStatus.OPERATIONAL,
)
_RING = 2


class StateToggle(QAbstractButton):
    """A chip with a count that can be switched on."""

    def __init__(self, status: ComponentStatus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self.setCheckable(True)
        self.setFont(font(CAPTION, SEMIBOLD))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Shows how many there are."""
        word = status_style(self.status, tokens()).word
        self.setText(str(count))
        self.setAccessibleName(self.tr("{state}: {count}").format(state=word, count=count))
        self.setToolTip(
            self.tr("{state}: {count}. Press to show only these.").format(state=word, count=count)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(QFontMetricsF(self.font()), self.text()) + QSize(2 * _RING, 2 * _RING)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one chip
        style = status_style(self.status, tokens())
        inner = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, inner, style, self.text())
        if not (self.isChecked() or self.hasFocus() or self.underMouse()):
            return
        ring = tokens().accent if self.hasFocus() else style.colour
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ring), 2 if self.isChecked() or self.hasFocus() else 1))
        edge = inner.adjusted(0, 0, 0, 0)
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)


class StateFilter(QWidget):
    """One toggle for each state.

    Signals:
        changed: other states are chosen now; none chosen means all.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filter by state"))
        self.toggles = {status: StateToggle(status, self) for status in ORDER}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        for toggle in self.toggles.values():
            row.addWidget(toggle)
            toggle.toggled.connect(lambda _: self.changed.emit())
        row.addStretch(1)

    @property
    def chosen(self) -> frozenset[ComponentStatus]:
        """The states that are switched on."""
        return frozenset(s for s, toggle in self.toggles.items() if toggle.isChecked())

    def choose_none(self) -> None:
        """Switches every state off: all are shown."""
        for toggle in self.toggles.values():
            toggle.setChecked(False)

    def show_counts(self, statuses: Iterable[ComponentStatus]) -> None:
        """Counts the states of all services."""
        counts = Counter(statuses)
        for status, toggle in self.toggles.items():
            toggle.show_count(counts[status])
