"""The table of planned work: state, what it is, when, how long, and who was told."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from statusboard.domain.views.maintenance import MaintenanceView, WindowLine
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.screens.maintenance.words import (
    begins_at,
    finishes_at,
    lasts_words,
    short_word,
    state_look,
    told_words,
    when_words,
)
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, CAPTION
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.status_chip import chip_size, paint_chip

STATE, WORK, WHEN, LASTS, TOLD = range(5)

_ROW, _SIDE = 41, 12
_WIDTHS = {STATE: 128, WHEN: 236, LASTS: 98, TOLD: 118}
_LEAST_WORK, _MOST_STATE = 190, 210
# In the smallest window the start of a window says enough; the pane says all.
_NARROW_WORK, _LEAST_WHEN = 120, 136


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class MaintenanceDelegate(RowDelegate):
    """A chip, the work in strong letters, and quiet figures."""

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """One cell of a window."""
        line: WindowLine = index.data(ROW_ROLE)
        colours = tokens()
        match index.column():
            case 0:
                self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
                status, word = state_look(line)
                if isinstance(table := self.parent(), MaintenanceTable) and table.is_narrow:
                    word = short_word(word)
                paint_chip(painter, where, status_style(status, colours), word)
            case 1:
                tone = "" if line.title else colours.muted
                self.paint_text(painter, where, index, weight=SEMIBOLD, colour=tone)
            case 2:
                self.paint_text(painter, where, index)
            case _:
                self.paint_text(painter, where, index, colour=colours.muted)


class MaintenanceTable(RowView[WindowLine]):
    """Every window, those to come first. Narrow windows leave out what the pane tells as well."""

    def __init__(self, columns: KeptColumns | None = None) -> None:
        self._now: datetime = datetime.fromtimestamp(0, UTC)
        self._zone: tzinfo = UTC
        self._needed = dict(_WIDTHS)
        self._work = self._short_state = 0
        self.is_narrow = False
        super().__init__(
            self._model(),
            key="maintenance",
            name=_tr("Planned work"),
            height=_ROW,
            columns=columns,
        )
        self.setItemDelegate(MaintenanceDelegate(self, height=_ROW, side=_SIDE))
        heading = self.horizontalHeader()
        heading.setMinimumSectionSize(56)
        heading.setSectionResizeMode(WORK, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    def show_view(self, view: MaintenanceView, zone: tzinfo) -> None:
        """Shows the windows as of an instant."""
        self._now, self._zone = view.as_of, zone
        rows = in_order(view.lines)
        self._measure(rows)
        self.table.show_rows(rows)
        self.hug(len(rows))
        self.share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """What the work is comes first; who was told, then how long it lasts, give way."""
        wanted = {n: width for n, width in self._needed.items() if self.is_column_wanted(n)}
        rest = self.viewport().width() - sum(wanted.values())
        for column in (TOLD, LASTS):
            is_short = rest < _LEAST_WORK and column in wanted
            self.leave_out(column, is_short=is_short)
            rest += wanted[column] if is_short else 0
        self.is_narrow = rest < _LEAST_WORK
        if self.is_narrow and STATE in wanted:
            # The dashed bar says as well that it is a draft.
            rest += wanted[STATE] - self._short_state
            wanted[STATE] = self._short_state
        when = max(_LEAST_WHEN, self._needed[WHEN] - max(0, _NARROW_WORK - rest))
        # What nothing needs is shared, so that on a large screen a time is not far from its work.
        free = max(0, rest - max(self._work, _LEAST_WORK)) // (len(wanted) + 1)
        heading = self.horizontalHeader()
        for column, width in (self._needed | wanted).items():
            heading.resizeSection(column, free + (when if column == WHEN else width))

    def _model(self) -> RowTable[WindowLine]:
        columns: tuple[Column[WindowLine], ...] = (
            Column(
                _tr("State"),
                lambda line: state_look(line)[1],
                looks=state_look,
                key="state",
            ),
            Column(
                _tr("Work"),
                lambda line: line.title or _tr("Without a title"),
                order=lambda line: line.title.casefold(),
                key="work",
            ),
            Column(
                _tr("When"),
                self._when,
                order=lambda line: begins_at(line.window).timestamp(),
                key="when",
            ),
            Column(
                _tr("Lasts"),
                lasts_words,
                order=lambda line: finishes_at(line.window) - begins_at(line.window),
                is_number=True,
                key="lasts",
            ),
            Column(_tr("Told"), told_words, order=lambda line: line.told or 0, key="told"),
        )
        return RowTable(columns, key=lambda line: line.window.id)

    def _when(self, line: WindowLine) -> str:
        start, end = begins_at(line.window), finishes_at(line.window)
        return when_words(start, end, self._zone, now=self._now)

    def _measure(self, rows: Sequence[WindowLine]) -> None:
        """Each column as wide as what stands in it, within reason."""
        small, plain = font(CAPTION, SEMIBOLD), QFontMetrics(font(BODY))
        chips = QFontMetricsF(small)
        words = {state_look(line)[1] for line in rows}
        state = max((chip_size(chips, word).width() for word in words), default=0)
        short = max((chip_size(chips, short_word(word)).width() for word in words), default=0)
        self._short_state = round(max(_WIDTHS[STATE], short + 2 * _SIDE))
        texts = {
            WHEN: [self._when(line) for line in rows],
            LASTS: [lasts_words(line) for line in rows],
            TOLD: [told_words(line) for line in rows],
        }
        bold = QFontMetrics(font(BODY, SEMIBOLD))
        works = (bold.horizontalAdvance(line.title) for line in rows)
        self._work = max(works, default=0) + 2 * _SIDE
        self._needed[STATE] = min(_MOST_STATE, max(_WIDTHS[STATE], state + 2 * _SIDE))
        for column, said in texts.items():
            widest = max(map(plain.horizontalAdvance, said), default=0)
            self._needed[column] = max(_WIDTHS[column] // 2, widest + 2 * _SIDE + 4)


def in_order(lines: Sequence[WindowLine]) -> tuple[WindowLine, ...]:
    """What is running and to come by its start, then what is over, newest first."""
    ahead = [line for line in lines if not line.window.status.is_over]
    over = [line for line in lines if line.window.status.is_over]
    ahead.sort(key=lambda line: (begins_at(line.window), line.window.id))
    over.sort(key=lambda line: (begins_at(line.window), line.window.id), reverse=True)
    return (*ahead, *over)
