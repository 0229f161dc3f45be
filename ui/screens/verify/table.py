"""The table of services: state, how each is checked, the last answer, how long it took, when."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyleOptionViewItem,
    QWidget,
)

from statusboard.domain.views.verify import ServiceRow, VerifyView
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.screens.verify.state_filter import ORDER
from ui.screens.verify.words import second_words, took_words
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, CAPTION
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.status_chip import paint_chip
from ui.widgets.time_words import age_words, full_words, zone_of

NAME, STATE, HOW, ANSWER, TOOK, AT = range(6)

_ROW = 38
_GAP = 8
_STALE = 0.5
_WIDTHS = {STATE: 138, ANSWER: 104, TOOK: 76, AT: 94}
# A name may take this much before “how” gives way; “how” needs that much for its heading.
_NAME, _LEAST_HOW, _MOST_HOW = 230, 128, 420
# So much of a name has to be seen; an answer in words may be so much wider than a number.
_LEAST_NAME, _MORE_ANSWER = 150, 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verify", text)


def verify_table(at_words: Callable[[ServiceRow], str]) -> RowTable[ServiceRow]:
    """An empty table; `at_words` says when a row's service last answered."""
    columns: tuple[Column[ServiceRow], ...] = (
        Column(
            _tr("Service"),
            lambda row: row.name,
            order=lambda row: row.name.casefold(),
            looks=lambda row: (row.name, row.group, _hint(row)),
            spoken=lambda row: f"{row.name}, {row.group}" if row.group else row.name,
            key="name",
        ),
        Column(
            _tr("State"),
            lambda row: status_style(row.status, tokens()).word,
            spoken=_state_spoken,
            order=lambda row: ORDER.index(row.status),
            looks=lambda row: (row.status, row.stale),
            key="state",
        ),
        Column(_tr("How it is checked"), lambda row: row.how, key="how"),
        Column(_tr("Last answer"), lambda row: row.last_answer, key="answer"),
        Column(
            _tr("Took"),
            lambda row: took_words(row.response_us),
            order=lambda row: -1 if row.response_us is None else row.response_us,
            is_number=True,
            key="took",
        ),
        Column(
            _tr("At"),
            at_words,
            order=lambda row: row.answered_at.timestamp() if row.answered_at else 0.0,
            looks=lambda row: (row.answered_at, row.stale),
            is_number=True,
            key="at",
        ),
    )
    return RowTable(columns, key=lambda row: row.component_id)


def _state_spoken(row: ServiceRow) -> str:
    word = status_style(row.status, tokens()).word
    return _tr("{state}, no longer certain").format(state=word) if row.stale else word


class VerifyDelegate(RowDelegate):
    """Name, chip, and quiet texts; an answer too old to count is told by colour and word."""

    def __init__(self, view: "VerifyTable") -> None:
        super().__init__(view, height=_ROW)
        self._table = view

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """One cell of a service."""
        row: ServiceRow = index.data(ROW_ROLE)
        colours = tokens()
        match index.column():
            case 0:
                used = self.paint_text(painter, where, index, weight=SEMIBOLD)
                rest = where.adjusted(used + _GAP, 0, 0, 0)
                hint = _hint(row)
                is_odd = row.flapping or row.is_set_by_hand
                colour = colours.degraded_ink if is_odd else colours.faint
                self.paint_hint(painter, rest, index, text=hint, colour=colour)
            case 1:
                # What may no longer hold is not shown as if it did.
                painter.setOpacity(_STALE if row.stale else 1.0)
                self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
                style = status_style(row.status, colours)
                paint_chip(painter, where, style, style.word)
            case 2:
                self.paint_text(painter, where, index, colour=colours.muted)
            case 5:
                colour = colours.degraded_ink if row.stale else colours.muted
                self.paint_text(painter, where, index, colour=colour)
            case _:
                self.paint_text(painter, where, index)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        """What is cut off, and the whole instant."""
        row: ServiceRow = index.data(ROW_ROLE)
        if index.column() == AT:
            return self._table.at_tip(row)
        return "\n".join(
            filter(None, (super().tip(event, option, index), row.attention, *row.corrected))
        )


