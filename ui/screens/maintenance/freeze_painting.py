"""How freeze periods are painted behind the calendar: their days hatched, their names below."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter

from statusboard.domain.freeze_period import FreezePeriod
from ui.screens.maintenance.calendar_days import CalendarDays
from ui.screens.maintenance.words import freeze_words
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import CAPTION, Tokens

# The line of names below all services.
FREEZE_ROW = 26
_TINT, _SIDE = 34, 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_freezes(
    painter: QPainter,
    where: QRectF,
    names: float,
    days: CalendarDays,
    freezes: Sequence[FreezePeriod],
    tokens: Tokens,
) -> None:
    """The days in which no work should be planned: hatched the other way than weekends, and named.

    Bars come after it.
    """
    if not freezes:
        return
    each = (where.width() - names) / days.count
    origin, right = where.left() + names, where.right()
    tint = QColor(tokens.partial)
    tint.setAlpha(_TINT)
    line = QRectF(where.left(), where.bottom() - FREEZE_ROW, where.width(), FREEZE_ROW - 1)
    painter.save()
    painter.setFont(font(CAPTION, SEMIBOLD))
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(tokens.muted))
    word = QCoreApplication.translate("Maintenance", "Freeze")
    painter.drawText(QRectF(line.left() + 10, line.top(), names - 12, line.height()), _LEFT, word)
    for one in freezes:
        left = max(origin, origin + days.place(one.starts_at) * each)
        stop = min(right, origin + days.place(one.ends_at) * each)
        if stop <= left:
            continue
        whole = QRectF(left, where.top(), stop - left, where.height())
        painter.fillRect(whole, QBrush(tint, Qt.BrushStyle.FDiagPattern))
        box = QRectF(left, line.top() + 2, stop - left, line.height() - 4)
        painter.fillRect(box, QColor(tokens.partial_soft))
        painter.setPen(QColor(tokens.partial_ink))
        room = box.adjusted(_SIDE, 0, -_SIDE, 0)
        shown = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)
    painter.restore()


def freeze_at(
    day: float, days: CalendarDays, freezes: Sequence[FreezePeriod], now: datetime
) -> str:
    """The freeze that lies over a place among the days, with its times; empty where none does."""
    over = (one for one in freezes if days.place(one.starts_at) <= day < days.place(one.ends_at))
    found = next(over, None)
    return "" if found is None else freeze_words(found, days.zone, now=now)
