"""The table of deliveries: to whom, by what, which update, how it went, when, what happened."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from statusboard.domain.views.ledger import LedgerRow, LedgerView
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.screens.subscribers.deliveries.words import (
    at_words,
    happened_words,
    result_look,
    update_words,
)
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import style_of
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION
from ui.widgets.column_width import column_width
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.status_chip import paint_chip
from ui.widgets.time_words import full_words

WHO, CHANNEL, UPDATE, RESULT, AT, WHAT = range(6)
_ROW = 40
# What fits into two lines, where the first ends with a whole word.
_TWO_LINES = 1.7
_WIDTHS = {CHANNEL: 100, UPDATE: 130, RESULT: 176, AT: 104}
_MOST_CHANNEL = 160
_MOST_AT = 150  # “29 Nov 2025”, or “yesterday 20:11”
_LEAST_WHO, _MOST_WHO, _LEAST_WHAT = 210, 360, 190


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliveries", text)


def ledger_table(
    at: Callable[[LedgerRow], str], result: Callable[[LedgerRow], str]
) -> RowTable[LedgerRow]:
    """An empty table; `at` says when, `result` how it went."""
    columns: tuple[Column[LedgerRow], ...] = (
        Column(
            _tr("Subscriber"),
            lambda row: row.address or _tr("erased"),
            order=lambda row: row.address.casefold(),
            key="who",
        ),
        Column(_tr("Channel"), lambda row: row.delivery.channel, key="channel"),
        Column(
            _tr("Update"),
            update_words,
            spoken=lambda row: f"{update_words(row)}, {row.title}",
            order=lambda row: (row.title, row.number),
            key="update",
        ),
        Column(
            _tr("Result"),
            result,
            looks=lambda row: (row.delivery.state, row.due_at),
            key="result",
        ),
        Column(
            _tr("At"),
            at,
            order=lambda row: row.delivery.at.timestamp(),
            is_number=True,
            key="at",
        ),
        Column(_tr("What happened"), happened_words, key="what"),
    )
    return RowTable(columns, key=lambda row: row.delivery.id)


class LedgerDelegate(RowDelegate):
    """Address bold, the result as a chip, the rest quiet."""

    def __init__(self, view: "LedgerTable") -> None:
        super().__init__(view, height=_ROW)
        self._table = view

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        row: LedgerRow = index.data(ROW_ROLE)
        match index.column():
            case 0:
                weight = SEMIBOLD
                colour = "" if row.address else tokens().faint
                # Both ends of an address tell it from another.
                cut = Qt.TextElideMode.ElideMiddle
                self.paint_text(painter, where, index, weight=weight, colour=colour, cut=cut)
            case 3:
                status, word = result_look(row, self._table.zone)
                self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
                paint_chip(painter, where, style_of(status, tokens()), word)
            case 2:
                self.paint_text(painter, where, index)
            case 5:
                self._paint_story(painter, where, index)
            case _:
                self.paint_text(painter, where, index, colour=tokens().muted)

    def _paint_story(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """In one line where it fits, else small in two: why something failed is worth reading."""
        text = str(index.data())
        self.use_font(painter)
        # A receipt is one long word: it breaks nowhere.
        fits = painter.fontMetrics().horizontalAdvance(text) <= where.width()
        if fits or " " not in text:
            self.paint_text(painter, where, index, colour=tokens().muted)
            return
        self.use_font(painter, size=CAPTION)
        painter.setPen(QColor(tokens().muted))
        room = int(where.width() * _TWO_LINES)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(where, wrap, cut)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        """What is cut off, the whole instant, and what the update was about."""
        row: LedgerRow = index.data(ROW_ROLE)
        match index.column():
            case 4:
                return full_words(row.delivery.at, self._table.zone)
            case 2:
                return f"{index.data()}\n{row.title}"
            case _:
                return super().tip(event, option, index)


class LedgerTable(RowView[LedgerRow]):
    """The table; a narrow window leaves out what the filters tell as well."""

    def __init__(self, columns: KeptColumns | None = None) -> None:
        self.zone: tzinfo = UTC
        self._now = datetime.fromtimestamp(0, UTC)
        super().__init__(
            ledger_table(
                lambda row: at_words(row.delivery.at, self._now, self.zone),
                lambda row: result_look(row, self.zone)[1],
            ),
            key="deliveries",
            name=_tr("Deliveries"),
            height=_ROW,
            columns=columns,
        )
        self.setItemDelegate(LedgerDelegate(self))
        heading = self.horizontalHeader()
        heading.setMinimumSectionSize(56)
        for column, width in _WIDTHS.items():
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    def show_ledger(self, view: LedgerView, zone: tzinfo) -> None:
        """Shows these rows, with their times in this zone."""
        self._now, self.zone = view.as_of, zone
        self.table.show_rows(view.rows)
        self.share_width()

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The deliveries that are selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.table.row_at(row).delivery.id for row in rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """The address and what happened first; the update is told above as well."""
        shown = {n: width for n, width in _WIDTHS.items() if self.is_column_wanted(n)}
        if CHANNEL in shown:
            names = (row.delivery.channel for row in self.table.shown)
            shown[CHANNEL] = column_width(names, least=shown[CHANNEL], most=_MOST_CHANNEL)
            self.horizontalHeader().resizeSection(CHANNEL, shown[CHANNEL])
        if AT in shown:
            times = (at_words(row.delivery.at, self._now, self.zone) for row in self.table.shown)
            shown[AT] = column_width(times, least=shown[AT], most=_MOST_AT)
            self.horizontalHeader().resizeSection(AT, shown[AT])
        wants_what = self.is_column_wanted(WHAT)
        least = _LEAST_WHO + (_LEAST_WHAT if wants_what else 0)
        rest = self.viewport().width() - sum(shown.values())
        self.leave_out(RESULT, is_short=False)
        for column in (UPDATE, CHANNEL, AT):
            is_short = rest < least and column in shown
            self.leave_out(column, is_short=is_short)
            rest += shown[column] if is_short else 0
        self.leave_out(WHAT, is_short=rest < least)
        who = rest if self.isColumnHidden(WHAT) else min(max(_LEAST_WHO, rest // 2), _MOST_WHO)
        self.horizontalHeader().resizeSection(WHO, max(_LEAST_WHO, who))
