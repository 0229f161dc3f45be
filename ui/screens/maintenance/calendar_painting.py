"""How the calendar is painted: its heading, the grid, weekends, the line of now, and the bars."""

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.views.maintenance import WindowLine
from ui.screens.maintenance.calendar_days import CalendarDays
from ui.screens.maintenance.calendar_layout import BAR, HEAD, LANE, Bar, Row
from ui.screens.maintenance.words import clashes, day_words
from ui.theme.fonts import MEDIUM, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.tokens import BODY, CAPTION, RADIUS, Tokens

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOP, _ROUND, _GLYPH = 8, 5, 13
# What lasts less is too short to be seen as a length.
_LEAST_INK = 12.0
_SATURDAY = 5
_HATCH = 14


def paint_grid(
    painter: QPainter, where: QRectF, names: float, days: CalendarDays, tokens: Tokens
) -> None:
    """The ground: a surface with a column for each day, weekends hatched. Rows come after it."""
    painter.fillRect(where, QColor(tokens.surface))
    each = (where.width() - names) / days.count
    hatch = QColor(tokens.text)
    hatch.setAlpha(_HATCH)
    brush = QBrush(hatch, Qt.BrushStyle.BDiagPattern)
    for number, day in enumerate(days.days):
        left = where.left() + names + number * each
        if day.weekday() >= _SATURDAY:
            painter.fillRect(QRectF(left, where.top(), each, where.height()), brush)
        painter.fillRect(QRectF(round(left), where.top(), 1, where.height()), QColor(tokens.line))


def paint_heading(
    painter: QPainter, where: QRectF, names: float, days: CalendarDays, tokens: Tokens
) -> None:
    """The month above the names, a weekday and date above each day; what has no room is left out.

    On the first of another month its name stands in the place of the weekday.
    """
    painter.fillRect(where, QColor(tokens.sunken))
    painter.setFont(font(CAPTION, SEMIBOLD))
    painter.setPen(QColor(tokens.muted))
    month = QLocale().standaloneMonthName(days.first.month)
    title = QRectF(where.left() + 10, where.top(), names - 12, where.height())
    painter.drawText(title, int(_LEFT), f"{month} {days.first.year}")
    each = (where.width() - names) / days.count
    metrics = QFontMetricsF(painter.font())
    texts = [day_words(day) for day in days.days]
    is_roomy = max(map(metrics.horizontalAdvance, texts)) + 6 <= each
    for number, (day, text) in enumerate(zip(days.days, texts, strict=True)):
        left = where.left() + names + number * each
        cell = QRectF(left, where.top(), each, where.height())
        painter.drawText(cell, int(_CENTRE), text if is_roomy else str(day.day))
        painter.fillRect(QRectF(round(left), where.top(), 1, where.height()), QColor(tokens.line))
    painter.fillRect(
        QRectF(where.left(), where.bottom() - 1, where.width(), 1), QColor(tokens.line)
    )


def paint_row(painter: QPainter, where: QRectF, names: float, row: Row, tokens: Tokens) -> None:
    """The name of a service, and the line below it."""
    painter.setFont(font(BODY - 1, SEMIBOLD))
    painter.setPen(QColor(tokens.text))
    room = QRectF(where.left() + 10, where.top(), names - 18, where.height())
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_LEFT), shown)
    painter.fillRect(
        QRectF(where.left(), where.bottom() - 1, where.width(), 1), QColor(tokens.line)
    )


def paint_now(
    painter: QPainter,
    where: QRectF,
    names: float,
    days: CalendarDays,
    now: datetime,
    tokens: Tokens,
) -> None:
    """The line of this moment, where it lies among the days."""
    place = days.place(now)
    if 0 <= place <= days.count:
        left = where.left() + names + place * (where.width() - names) / days.count
        painter.fillRect(QRectF(left - 1, where.top(), 2, where.height()), QColor(tokens.accent))


def bar_box(bar: Bar, row_top: float, origin: float) -> QRectF:
    """Where a bar stands; `origin` is the left edge of the first day."""
    return QRectF(origin + bar.left, row_top + _TOP + bar.lane * LANE, bar.width, BAR)


