"""What every table's delegate begins with: the ground of a row and the text of a cell."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.theme.fonts import REGULAR, font
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, CAPTION
from ui.widgets.plain_tip import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex

_MARK = 3


class RowDelegate(QStyledItemDelegate):
    """Paints rows of one height with a hairline below; subclasses paint the cells."""

    def __init__(self, view: QAbstractItemView, *, height: int, side: int = 12) -> None:
        super().__init__(view)
        self._view = view
        self._height = height
        self._side = side
        # Making a font costs more than drawing a word with it.
        self._fonts: dict[tuple[float, QFont.Weight], QFont] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The ground, then whatever `paint_cell` adds."""
        colours = tokens()
        where = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, QColor(colours.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, QColor(colours.sunken))
        line = QRectF(where.left(), where.bottom() - 1, where.width(), 1)
        painter.fillRect(line, QColor(colours.line))
        if self._has_focus(index):
            mark = QRectF(where.left(), where.top(), _MARK, where.height() - 1)
            painter.fillRect(mark, QColor(colours.accent))
        self.paint_cell(painter, where.adjusted(self._side, 0, -self._side, -1), index)
        painter.restore()

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """The contents of one cell; its text by default."""
        self.paint_text(painter, where, index)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:  # noqa: ARG002 - for those who need them
        """What a cell says to a pointer that rests on it; its text by default."""
        return str(index.data())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Shows the tip of the cell."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tip(self.tip(event, option, index)), view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002 - one height for all
        """The row height; widths are the header's business."""
        return QSize(60, self._height)

    def use_font(
        self, painter: QPainter, *, size: float = BODY, weight: QFont.Weight = REGULAR
    ) -> None:
        """Sets a font of the scale, made once."""
        key = (size, weight)
        if key not in self._fonts:
            self._fonts[key] = font(size, weight)
        painter.setFont(self._fonts[key])

    def paint_text(
        self,
        painter: QPainter,
        where: QRectF,
        index: AnyIndex,
        *,
        text: str | None = None,
        colour: str = "",
        weight: QFont.Weight = REGULAR,
        size: float = BODY,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> float:
        """Paints one line, elided at `cut`; answers how wide it came out, in pixels."""
        shown = str(index.data()) if text is None else text
        self.use_font(painter, size=size, weight=weight)
        painter.setPen(QColor(colour or tokens().text))
        metrics = painter.fontMetrics()
        kept = metrics.elidedText(shown, cut, int(where.width()))
        painter.drawText(where, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), kept)
        return float(metrics.horizontalAdvance(kept))

    def paint_hint(
        self, painter: QPainter, where: QRectF, index: AnyIndex, *, text: str, colour: str
    ) -> None:
        """Paints a small text if all of it fits; half a word would only be in the way."""
        self.use_font(painter, size=CAPTION)
        if text and painter.fontMetrics().horizontalAdvance(text) <= where.width():
            self.paint_text(painter, where, index, text=text, colour=colour, size=CAPTION)

    def _has_focus(self, index: AnyIndex) -> bool:
        if index.column() != 0 or not self._view.hasFocus():
            return False
        # Where the keyboard stands is marked at the row that is chosen, and at no other: a mark
        # elsewhere would be taken for the one that the screen is about.
        chosen = self._view.selectionModel()
        is_current = self._view.currentIndex().row() == index.row()
        return is_current and chosen.isRowSelected(index.row(), QModelIndex())