class VerifyTable(RowView[ServiceRow]):
    """The table; narrow windows leave out what the detail tells as well."""

    def __init__(self, columns: KeptColumns | None = None, parent: QWidget | None = None) -> None:
        self._now = datetime.fromtimestamp(0, UTC)
        self._zone: tzinfo = UTC
        self._needed = self._how_needed = self._more_needed = 0
        super().__init__(
            verify_table(self._at_words),
            key="verify",
            name=_tr("Services and their checks"),
            height=_ROW,
            columns=columns,
        )
        self.setParent(parent)
        self.setItemDelegate(VerifyDelegate(self))
        heading = self.horizontalHeader()
        heading.setMinimumSectionSize(56)
        for column, width in _WIDTHS.items():
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    def show_view(self, view: VerifyView) -> None:
        """Shows the services as of an instant."""
        self._now, self._zone = view.as_of, zone_of(view.zone)
        self._measure(view)
        # Trouble first; within a state as the team ordered its services.
        self.table.show_rows(sorted(view.rows, key=lambda row: ORDER.index(row.status)))
        self.hug(len(view.rows))
        self.share_width()

    def at_tip(self, row: ServiceRow) -> str:
        """The whole instant of the last answer, and whether it is too old to count."""
        if row.answered_at is None:
            return _tr("No answer yet")
        whole = full_words(row.answered_at, self._zone)
        if row.stale:
            return _tr("{instant}. This answer is too old to count.").format(instant=whole)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """The name first; how a service is checked stands in its detail as well."""
        shown = {n: width for n, width in _WIDTHS.items() if self.is_column_wanted(n)}
        rest = self.viewport().width() - sum(shown.values())
        self.leave_out(STATE, is_short=False)
        for column in (TOOK, AT, ANSWER):
            is_short = rest < _LEAST_NAME and column in shown
            self.leave_out(column, is_short=is_short)
            rest += shown[column] if is_short else 0
        room = rest - min(self._needed, max(_NAME, rest // 2))
        is_told = room >= _LEAST_HOW and self.is_column_wanted(HOW)
        self.leave_out(HOW, is_short=room < _LEAST_HOW)
        how = min(room, max(self._how_needed, _LEAST_HOW)) if is_told else 0
        # What “how” does not need makes an answer in words whole; where it is not told, a name.
        spare = room - how if is_told else rest - _NAME
        more = max(0, min(self._more_needed, spare))
        # What nothing needs is shared, so that on a large screen a state is not far from its name.
        free = max(0, rest - how - more - max(self._needed, _NAME))
        each = free // (4 if is_told else 3)
        heading = self.horizontalHeader()
        heading.resizeSection(STATE, _WIDTHS[STATE] + each)
        heading.resizeSection(ANSWER, _WIDTHS[ANSWER] + more + each)
        heading.resizeSection(HOW, max(how, _LEAST_HOW) + each)

    def _measure(self, view: VerifyView) -> None:
        """How wide names with their groups, ways to check and answers are, in pixels."""
        bold, small, plain = (
            QFontMetrics(font(BODY, SEMIBOLD)),
            QFontMetrics(font(CAPTION)),
            QFontMetrics(font(BODY)),
        )
        names = (
            bold.horizontalAdvance(row.name) + small.horizontalAdvance(row.group)
            for row in view.rows
        )
        self._needed = max(names, default=0) + 3 * _GAP + 12
        hows = (plain.horizontalAdvance(row.how) for row in view.rows)
        self._how_needed = min(max(hows, default=0) + 3 * _GAP, _MOST_HOW)
        answers = (plain.horizontalAdvance(row.last_answer) for row in view.rows)
        wanted = max(answers, default=0) + 3 * _GAP - _WIDTHS[ANSWER]
        self._more_needed = max(0, min(wanted, _MORE_ANSWER))

    def _at_words(self, row: ServiceRow) -> str:
        if row.stale and row.answered_at is not None:
            return age_words((self._now - row.answered_at).total_seconds())
        return second_words(row.answered_at, self._zone, now=self._now)


def _hint(row: ServiceRow) -> str:
    """What stands beside a name: what a person set, what holds alarms back, or else the group."""
    if row.is_set_by_hand:
        return _tr("set by hand")
    if row.flapping:
        return _tr("flapping")
    if row.attention:
        # Who, until when and why stands in the tip, and in the detail.
        return _tr("muted") if row.is_muted else _tr("seen")
    if row.explained_by:
        return _tr("because of {name}").format(name=row.explained_by)
    return row.group
