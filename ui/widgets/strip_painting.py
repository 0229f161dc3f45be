"""How a strip of statuses is painted: one bar each, unknown hatched."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from statusboard.domain.status import ComponentStatus
from ui.theme.status_style import status_style
from ui.theme.tokens import Tokens

# As many strips as the largest screen shows, and some; a wide one takes 100 kB.
_KEPT = 256


def bar_edges(left: float, width: float, count: int) -> list[tuple[float, float]]:
    """Left edge and width of each bar, on whole pixels, with a gap that leaves most to the bar."""
    if count <= 0 or width <= 0:
        return []
    step = width / count
    gap = max(2, round(step * 0.16)) if step >= 5 else 1 if step >= 2.5 else 0
    edges = [round(left + n * (width + gap) / count) for n in range(count + 1)]
    return [(start, max(1, stop - gap - start)) for start, stop in pairwise(edges)]


def bar_at(x: float, left: float, width: float, count: int) -> int | None:
    """Which bar lies under `x`, or None beside them."""
    if not count or not left <= x < left + width:
        return None
    return min(count - 1, int((x - left) * count / width))


def paint_strip(
    painter: QPainter, where: QRectF, statuses: Sequence[ComponentStatus], tokens: Tokens
) -> None:
    """Paints the bars into `where`, whose corner is taken to whole pixels.

    A strip is drawn once and kept while it stays the same: two hundred of them are repainted within
    a frame.
    """
    width, height = round(where.width()), round(where.height())
    if width <= 0 or height <= 0 or not statuses:
        return
    scale = painter.device().devicePixelRatioF()
    drawn = _drawn(tuple(statuses), width, height, scale, tokens)
    painter.drawImage(QPointF(round(where.left()), round(where.top())), drawn)


@lru_cache(maxsize=_KEPT)
def _drawn(
    statuses: tuple[ComponentStatus, ...], width: int, height: int, scale: float, tokens: Tokens
) -> QImage:
    pixels = QSize(ceil(width * scale), ceil(height * scale))
    # No pixmap: those may not outlive the application.
    drawn = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    brushes = {
        status: QBrush(QColor(status_style(status, tokens).colour)) for status in set(statuses)
    }
    edges = bar_edges(0, width, len(statuses))
    painter.setPen(Qt.PenStyle.NoPen)
    is_wide = edges[0][1] >= 4
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_wide)
    radius = 2 if is_wide else 0
    for status, (left, across) in zip(statuses, edges, strict=True):
        bar = QRectF(left, 0, across, height)
        if status is ComponentStatus.UNKNOWN:
            painter.fillRect(bar, QColor(tokens.unknown_soft))
            painter.fillRect(bar, QBrush(QColor(tokens.faint), Qt.BrushStyle.BDiagPattern))
            continue
        painter.setBrush(brushes[status])
        painter.drawRoundedRect(bar, radius, radius)
    painter.end()
    return drawn


def strip_summary(statuses: Sequence[ComponentStatus], tokens: Tokens) -> str:
    """The strip in words: “88 Operational, 1 Major outage, 1 No data”, the most frequent first."""
    counts = Counter(statuses)
    if not counts:
        return QCoreApplication.translate("UptimeStrip", "Nothing recorded yet")
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{number} {status_style(status, tokens).word}" for status, number in ordered)
