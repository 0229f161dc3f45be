"""What the chosen service depends on, above it, and what depends on it, below: a small graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from statusboard.domain.views.verify import Neighbour, ServiceDetail
from ui.theme.fonts import REGULAR, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip

# Of more, the worst are shown, and the others counted.
MOST = 6
_HEIGHT, _GLYPH, _STEP, _GAP, _STALE = 30, 16, 24, 9, 0.55
# The line of the parents runs beside them: through them, one would seem to lead to the next.
_RAIL, _LEFT = 4.0, 15

_Places: TypeAlias = list["DependencyNode"]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line from one node down to another; `is_parent`: from one that the chosen one needs."""

    above: "DependencyNode"
    below: "DependencyNode"
    is_parent: bool


class DependencyNode(QAbstractButton):
    """One service: glyph, name and word. Clicking it, or Space and Enter, goes there.

    `depth`: how far it stands to the right, in steps. The chosen one itself leads nowhere.
    """

    def __init__(
        self, shown: Neighbour, depth: int, said: str, *, is_chosen: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.shown = shown
        self._depth = depth
        self._is_chosen = is_chosen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(not is_chosen)
        if is_chosen:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name = said.format(name=shown.name, word=self.word)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        theme().changed.connect(self.update)

    @property
    def word(self) -> str:
        """Its state in a word, and whether that may no longer hold."""
        word = status_style(self.shown.status, tokens()).word
        return self.tr("{word}, out of date").format(word=word) if self.shown.stale else word

    @property
    def knot(self) -> QPointF:
        """Where lines meet it, in the graph's coordinates."""
        left = self.x() + self._depth * _STEP + _LEFT + _GLYPH / 2
        return QPointF(left, self.y() + self.height() / 2)

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        colours = tokens()
        style = status_style(self.shown.status, colours)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self._depth * _STEP + _LEFT
        body = QRectF(left - 3, 1.5, self.width() - left, self.height() - 3)
        if self.hasFocus() or self.underMouse():
            is_focused = self.hasFocus()
            painter.setPen(QColor(colours.accent) if is_focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.sunken))
            painter.drawRoundedRect(body.adjusted(0.5, 0, -0.5, 0), 6, 6)
        painter.setOpacity(_STALE if self.shown.stale else 1.0)
        glyph = QRectF(left, (self.height() - _GLYPH) / 2, _GLYPH, _GLYPH)
        paint_icon(painter, glyph, style.glyph, style.colour)
        small = font(CAPTION, SEMIBOLD)
        start = left + _GLYPH + _GAP
        room = self.width() - start - 8
        word = QFontMetricsF(small).elidedText(
            self.word, Qt.TextElideMode.ElideRight, max(0.0, room * 0.5)
        )
        used = QFontMetricsF(small).horizontalAdvance(word)
        right = QRectF(start, 0, room, self.height())
        painter.setFont(small)
        painter.setPen(QColor(style.ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), word)
        face = font(CAPTION, SEMIBOLD if self._is_chosen else REGULAR)
        name = QFontMetricsF(face).elidedText(
            self.shown.name, Qt.TextElideMode.ElideRight, max(0.0, room - used - _GAP)
        )
        painter.setFont(face)
        painter.setPen(QColor(colours.text))
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignLeft), name)


class DependencyGraph(QWidget):
    """Parents above, the chosen service a step to the right below them, its children below that.

    Signals:
        chosen: a person goes to another service; its component id.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Dependencies"))
        self._shown: tuple[object, ...] = ()
        self._edges: tuple[_Edge, ...] = ()
        self._nodes: tuple[DependencyNode, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        theme().changed.connect(self.update)

    @property
    def nodes(self) -> tuple[DependencyNode, ...]:
        """Everything that can be gone to, from above."""
        return self._nodes

    def show_detail(self, detail: ServiceDetail) -> None:
        """Shows what surrounds a service; made anew only where something of it is another."""
        shown = (detail.component_id, detail.name, detail.status, detail.parents, detail.children)
        if shown != self._shown:
            self._shown = shown
            self._make(detail)
        self.setVisible(bool(self._nodes))

    def _make(self, detail: ServiceDetail) -> None:
        focused = next((one.shown.component_id for one in self.nodes if one.hasFocus()), None)
        self._clear()
        above = self._rows(detail.parents, 0, self.tr("Depends on {name}: {word}"))
        own = Neighbour(detail.component_id, detail.name, detail.status)
        middle = DependencyNode(own, 1, "{name}: {word}", is_chosen=True, parent=self)
        self._box.addWidget(middle)
        below = self._rows(detail.children, 2, self.tr("Needed by {name}: {word}"))
        self._edges = (
            *(_Edge(one, middle, is_parent=True) for one in above),
            *(_Edge(middle, one, is_parent=False) for one in below),
        )
        self._nodes = (*above, *below)
        again = next((one for one in self.nodes if one.shown.component_id == focused), None)
        if again is not None:
            again.show()  # what is hidden takes no focus
            again.setFocus()
        self.update()

    def _rows(self, neighbours: Sequence[Neighbour], depth: int, said: str) -> _Places:
        worst_first = sorted(neighbours, key=lambda one: (-one.status.severity, one.name))
        made = []
        for one in worst_first[:MOST]:
            node = DependencyNode(one, depth, said, is_chosen=False, parent=self)
            node.clicked.connect(lambda _=False, number=one.component_id: self.chosen.emit(number))
            self._box.addWidget(node)
            made.append(node)
        left = len(worst_first) - MOST
        if left > 0:
            words = Label(self.tr("and {count} more").format(count=left), tone="muted")
            words.setContentsMargins(depth * _STEP + _LEFT + _GLYPH + _GAP, 0, 0, 0)
            self._box.addWidget(words)
        return made

    def _clear(self) -> None:
        self._edges = self._nodes = ()
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a few lines
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().muted), 1.2))
        for edge in self._edges:
            start, stop = edge.above.knot, edge.below.knot
            aside = _GLYPH / 2 + 3
            if edge.is_parent:
                path = QPainterPath(QPointF(start.x() - aside, start.y()))
                path.lineTo(_RAIL, start.y())
                path.lineTo(_RAIL, stop.y())
            else:
                path = QPainterPath(QPointF(start.x(), start.y() + aside))
                path.lineTo(start.x(), stop.y())
            path.lineTo(stop.x() - aside, stop.y())
            painter.drawPath(path)
