"""The report as a table: a tick, what becomes of a thing, what it is, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from statusboard.domain.views.importing import Fate, ImportReport, ReportRow, Sort
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.theme.fonts import REGULAR, SEMIBOLD
from ui.theme.icons import paint_icon
from ui.theme.theme import theme, tokens
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView

TICK, FATE, TITLE, GROUP, DETAIL = range(5)
_ROW = 38
_ICON = 15
_WIDTHS = {TICK: 44, FATE: 158, GROUP: 120}
_LEAST_DETAIL, _LEAST_TITLE, _MOST_TITLE = 200, 180, 320


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the report, and whether it is ticked. What writes nothing has no tick."""

    row: ReportRow
    is_ticked: bool = True

    @property
    def can_be_ticked(self) -> bool:
        """Whether a person decides about it."""
        return self.row.fate.writes and self.row.sort is not Sort.SUBSCRIBERS

    @property
    def spoken(self) -> str:
        """What becomes of it, in words."""
        if self.can_be_ticked and not self.is_ticked:
            return _tr("Left out by you")
        return look_of(self.row)[1]


def look_of(row: ReportRow) -> tuple[str, str, str]:
    """The icon, the word and the colour of what becomes of a row."""
    colours = tokens()
    if row.needs_look:
        return "triangle-alert", _tr("Needs a look"), colours.degraded_ink
    match row.fate:
        case Fate.NEW:
            return "plus", _tr("New"), colours.operational_ink
        case Fate.CHANGED:
            return "square-pen", _tr("Changed"), colours.accent
        case Fate.SAME:
            return "check", _tr("As it is"), colours.muted
        case Fate.LEFT_OUT:
            return "x", _tr("Left out"), colours.muted


def sort_words(sort: Sort) -> str:
    """What a thing is."""
    return {
        Sort.SERVICE: _tr("Service"),
        Sort.INCIDENT: _tr("Past incident"),
        Sort.DRAFT: _tr("Draft"),
        Sort.WORK: _tr("Planned work"),
        Sort.HISTORY: _tr("History"),
        Sort.SUBSCRIBERS: _tr("Subscribers"),
        Sort.OTHER: _tr("Also there"),
    }[sort]


def _detail(line: Line) -> str:
    row = line.row
    about = row.why[0] if row.why else row.detail
    return f"{sort_words(row.sort)} · {about}" if about else sort_words(row.sort)


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column("", lambda _: "", key="tick", name=_tr("Bring along"), looks=lambda r: r.is_ticked),
        Column(
            _tr("Outcome"),
            lambda line: line.spoken,
            order=lambda line: (list(Fate).index(line.row.fate), not line.row.needs_look),
            key="fate",
        ),
        Column(_tr("Name"), lambda line: line.row.title, key="title"),
        Column(_tr("Group"), lambda line: line.row.group, key="group"),
        Column(_tr("About it"), _detail, key="detail"),
    )


class _Delegate(RowDelegate):
    """A tick, a glyph with its word, the name bold."""

    def __init__(self, view: "ReportTable") -> None:
        super().__init__(view, height=_ROW)

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        line: Line = index.data(ROW_ROLE)
        column = index.column()
        if column == TICK:
            self._paint_tick(painter, where, line)
        elif column == FATE:
            self._paint_fate(painter, where, index, line)
        else:
            is_title = column == TITLE
            colour = "" if is_title and line.is_ticked else tokens().muted
            weight = SEMIBOLD if is_title else REGULAR
            self.paint_text(painter, where, index, colour=colour, weight=weight)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:  # noqa: ARG002 - of the base
        line: Line = index.data(ROW_ROLE)
        return "\n".join((*line.row.why, line.row.where)).strip() or str(index.data())

    def _paint_tick(self, painter: QPainter, where: QRectF, line: Line) -> None:
        if not line.can_be_ticked:
            return
        colours = tokens()
        box = QRectF(where.left(), where.center().y() - 8, 16, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent if line.is_ticked else colours.faint))
        painter.setBrush(QColor(colours.accent if line.is_ticked else colours.surface))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if line.is_ticked:
            paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", colours.on_accent)

    def _paint_fate(self, painter: QPainter, where: QRectF, index: AnyIndex, line: Line) -> None:
        name, _, colour = look_of(line.row)
        if line.can_be_ticked and not line.is_ticked:
            name, colour = "x", tokens().muted
        box = QRectF(where.left(), where.center().y() - _ICON / 2, _ICON, _ICON)
        paint_icon(painter, box, name, colour)
        self.paint_text(painter, where.adjusted(_ICON + 8, 0, 0, 0), index)


class ReportTable(RowView[Line]):
    """Space, or a press on the box, ticks a row and takes the tick off again.

    Signals:
        ticked: other rows are ticked now.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__(
            RowTable(_columns(), key=lambda line: (line.row.sort, line.row.key)),
            key="import",
            name=_tr("What becomes of it"),
            height=_ROW,
        )
        self._lines: tuple[Line, ...] = ()
        self.setItemDelegate(_Delegate(self))
        heading = self.horizontalHeader()
        heading.setMinimumSectionSize(40)
        for column, width in _WIDTHS.items():
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(DETAIL, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    @property
    def left_out(self) -> frozenset[tuple[str, str]]:
        """What a person took the tick off."""
        return frozenset(
            (line.row.sort.value, line.row.key)
            for line in self._lines
            if line.can_be_ticked and not line.is_ticked
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """All rows, in the order in which they came."""
        return self._lines

    def show_report(self, report: ImportReport) -> None:
        """Shows a report; what was not ticked before is not ticked now either."""
        out = self.left_out
        self._show(Line(row, is_ticked=(row.sort.value, row.key) not in out) for row in report.rows)

    def tick(self, wanted: Callable[[Line], bool], *, is_ticked: bool) -> None:
        """Ticks all rows like that, or takes their ticks off."""
        self._show(
            replace(line, is_ticked=is_ticked) if wanted(line) else line for line in self._lines
        )
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks what is selected."""
        if event.key() == Qt.Key.Key_Space:
            self._turn({index.row() for index in self.selectionModel().selectedRows()})
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the box ticks that row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and index.isValid() and index.column() == TICK:
            self._turn({index.row()})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out again."""
        super().resizeEvent(event)
        rest = self.viewport().width() - _WIDTHS[TICK] - _WIDTHS[FATE]
        is_short = rest < _LEAST_TITLE + _LEAST_DETAIL + _WIDTHS[GROUP]
        self.leave_out(GROUP, is_short=is_short)
        rest -= 0 if is_short else _WIDTHS[GROUP]
        title = min(max(_LEAST_TITLE, rest * 2 // 5), _MOST_TITLE)
        self.horizontalHeader().resizeSection(TITLE, title)

    def _turn(self, positions: set[int]) -> None:
        chosen = [self.table.row_at(position) for position in positions]
        some = [line for line in chosen if line.can_be_ticked]
        if some:
            keys = {(line.row.sort, line.row.key) for line in some}
            wanted = not all(line.is_ticked for line in some)
            self.tick(lambda line: (line.row.sort, line.row.key) in keys, is_ticked=wanted)

    def _show(self, lines: Iterable[Line]) -> None:
        self._lines = tuple(lines)
        self.table.show_rows(self._lines)