def paint_bar(
    painter: QPainter, box: QRectF, bar: Bar, origin: float, tokens: Tokens, *, is_chosen: bool
) -> None:
    """One window. Its shape tells its state, also where no colour is seen.

    Scheduled: a soft surface. Running: a full one, with a glyph. Done and cancelled: quiet, with a
    tick or struck through. Draft: dashed. In the way of something: edged. Where words stick
    out, the line below them is as long as it lasts.
    """
    status = bar.line.window.status
    soft, edge, ink = _colours(bar, tokens)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(QColor(soft))
    painter.setPen(_edge(status, edge))
    painter.drawRoundedRect(shape, _ROUND, _ROUND)
    if not status.is_over and _LEAST_INK <= bar.true_width < bar.width - 1:
        true = QRectF(origin + bar.true_left + 2, box.bottom() - 4, bar.true_width - 3, 2)
        painter.fillRect(true, QColor(ink))
    left = box.left() + 7
    glyph = _glyph(status)
    if glyph and box.width() > _GLYPH + 10:
        spot = QRectF(left - 1, box.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
        paint_icon(painter, spot, glyph, ink)
        left = spot.right() + 4
    face = _face(status)
    painter.setFont(face)
    painter.setPen(QColor(ink))
    metrics = QFontMetricsF(face)
    room = box.right() - 6 - left
    base = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
    shown = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(left, base), shown)
    if is_chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), _ROUND + 1, _ROUND + 1)
    painter.restore()


def words_width(status: MaintenanceStatus, words: str) -> float:
    """How wide the words on a bar are, with the glyph before them."""
    glyph = _GLYPH + 4 if _glyph(status) else 0
    return QFontMetricsF(_face(status)).horizontalAdvance(words) + glyph


def measured() -> Callable[[WindowLine, str], float]:
    """How wide the words of a window are; each is measured once."""
    known: dict[tuple[MaintenanceStatus, str], float] = {}

    def measure(line: WindowLine, words: str) -> float:
        key = (line.window.status, words)
        if key not in known:
            known[key] = words_width(*key)
        return known[key]

    return measure


def paint_empty(painter: QPainter, where: QRectF, tokens: Tokens) -> None:
    """What stands where no day of those that are shown has work."""
    painter.setFont(font(BODY, MEDIUM))
    painter.setPen(QColor(tokens.muted))
    words = QCoreApplication.translate("Maintenance", "Nothing is planned in these days.")
    painter.drawText(where, int(_CENTRE), words)


def paint_frame(painter: QPainter, where: QRectF, tokens: Tokens, *, has_focus: bool) -> None:
    """The edge around all, and the corners outside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ground = QPen(QColor(tokens.bg), 4)
    painter.setPen(ground)
    painter.drawRoundedRect(where.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)
    painter.setPen(QPen(QColor(tokens.accent if has_focus else tokens.line), 1))
    painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.restore()


def rows_height(rows: Iterable[Row]) -> float:
    """How high all rows are together."""
    return sum(row.height for row in rows)


def least_height() -> int:
    """The heading, and room to say that there is nothing."""
    return HEAD + 3 * 40


def _face(status: MaintenanceStatus) -> QFont:
    face = font(CAPTION, SEMIBOLD)
    if status is MaintenanceStatus.CANCELLED:
        face.setStrikeOut(True)
    return face


def _glyph(status: MaintenanceStatus) -> str:
    if status.is_running:
        return "maintenance"
    return "check" if status is MaintenanceStatus.COMPLETED else ""


def _colours(bar: Bar, tokens: Tokens) -> tuple[str, str, str]:
    """Ground, edge and ink of a bar; no edge where that is empty."""
    status = bar.line.window.status
    if clashes(bar.line):
        return tokens.partial_soft, tokens.partial, tokens.partial_ink
    if status.is_running:
        return tokens.maintenance, tokens.maintenance, tokens.on_accent
    match status:
        case MaintenanceStatus.DRAFT:
            return tokens.surface, tokens.maintenance, tokens.maintenance_ink
        case MaintenanceStatus.CANCELLED:
            return tokens.unknown_soft, "", tokens.unknown_ink
        case MaintenanceStatus.COMPLETED:
            return tokens.operational_soft, "", tokens.operational_ink
        case _:
            return tokens.maintenance_soft, "", tokens.maintenance_ink


def _edge(status: MaintenanceStatus, colour: str) -> QPen | Qt.PenStyle:
    if not colour:
        return Qt.PenStyle.NoPen
    pen = QPen(QColor(colour), 1)
    if status is MaintenanceStatus.DRAFT:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen
