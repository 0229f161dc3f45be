"""A group on a good day: its name, its figure for 90 days, and a bar for each of them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.board import GroupStrip
from ui.screens.board.layout.field import CARD_HEAD
from ui.screens.board.layout.field import CARD_PAD as FIELD_PAD
from ui.screens.board.layout.geometry import text_pixels
from ui.screens.board.layout.quiet import CARD_PAD
from ui.screens.board.record_words import has_figure, is_covered, is_good
from ui.theme.fonts import BOLD, font
from ui.theme.theme import tokens
from ui.widgets.strip_painting import paint_strip, strip_summary

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupCard(QWidget):
    """The surface behind a group's services; those are widgets of their own on top of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._group = GroupStrip("", "", ())
        self._title = ""
        self._count = ""
        self._unit = 1.0

    def show_group(self, group: GroupStrip, title: str, unit: float, *, count: str = "") -> None:
        """Shows a group under a title. `count` stands in the place of its record, if given."""
        if (group, title, unit, count) != (self._group, self._title, self._unit, self._count):
            is_same_size = bool(count and self._count) and unit == self._unit
            self._group, self._title, self._unit, self._count = group, title, unit, count
            if count:
                words = self.tr("{title}: {count} operational").format(title=title, count=count)
                self.setAccessibleName(words)
                if is_same_size:
                    # The hundred squares below the head would be painted again with the card.
                    self.update(0, 0, self.width(), round(CARD_HEAD * unit) - 1)
                else:
                    self.update()
                return
            summary = strip_summary(group.days, tokens())
            self.setAccessibleName(
                self.tr("{title}: {figure}. Days: {summary}").format(
                    title=title, figure=" ".join(self._figure_words()), summary=summary
                )
            )
            self.update()

    def _figure_words(self) -> tuple[str, str]:
        """The figure, and what it is of; without a figure, how much was observed."""
        figure, coverage = self._group.uptime_90, self._group.coverage_90
        if not has_figure(figure):
            if coverage in {"", "0", "\N{EN DASH}"}:
                return "", self.tr("not observed yet")
            return "", self.tr("{coverage} % of 90 days observed").format(coverage=coverage)
        if not coverage or is_covered(coverage):
            return f"{figure} %", self.tr("90 days")
        words = self.tr("90 days, {coverage} % observed").format(coverage=coverage)
        return f"{figure} %", words

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one card
        unit, colours = self._unit, tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        radius = 12 * unit
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self._count:
            self._paint_count(painter)
            return
        pad = CARD_PAD * unit
        row = QRectF(pad, 18 * unit, self.width() - 2 * pad, 36 * unit)
        used = 0.0
        figure, words = self._figure_words()
        if self._group.days:
            small = font(text_pixels(18, unit))
            painter.setFont(small)
            painter.setPen(QColor(colours.muted))
            painter.drawText(row, int(RIGHT), words)
            used = QFontMetricsF(small).horizontalAdvance(words) + 12 * unit
        if figure:
            large = font(text_pixels(24, unit), BOLD)
            painter.setFont(large)
            calm = is_good(self._group.uptime_90, self._group.coverage_90)
            painter.setPen(QColor(colours.operational_ink if calm else colours.text))
            painter.drawText(row.adjusted(0, 0, -used, 0), int(RIGHT), figure)
            used += QFontMetricsF(large).horizontalAdvance(figure) + 12 * unit
        face = font(text_pixels(24, unit), BOLD)
        shown = QFontMetricsF(face).elidedText(
            self._title, Qt.TextElideMode.ElideRight, max(0.0, row.width() - used)
        )
        painter.setFont(face)
        painter.setPen(QColor(colours.text))
        painter.drawText(row, int(LEFT), shown)
        if not self._group.days:
            return
        bars = QRectF(pad, row.bottom() + 10 * unit, row.width(), 34 * unit)
        paint_strip(painter, bars, self._group.days, colours)

    def _paint_count(self, painter: QPainter) -> None:
        unit, colours = self._unit, tokens()
        pad = FIELD_PAD * unit
        row = QRectF(pad, 12 * unit, self.width() - 2 * pad, 36 * unit)
        small = font(text_pixels(18, unit))
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(row, int(RIGHT), self._count)
        row.setRight(row.right() - QFontMetricsF(small).horizontalAdvance(self._count) - 10 * unit)
        face = font(text_pixels(20, unit), BOLD)
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(0.0, row.width()))
        painter.setFont(face)
        painter.setPen(QColor(colours.text))
        painter.drawText(row, int(LEFT), shown)
