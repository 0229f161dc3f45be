"""The head of the page as it will look, in one theme: logo or initial, a link, a button."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from statusboard.catalog.brand_fields import accents, colour_problem
from statusboard.domain.palette import GROUNDS, LETTERS, USUAL, Accent, Theme
from ui.theme.fonts import BOLD, SEMIBOLD, font
from ui.widgets.picture_field import pixmap_of

_HIGH, _MARGIN, _TILE = 96, 14, 26
_TEXT = {Theme.LIGHT: "#16202E", Theme.DARK: "#E8ECF2"}
_LINE = {Theme.LIGHT: "#DDE2EA", Theme.DARK: "#2B3441"}


class PageHead(QWidget):
    """Follows what is typed. A colour that would be refused is not shown: nor would the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._has_name = True
        self._logo = QPixmap()
        self._plate = False
        self.accent = Accent(USUAL[theme], LETTERS[theme])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, name: str, values: Mapping[str, object]) -> None:
        """Shows the head for these fields of the settings."""
        fields = {"accent": Theme.LIGHT, "accent_dark": Theme.DARK}
        chosen = {
            key: values[key]
            for key, theme in fields.items()
            if values.get(key) and colour_problem(theme)(values[key]) is None
        }
        found = accents(chosen)[0 if self._theme is Theme.LIGHT else 1]
        self.accent = found or Accent(USUAL[self._theme], LETTERS[self._theme])
        logo, logo_dark = (str(values.get(key) or "") for key in ("logo", "logo_dark"))
        is_dark = self._theme is Theme.DARK
        self._plate = is_dark and not logo_dark
        ratio = self.devicePixelRatioF()
        room = QSize(round(130 * ratio), round(26 * ratio))
        self._logo = pixmap_of(logo_dark if is_dark and logo_dark else logo, room)
        self._logo.setDevicePixelRatio(ratio)
        self._name = name
        self._has_name = self._logo.isNull() or not values.get("logo_words")
        words = self.tr("Head of the page in light") if not is_dark else self.tr("Head in the dark")
        self.setAccessibleName(f"{words}: {name}, {self.accent.colour}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one picture
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(_LINE[self._theme]))
        painter.setBrush(QColor(GROUNDS[self._theme][1]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        left = self._draw_mark(painter)
        if self._has_name:
            self._draw_name(painter, left)
        painter.setFont(font(12, SEMIBOLD))
        painter.setPen(QColor(self.accent.colour))
        painter.drawText(QPointF(_MARGIN, _HIGH - 22), self.tr("All incidents by month"))
        self._draw_button(painter)

    def _draw_mark(self, painter: QPainter) -> float:
        """Draws logo or initial; where what comes after it begins."""
        if self._logo.isNull():
            box = QRectF(_MARGIN, _MARGIN, _TILE, _TILE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.accent.colour))
            painter.drawRoundedRect(box, 7, 7)
            painter.setPen(QColor(self.accent.letters))
            painter.setFont(font(14, BOLD))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._name[:1].upper())
            return box.right() + 9
        size = self._logo.deviceIndependentSize()
        box = QRectF(_MARGIN, _MARGIN, size.width(), size.height())
        if self._plate:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawRoundedRect(box.adjusted(-5, -4, 5, 4), 5, 5)
        painter.drawPixmap(box.topLeft(), self._logo)
        return box.right() + 12

    def _draw_name(self, painter: QPainter, left: float) -> None:
        painter.setFont(font(15, BOLD))
        painter.setPen(QColor(_TEXT[self._theme]))
        room = max(0.0, self.width() - left - _MARGIN)
        words = QFontMetricsF(painter.font()).elidedText(
            self._name, Qt.TextElideMode.ElideRight, room
        )
        box = QRectF(left, _MARGIN, room, _TILE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_button(self, painter: QPainter) -> None:
        painter.setFont(font(12, SEMIBOLD))
        words = self.tr("Get updates")
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 20
        box = QRectF(self.width() - _MARGIN - width, _HIGH - 41, width, 27)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.accent.colour))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(self.accent.letters))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
