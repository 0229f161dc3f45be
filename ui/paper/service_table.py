"""The table of a report: each service with its bars, its figures, and its promise."""

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
_NAME_X, _BARS_X, _BARS, _BAR = LEFT + 6, LEFT + 163, 200.0, 16.0
_NAME = _BARS_X - _NAME_X - 12
# Where each column of figures ends.
_UPTIME, _OBSERVED, _DOWN, _PROMISED, _GLYPH = (LEFT + n for n in (452, 546, 625, 716, 729))
_ROW, _LINE = 38.5, 17.0
_LEGEND = (
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
)


def draw_services(report: UptimeReport, to: Sheets) -> None:
    """The whole table; its header stands on each sheet that it reaches."""
    to.need(3 * _ROW)
    _draw_header(report, to)
    name_face = face(_BODY, SEMIBOLD)
    for row in report.rows:
        lines = wrapped(row.name, name_face, _NAME)
        height = _ROW + _LINE * (len(lines) - 1)
        if to.need(height + 1):
            _draw_header(report, to)
        _draw_row(report, row, list(lines), height, to)
    to.y += 16
    _draw_legend(report, to)


def _draw_header(report: UptimeReport, to: Sheets) -> None:
    phrases = words_of(report).phrases
    small = face(_CAPTION, SEMIBOLD)
    base = to.y + 22
    to.text(_NAME_X, base, phrases.service, small, LIGHT.muted)
    period = wrapped(period_name(report), small, _BARS)[0]
    to.text(_BARS_X, base, period, small, LIGHT.muted)
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
    report: UptimeReport, row: ReportRow, lines: list[str], height: float, to: Sheets
) -> None:
    words, top = words_of(report), to.y
    base = top + 23.5
    for number, line in enumerate(lines):
        to.text(_NAME_X, base + number * _LINE, line, face(_BODY, SEMIBOLD), LIGHT.text)
    to.add(strip(QRectF(_BARS_X, top + 10, _BARS, _BAR), row.days))
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
