"""The response times of a report: median and 95 % as lines, trouble and planned work behind."""

from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, floor, log10
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from statusboard.domain.report import ReportSeries, UptimeReport
from statusboard.domain.report_summary import words_of
from statusboard.domain.report_words import ReportWords
from statusboard.domain.status import ComponentStatus
from ui.paper.sheet import CONTENT, LEFT, Mark, Sheets, face, width_of
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import status_style
from ui.theme.tokens import LIGHT

_TITLE, _SMALL = 13, 11
_PLOT_LEFT, _PLOT_HEIGHT = LEFT + 30, 84.0
_LEAST_BAND = 2.0
_MOST_LABELS = 8
PALE = "#8FA8EA"


def draw_response_times(report: UptimeReport, to: Sheets) -> None:
    """The chart with its title; a sentence in its place where nothing was timed."""
    phrases = words_of(report).phrases
    to.need(175)
    to.text(LEFT, to.y + 12, phrases.response, face(_TITLE, SEMIBOLD), LIGHT.text)
    if report.series.is_empty:
        to.y += 24
        to.paragraph(phrases.no_response, face(_TITLE), LIGHT.muted)
        to.y += 12
        return
    plot = QRectF(_PLOT_LEFT, to.y + 32, LEFT + CONTENT - _PLOT_LEFT - 46, _PLOT_HEIGHT)
    top_s = nice_top(report.series)
    for step, label in enumerate(_labels(words_of(report), top_s)):
        y = plot.top() + step * plot.height() / 2
        to.box(QRectF(plot.left(), y - 0.5, plot.width(), 1), LIGHT.line)
        to.text(LEFT, y + 4, label, face(_SMALL), LIGHT.muted)
    start, stop = report.start.timestamp(), report.stop.timestamp()
    for band in report.bands:
        if _is_seen(band.status):
            left = _x(plot, start, stop, band.start.timestamp())
            width = max(_LEAST_BAND, _x(plot, start, stop, band.stop.timestamp()) - left)
            to.add(_band(QRectF(left, plot.top() - 8, width, plot.height() + 8), band.status))
    for values, colour, thick in (
        (report.series.p95_s, PALE, 1.0),
        (report.series.median_s, LIGHT.accent, 1.4),
    ):
        for run in _runs(report.series, values, plot, start, stop, top_s):
            to.add(_polyline(run, colour, thick))
    _name_lines(report, plot, top_s, to)
    for x, label in _days(report, plot):
        to.text(x, plot.bottom() + 18, label, face(_SMALL), LIGHT.muted)
    to.y = plot.bottom() + 34


def nice_top(series: ReportSeries) -> float:
    """The top of the axis in seconds: 1, 2, 4 or 10 times a power of ten, above everything."""
    highest = max((one for one in (*series.p95_s, *series.median_s) if one is not None), default=0)
    if highest <= 0:
        return 1.0
    power = 10.0 ** floor(log10(highest))
    return next(power * step for step in (1, 2, 4, 6, 8, 10, 20) if power * step >= highest)


def _labels(words: ReportWords, top_s: float) -> tuple[str, str, str]:
    high, half = (words.number(f"{value:.4g}") for value in (top_s, top_s / 2))
    return high, half, "0 s"


def _is_seen(status: ComponentStatus) -> bool:
    return status.counts_as_down or status is ComponentStatus.UNDER_MAINTENANCE


def _x(plot: QRectF, start: float, stop: float, at: float) -> float:
    share = (at - start) / max(1.0, stop - start)
    return plot.left() + plot.width() * min(1.0, max(0.0, share))


def _band(where: QRectF, status: ComponentStatus) -> Mark:
    def paint(painter: QPainter) -> None:
        colour = QColor(status_style(status, LIGHT).colour)
        colour.setAlphaF(0.18)
        painter.fillRect(where, colour)

    return paint


def _runs(
    series: ReportSeries,
    values: tuple[float | None, ...],
    plot: QRectF,
    start: float,
    stop: float,
    top_s: float,
) -> list[list[QPointF]]:
    """The points of a line, broken where nothing was measured."""
    runs: list[list[QPointF]] = [[]]
    for at, value in zip(series.at_s, values, strict=True):
        if value is None:
            runs.append([])
            continue
        x = _x(plot, start, stop, at + series.bucket_s / 2)
        runs[-1].append(QPointF(x, plot.bottom() - plot.height() * value / top_s))
    return [run for run in runs if run]


def _polyline(points: list[QPointF], colour: str, thick: float) -> Mark:
    def paint(painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), thick))
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)

    return paint


def _name_lines(report: UptimeReport, plot: QRectF, top_s: float, to: Sheets) -> None:
    """What each line is, at its end: both are blue."""
    ends, series = [], report.series
    for values, label, colour in (
        (series.p95_s, "95 %", LIGHT.muted),
        (series.median_s, words_of(report).phrases.median, LIGHT.accent),
    ):
        last = next((value for value in reversed(values) if value is not None), None)
        if last is not None:
            ends.append((plot.bottom() - plot.height() * last / top_s, label, colour))
    for (upper, *_), (lower, *_) in pairwise(ends):
        if lower - upper < _SMALL + 1:
            middle = (upper + lower) / 2
            ends[0] = (middle - (_SMALL + 1) / 2, *ends[0][1:])
            ends[1] = (middle + (_SMALL + 1) / 2, *ends[1][1:])
    for y, label, colour in ends:
        to.text(plot.right() + 6, y + 4, label, face(_SMALL), colour)


def _days(report: UptimeReport, plot: QRectF) -> list[tuple[float, str]]:
    """Labels along the axis, so many that they do not touch."""
    zone, words = ZoneInfo(report.zone), words_of(report)
    first = report.start.astimezone(zone)
    last = (report.stop - timedelta(microseconds=1)).astimezone(zone)
    days = (last.date() - first.date()).days + 1
    each = max(1, ceil(days / _MOST_LABELS))
    if each > 3:
        each = ceil(each / 5) * 5 if days <= 62 else each
    found = []
    start, stop = report.start.timestamp(), report.stop.timestamp()
    for number in range(0, days, each):
        day = first.date() + timedelta(days=number)
        instant = datetime(day.year, day.month, day.day, tzinfo=zone)
        is_month = (first.year, first.month) == (last.year, last.month)
        label = str(day.day) if is_month else words.short_day(day)
        x = _x(plot, start, stop, instant.timestamp())
        if x + width_of(label, face(_SMALL)) <= plot.right() + 24:
            found.append((x, label))
    return found
