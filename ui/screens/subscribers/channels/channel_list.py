"""The list on the left: each channel with how it fares, then the kinds that nobody has set up."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from statusboard.domain.status import ComponentStatus
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, CAPTION, SPACE_2, SPACE_3
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.status_chip import chip_size, paint_chip
from ui.widgets.text_lines import lines_of

_ROW = 62
_LEAST_NAME = 90
# Where the title begins, how high it is, and where the lines below it begin.
_TOP, _TITLE, _LINES, _MOST_LINES = 11, 20, 32, 3
_INSET = SPACE_3 + SPACE_2


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A line of the list. `name` is empty where it is a kind that nobody has set up yet."""

    name: str
    kind: str
    title: str
    line: str
    look: ComponentStatus
    word: str

    @property
    def key(self) -> tuple[str, str]:
        """Which it is, whatever is said of it."""
        return ("channel", self.name) if self.name else ("kind", self.kind)


class ChannelList(RowView[ChannelRow]):
    """One line each, without a heading; arrows and pointer choose."""

    def __init__(self) -> None:
        column: Column[ChannelRow] = Column(
            "",
            lambda row: row.title,
            looks=lambda row: (row.title, row.line, row.look, row.word),
            spoken=lambda row: ", ".join(filter(None, (row.title, row.word, row.line))),
            name=_tr("Channel"),
            key="channel",
        )
        super().__init__(
            RowTable((column,), key=lambda row: row.key),
            key="channels",
            name=_tr("Channels"),
            height=_ROW,
        )
        self.setProperty("surface", "bare")
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ChannelDelegate(self))
        theme().changed.connect(self.viewport().update)

    def show_channels(self, rows: Sequence[ChannelRow]) -> None:
        """Shows these channels and kinds."""
        self.table.show_rows(rows)
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def lines_of(self, row: ChannelRow) -> list[str]:
        """What is shown below the title of a row, line by line."""
        width = self.viewport().width() - 2 * _INSET
        return lines_of(row.line, font(CAPTION), width, most=_MOST_LINES)[0]

    def _fit_rows(self) -> None:
        """As many lines for each as it needs."""
        more = QFontMetrics(font(CAPTION)).lineSpacing()
        for number, row in enumerate(self.table.shown):
            self.setRowHeight(number, _ROW + max(0, len(self.lines_of(row)) - 1) * more)


class ChannelDelegate(RowDelegate):
    """Name, what it is, and the chip on the right; the one that is chosen on a soft ground."""

    def __init__(self, view: ChannelList) -> None:
        super().__init__(view, height=_ROW)
        self._list = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        self._paint_ground(painter, option)
        inner = QRectF(option.rect).adjusted(_INSET, 0, -_INSET, 0)
        self.paint_cell(painter, inner, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = tokens()
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (is_chosen or is_under):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.accent_soft if is_chosen else colours.sunken))
        has_focus = is_chosen and self._view.hasFocus()
        painter.setPen(QPen(QColor(colours.accent), 2) if has_focus else Qt.PenStyle.NoPen)
        box = QRectF(option.rect).adjusted(SPACE_2 + 1, 1, -SPACE_2 - 1, -1)
        painter.drawRoundedRect(box, 8, 8)

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """One channel."""
        row: ChannelRow = index.data(ROW_ROLE)
        style = status_style(row.look, tokens())
        self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
        size = chip_size(QFontMetricsF(painter.font()), row.word)
        top = where.top() + (_TOP if row.line else (where.height() - _TITLE) / 2)
        chip = QRectF(where.right() - size.width(), top, size.width(), _TITLE)
        paint_chip(painter, chip, style, row.word)
        width = max(_LEAST_NAME, where.width() - size.width() - SPACE_2)
        words = QRectF(where.left(), top, width, _TITLE)
        self.paint_text(painter, words, index, text=row.title, weight=SEMIBOLD, size=BODY)
        self.use_font(painter, size=CAPTION)
        painter.setPen(QColor(tokens().muted))
        below = where.adjusted(0, _LINES, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignTop), "\n".join(self._list.lines_of(row)))

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:  # noqa: ARG002
        """All of it: names and addresses may be cut."""
        row: ChannelRow = index.data(ROW_ROLE)
        return "\n".join(filter(None, (row.title, row.line)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Channels", text)
