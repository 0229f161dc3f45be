"""How a service is painted: large with its day and its reason, or small with its name."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import Tile
from ui.screens.board.layout.geometry import SMALLEST_TEXT, text_pixels
from ui.theme.fonts import BOLD, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import StatusStyle, status_style
from ui.theme.tokens import Tokens
from ui.widgets.strip_painting import paint_strip

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

STALE_OPACITY = 0.45
# A name that is a little too long is set smaller, or on two lines, before it is cut.
NARROW_SHARE = 0.87
# From one line to the next, as a share of the height of the letters.
LEADING = 0.98


@dataclass(frozen=True, slots=True)
class TileLook:
    """What is to be seen, and the circumstances."""

    tile: Tile
    unit: float
    is_stale: bool
    age: str
    since: str
    is_hovered: bool
    has_focus: bool


@dataclass(slots=True)
class TilePainting:
    """One act of painting a tile into `rect`."""

    painter: QPainter
    rect: QRectF
    tokens: Tokens
    look: TileLook

    def px(self, size: float) -> float:
        """A length of the drawn wall in pixels."""
        return size * self.look.unit

    def hot(self, *, with_strip: bool) -> None:
        """What the board is about: name, word, since when, why, and its last day as bars."""
        style = self._style()
        self._frame(self.px(12), edge=style.colour, edge_width=self.px(6))
        left, right = self.rect.left() + self.px(28), self.rect.right() - self.px(22)
        row = QRectF(left, self.rect.top() + self.px(16), right - left, self.px(38))
        if not with_strip:
            row.moveTop(self.rect.top() + self.px(11))
        glyph = round(self.px(34))
        self._glyph(QRectF(left, row.center().y() - glyph / 2, glyph, glyph), style)
        since = QRectF(left, row.bottom() + self.px(3), right - left, self.px(28))
        why = since.translated(0, since.height())
        below = QRectF(left, why.bottom() + self.px(7), right - left, self.px(34))
        self._hot_words(row.adjusted(glyph + self.px(12), 0, 0, 0), since, style)
        face = font(text_pixels(19, self.look.unit))
        lines = self._on_two_lines(self._reason(), face, why.width()) if with_strip else ()
        if lines:
            # The second line takes its height from the bars, which say the same at any height.
            step = QFontMetricsF(face).height() * LEADING
            below.adjust(0, step, 0, step - self.px(8))
            self._text(lines[1], why.translated(0, step), face, self.tokens.muted, LEFT)
        reason = lines[0] if lines else self._reason()
        self._text(reason, why, face, self.tokens.muted, LEFT)
        if with_strip:
            self._day(below)
        self._ring(self.px(12))

    def _hot_words(self, row: QRectF, line: QRectF, style: StatusStyle) -> None:
        """The name first: where its status leaves it no room, that goes before the time.

        A name that is still too long is cut; the time below it never gives way to it.
        """
        name = self.look.tile.name
        bold = font(text_pixels(30, self.look.unit), BOLD)
        face = font(text_pixels(22, self.look.unit), SEMIBOLD)
        word = QFontMetricsF(face).horizontalAdvance(style.word) + self.px(14)
        wanted = QFontMetricsF(bold).horizontalAdvance(name)
        small = text_pixels(19, self.look.unit)
        below = QFontMetricsF(font(small, SEMIBOLD)).horizontalAdvance(style.word) + self.px(10)
        since = QFontMetricsF(font(small)).horizontalAdvance(self.look.since)
        if wanted + word <= row.width() or below + since > line.width():
            self._faded(style.word, row, face, style.ink, RIGHT)
            row.setRight(row.right() - word)
        else:
            self._faded(style.word, line, font(small, SEMIBOLD), style.ink, LEFT)
            line.setLeft(line.left() + below)
        if wanted > row.width():
            bold = font(max(SMALLEST_TEXT, bold.pixelSize() * NARROW_SHARE), BOLD)
        two = font(text_pixels(18, self.look.unit), BOLD)
        self._whole_or_on_two_lines(name, row, bold, two)
        self._text(self.look.since, line, font(small), self.tokens.muted, LEFT)

    def _faded(
        self, text: str, room: QRectF, face: QFont, colour: str, align: Qt.AlignmentFlag
    ) -> float:
        """One line that fades where it may no longer hold; the width it took."""
        self.painter.setOpacity(STALE_OPACITY if self.look.is_stale else 1.0)
        used = self._text(text, room, face, colour, align)
        self.painter.setOpacity(1.0)
        return used

    def dot(self) -> None:
        """One of very many: a square in its colour, with its glyph where that is not all."""
        style = self._style()
        is_plain = not (self.look.is_stale or self.look.tile.is_set_by_hand)
        if self.look.tile.status is ComponentStatus.OPERATIONAL and is_plain:
            self._fill(self.px(3), style.colour)
        else:
            self._glyph(self.rect, style)
        self._ring(self.px(3))

    def cool(self, *, is_framed: bool) -> None:
        """A service beside the matter: glyph and name, and the word where it is not operational.

        Where a name leaves no room, the word stands below it, or the name is cut.
        """
        style = self._style()
        inset = self.px(13) if is_framed else 0.0
        if is_framed:
            self._frame(self.px(10))
        elif self.look.is_hovered:
            self._fill(self.px(6), self.tokens.sunken)
        glyph = round(max(13, self.px(18)))
        middle = self.rect.center().y()
        left = self.rect.left() + inset
        self._glyph(QRectF(round(left), round(middle - glyph / 2), glyph, glyph), style)
        start = left + glyph + self.px(9)
        room = QRectF(start, self.rect.top(), self.rect.right() - inset - start, self.rect.height())
        face = font(text_pixels(17, self.look.unit), SEMIBOLD)
        note = self._note(style)
        small = font(text_pixels(14, self.look.unit))
        wanted = QFontMetricsF(face).horizontalAdvance(self.look.tile.name) + self.px(10)
        beside = QFontMetricsF(small).horizontalAdvance(note)
        if note and is_framed and wanted + beside > room.width():
            half = room.height() * 0.42
            lower = QRectF(room.left(), room.center().y(), room.width(), half)
            self._text(note, lower, small, self.tokens.muted, LEFT)
            room.setRect(room.left(), room.center().y() - half, room.width(), half)
        elif note:
            if not is_framed:
                # Without a frame, nothing but room sets it off from what stands beside it.
                room.setRight(room.right() - self.px(18))
            room.setRight(room.right() - self._text(note, room, small, self.tokens.muted, RIGHT))
            room.setRight(room.right() - self.px(8))
        self._name(room, face, may_wrap=is_framed)
        self._ring(self.px(10 if is_framed else 6))

    def _name(self, room: QRectF, face: QFont, *, may_wrap: bool) -> None:
        name = self.look.tile.name
        if QFontMetricsF(face).horizontalAdvance(name) <= room.width():
            self._text(name, room, face, self._ink(), LEFT)
            return
        narrow = font(max(SMALLEST_TEXT, face.pixelSize() * NARROW_SHARE), SEMIBOLD)
        if may_wrap and 2 * QFontMetricsF(narrow).height() <= room.height():
            self._whole_or_on_two_lines(name, room, narrow, narrow)
        else:
            self._text(name, room, narrow, self._ink(), LEFT)

    def _whole_or_on_two_lines(self, name: str, room: QRectF, face: QFont, two: QFont) -> None:
        """A name on one line; where it is too long, in other letters on two around the same middle.

        Two names that differ at their end cannot be told apart where both are cut.
        """
        is_whole = QFontMetricsF(face).horizontalAdvance(name) <= room.width()
        lines = () if is_whole else self._on_two_lines(name, two, room.width())
        if not lines:
            self._text(name, room, face, self._ink(), LEFT)
            return
        half = QFontMetricsF(two).height() * LEADING
        top = room.center().y() - half
        for number, line in enumerate(lines):
            where = QRectF(room.left(), top + number * half, room.width(), half)
            self._text(line, where, two, self._ink(), LEFT)

    def _on_two_lines(self, text: str, face: QFont, width: float) -> tuple[str, ...]:
        """As much as fits on the first line, and the rest; nothing where one line holds it all."""
        metrics = QFontMetricsF(face)
        words = text.split(" ")
        if len(words) == 1 or metrics.horizontalAdvance(text) <= width:
            return ()
        taken = 1
        while (
            taken < len(words) - 1
            and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width
        ):
            taken += 1
        return " ".join(words[:taken]), " ".join(words[taken:])

    def _note(self, style: StatusStyle) -> str:
        if self.look.is_stale:
            return self.look.age
        by_hand = QCoreApplication.translate("Board", "by hand")
        if self.look.tile.status is ComponentStatus.OPERATIONAL:
            if self.look.tile.is_set_by_hand:
                return by_hand
            is_flapping = self.look.tile.flapping
            if not is_flapping and self.look.tile.attention:
                return QCoreApplication.translate("Board", "Muted")
            return QCoreApplication.translate("Board", "Flapping") if is_flapping else ""
        return f"{style.word}, {by_hand}" if self.look.tile.is_set_by_hand else style.word

    def _reason(self) -> str:
        tile = self.look.tile
        parts = [tile.reason]
        if tile.flapping:
            parts.insert(0, QCoreApplication.translate("Board", "Flapping"))
        if self.look.is_stale and self.look.age:
            parts.insert(0, self.look.age)
        if tile.attention:
            parts.insert(0, tile.attention)
        return " · ".join(part for part in parts if part)

    def _day(self, bars: QRectF) -> None:
        self.painter.setOpacity(STALE_OPACITY if self.look.is_stale else 1.0)
        paint_strip(self.painter, bars, self.look.tile.strip, self.tokens)
        self.painter.setOpacity(1.0)
        face = font(text_pixels(14, self.look.unit))
        height = max(self.px(20), QFontMetricsF(face).height())
        below = QRectF(bars.left(), bars.bottom() + self.px(5), bars.width(), height)
        words = QCoreApplication.translate("Board", "24 h ago")
        self._text(words, below, face, self.tokens.faint, LEFT)
        now = "" if self.look.is_stale else QCoreApplication.translate("Board", "now")
        words = self.look.age or now
        self._text(words, below, face, self.tokens.faint, RIGHT)

    def _style(self) -> StatusStyle:
        return status_style(self.look.tile.status, self.tokens)

    def _ink(self) -> str:
        return self.tokens.muted if self.look.is_stale else self.tokens.text

    def _glyph(self, where: QRectF, style: StatusStyle) -> None:
        self.painter.setOpacity(STALE_OPACITY if self.look.is_stale else 1.0)
        paint_icon(self.painter, where, style.glyph, style.colour)
        self.painter.setOpacity(1.0)

    def _text(
        self, text: str, room: QRectF, face: QFont, colour: str, align: Qt.AlignmentFlag
    ) -> float:
        """Paints one line, cut where it must be; the width it took."""
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        self.painter.setFont(face)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(room, int(align), shown)
        return metrics.horizontalAdvance(shown)

    def _frame(self, radius: float, edge: str = "", edge_width: float = 0.0) -> None:
        box = self.rect.adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        self.painter.fillPath(path, QColor(self.tokens.surface))
        if self.look.is_stale:
            hatch = QBrush(QColor(self.tokens.sunken), Qt.BrushStyle.BDiagPattern)
            self.painter.fillPath(path, QColor(self.tokens.bg))
            self.painter.fillPath(path, hatch)
        if edge:
            self.painter.save()
            self.painter.setClipPath(path)
            strip = QRectF(box.left(), box.top(), edge_width, box.height())
            self.painter.fillRect(strip, QColor(edge))
            self.painter.restore()
        line = self.tokens.faint if self.look.is_hovered else self.tokens.line
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(QColor(line), 1))
        if edge:
            self.painter.save()
            rest = self.rect.adjusted(edge_width + 0.5, 0, 0, 0)
            self.painter.setClipRect(rest)
            self.painter.drawPath(path)
            self.painter.restore()
        else:
            self.painter.drawPath(path)

    def _fill(self, radius: float, colour: str) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(self.rect, radius, radius)

    def _ring(self, radius: float) -> None:
        """The focus ring, on top of everything."""
        if not self.look.has_focus:
            return
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(QColor(self.tokens.accent), 2))
        self.painter.drawRoundedRect(self.rect.adjusted(1, 1, -1, -1), radius, radius)
