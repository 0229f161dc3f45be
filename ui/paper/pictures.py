"""The charts of a report as pictures: PNG for a deck, SVG for whoever draws on."""

from enum import StrEnum

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from statusboard.domain.report import UptimeReport
from statusboard.domain.report_summary import heading
from statusboard.errors import Unavailable
from ui.paper.document import compose, paint_page
from ui.paper.response_chart import draw_response_times
from ui.paper.service_table import draw_services
from ui.paper.sheet import CONTENT, HEIGHT, LEFT, TOP, WIDTH, Sheets

_MARGIN = 24.0
# Pixels to a unit of paper: sharp on a projector.
_SCALE = 2.0


class Chart(StrEnum):
    """The charts that a report holds."""

    RESPONSE = "response"
    BARS = "bars"


def chart_png(report: UptimeReport, chart: Chart) -> bytes:
    """The chart on white."""
    sheets, size = _drawn(report, chart)
    image = QImage((size * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    _paint(painter, sheets)
    painter.end()
    return _png(image)


def page_pngs(report: UptimeReport, *, width: int, most: int) -> tuple[bytes, ...]:
    """The first pages, so many pixels wide, as they are looked at before anything is saved."""
    sheets = compose(report)
    found = []
    for number in range(min(most, len(sheets.pages))):
        image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_page(painter, sheets, number, width)
        painter.end()
        found.append(_png(image))
    return tuple(found)


def chart_svg(report: UptimeReport, chart: Chart) -> bytes:
    """The chart as SVG 1.2 Tiny, whose texts are texts."""
    sheets, size = _drawn(report, chart)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(heading(report))
    generator.setDescription(report.company)
    painter = QPainter(generator)
    _paint(painter, sheets)
    painter.end()
    return bytes(buffer.data().data())


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise Unavailable("The picture could not be written. Try a shorter period.")
    return bytes(buffer.data().data())


def _drawn(report: UptimeReport, chart: Chart) -> tuple[Sheets, QSizeF]:
    """The chart by itself, on one sheet however long that is."""
    to = _Endless()
    match chart:
        case Chart.RESPONSE:
            draw_response_times(report, to)
        case Chart.BARS:
            draw_services(report, to)
    size = QSize(round(CONTENT + 2 * _MARGIN), round(to.y - TOP + 2 * _MARGIN))
    return to, QSizeF(size)


def _paint(painter: QPainter, sheets: Sheets) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_MARGIN - LEFT, _MARGIN - TOP)
    for mark in sheets.pages[0]:
        mark(painter)


class _Endless(Sheets):
    """One sheet without an end."""

    def need(self, height: float) -> bool:  # noqa: ARG002 - there is always room
        """There is always room."""
        return False
