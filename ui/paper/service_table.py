"""The table of a report: each service with its bars, its figures, and its promise."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from statusboard.domain.report import ReportRow, UptimeReport
from statusboard.domain.report_summary import period_name, words_of
from statusboard.domain.report_words import DASH
from statusboard.domain.status import ComponentStatus
from ui.paper.sheet import LEFT, Mark, Sheets, face, width_of, wrapped
from ui.paper.strip import bar_colour, paint_mark, strip
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import LIGHT

_BODY, _CAPTION = 14, 12
_NAME_X, _BARS_STOP, _BAR = LEFT + 6, LEFT + 363, 16.0
# How wide the bars are, and where a name has no room beside them.
_BARS, _BARS_BESIDE_LONG, _MANY_BESIDE_LONG = 200.0, 130.0, 170.0
_MANY = 45
_GAP = 12
# Where each column of figures ends.
_UPTIME, _OBSERVED, _DOWN, _PROMISED, _GLYPH = (LEFT + n for n in (452, 546, 625, 716, 729))
_ROW, _LINE = 38.5, 17.0
_LEGEND = (
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where bars begin; what is left of them is for names."""

    bars_x: float

    @classmethod
    def of(cls, report: UptimeReport) -> "_Columns":
        """Shorter bars where a name would take several lines beside long ones."""
        usual = cls(_BARS_STOP - _BARS)
        is_long = any(len(usual.lines_of(row)) > 1 for row in report.rows)
        if not is_long:
            return usual
        are_many = any(len(row.days) > _MANY for row in report.rows)
        return cls(_BARS_STOP - (_MANY_BESIDE_LONG if are_many else _BARS_BESIDE_LONG))

    @property
    def bars(self) -> float:
        """How wide they are."""
        return _BARS_STOP - self.bars_x

    def lines_of(self, row: ReportRow) -> tuple[str, ...]:
        """The name of a service, line by line."""
        return tuple(wrapped(row.name, face(_BODY, SEMIBOLD), self.bars_x - _NAME_X - _GAP))


def draw_services(report: UptimeReport, to: Sheets) -> None:
    """The whole table; its header stands on each sheet that it reaches."""
    columns = _Columns.of(report)
    to.need(3 * _ROW)
    _draw_header(report, columns, to)
    for row in report.rows:
        height = _ROW + _LINE * (len(columns.lines_of(row)) - 1)
        if to.need(height + 1):
            _draw_header(report, columns, to)
        _draw_row(report, row, columns, height, to)
    to.y += 16
    _draw_legend(report, to)


def _draw_header(report: UptimeReport, columns: _Columns, to: Sheets) -> None:
    phrases = words_of(report).phrases
    small = face(_CAPTION, SEMIBOLD)
    base = to.y + 22
    to.text(_NAME_X, base, phrases.service, small, LIGHT.muted)
    period = wrapped(period_name(report), small, columns.bars)[0]
    to.text(columns.bars_x, base, period, small, LIGHT.muted)
    for right, title in (
        (_UPTIME, phrases.uptime_column),
        (_OBSERVED, phrases.observed_column),
        (_DOWN, phrases.down),
        (_PROMISED, phrases.promised_column),
    ):
        to.text(right, base, title, small, LIGHT.muted, right=True)
    to.y += 38
    to.rule()


def _draw_row(
    report: UptimeReport, row: ReportRow, columns: _Columns, height: float, to: Sheets
) -> None:
    words, top = words_of(report), to.y
    base = top + 23.5
    for number, line in enumerate(columns.lines_of(row)):
        to.text(_NAME_X, base + number * _LINE, line, face(_BODY, SEMIBOLD), LIGHT.text)
    to.add(strip(QRectF(columns.bars_x, top + 10, columns.bars, _BAR), row.days))
    body = face(_BODY)
    down = words.short_length(row.figure.down_us) if row.figure.down_us else DASH
    to.text(_UPTIME, base, words.number(row.uptime), body, LIGHT.text, right=True)
    observed = words.percent(row.coverage)
    to.text(_OBSERVED, base, observed, body, LIGHT.muted, right=True)
    to.text(_DOWN, base, down, body, LIGHT.text, right=True)
    promised = row.promised
    if promised is not None:
        to.text(_PROMISED, base, words.number(promised), body, LIGHT.muted, right=True)
        glyph, colour = _verdict(row.kept)
        to.glyph(glyph, QRectF(_GLYPH, top + 11, 15, 15), colour)
    to.y += height
    to.rule()


def _verdict(kept: bool | None) -> tuple[str, str]:
    if kept is None:
        return "unknown", LIGHT.unknown
    return ("operational", LIGHT.operational) if kept else ("partial", LIGHT.partial)


def _draw_legend(report: UptimeReport, to: Sheets) -> None:
    """What the marks mean, in words: colours are lost on grey paper."""
    words = words_of(report)
    small = face(_CAPTION)
    to.need(40)
    x, base = LEFT + 6, to.y + 8
    if any(row.promised_ppm is not None for row in report.rows):
        for kept, said in (
            (True, words.phrases.kept),
            (False, words.phrases.missed),
            (None, words.phrases.unknown_kept),
        ):
            glyph, colour = _verdict(kept)
            to.glyph(glyph, QRectF(x, base - 10, 12, 12), colour)
            to.text(x + 17, base, said, small, LIGHT.muted)
            x += 17 + width_of(said, small) + 16
    seen = {status for row in report.rows for status in row.days}
    for status in _LEGEND:
        if status in seen:
            said = words.phrases.statuses[status]
            to.add(_legend_mark(x, base, status))
            to.text(x + 14, base, said, small, LIGHT.muted)
            x += 14 + width_of(said, small) + 16
    to.y += 14
    if report.bar_days > 1:
        said = words.phrases.bars_of[1].format(n=report.bar_days)
        to.y += 6
        to.paragraph(said, small, LIGHT.muted, x=LEFT + 6)
    to.y += 12


def _legend_mark(x: float, base: float, status: ComponentStatus) -> Mark:
    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(x, base - 9, 4, 10), bar_colour(status))
        paint_mark(painter, QPointF(x + 8, base - 4), status)

    return paint
