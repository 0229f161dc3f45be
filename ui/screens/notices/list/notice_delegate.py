"""How a line of the list is painted: title on at most two lines, state, standing."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from statusboard.app.clock import Clock
from statusboard.domain.access import Actor
from statusboard.domain.views.team import Writer
from ui.screens.notices.list.notice_rows import Caption, Line, Standing, standing_of, with_writers
from ui.theme.fonts import REGULAR, SEMIBOLD, font
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, CAPTION, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.status_chip import chip_size, paint_chip

_ANY_INDEX = QModelIndex | QPersistentModelIndex
_SIDE, _PAD, _GAP = SPACE_3, 10, 4
_ROLE = Qt.ItemDataRole.UserRole
_TIE = "\N{NO-BREAK SPACE}"
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class NoticeDelegate(QStyledItemDelegate):
    """Paints captions and notices; asks the clock itself, so that a promise counts down."""

    def __init__(self, clock: Clock, parent: QListView) -> None:
        super().__init__(parent)
        self._clock = clock
        self._list = parent
        self.zone = ""
        self.is_current = True
        self.me: Actor | None = None
        self.writers: tuple[Writer, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: _ANY_INDEX) -> QSize:  # noqa: ARG002
        row = index.data(_ROLE)
        width = max(120, self._list.width())
        if isinstance(row, Caption):
            top = SPACE_2 if index.row() == 0 else SPACE_4
            return QSize(width, self._caption_height(row) + top + SPACE_2)
        if not isinstance(row, Line):
            return QSize(width, 0)
        title = self._title_height(row, self._room())
        below = self._below(row, self._room())
        return QSize(width, title + below.height() + _GAP + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        row = index.data(_ROLE)
        where: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Caption):
            self._paint_caption(painter, where, row)
        elif isinstance(row, Line):
            self._paint_ground(painter, where, option)
            self._paint_line(painter, where, row)
        painter.restore()

    def _paint_caption(self, painter: QPainter, where: QRect, row: Caption) -> None:
        painter.setFont(_caption_font())
        painter.setPen(QColor(tokens().muted))
        box = where.adjusted(_SIDE + SPACE_2, 0, -_SIDE, -SPACE_2)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom) | _WRAPPED, row.text)

    def _caption_height(self, row: Caption) -> int:
        room = QRect(0, 0, self._room(), 10_000)
        return QFontMetrics(_caption_font()).boundingRect(room, _WRAPPED, row.text).height()

    def _paint_ground(self, painter: QPainter, where: QRect, option: QStyleOptionViewItem) -> None:
        colours = tokens()
        state: QStyle.StateFlag = option.state
        box = QRectF(where.adjusted(SPACE_2, 0, -SPACE_2, 0)).adjusted(1, 1, -1, -1)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = is_chosen and self._list.hasFocus()
        ground = colours.accent_soft if is_chosen else colours.sunken if is_under else None
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 2) if has_focus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 8, 8)

    def _paint_line(self, painter: QPainter, where: QRect, row: Line) -> None:
        colours = tokens()
        box = where.adjusted(_SIDE + SPACE_2, _PAD, 0, -_PAD)
        box.setWidth(self._room())
        painter.setFont(_title_font(row))
        painter.setPen(QColor(colours.text))
        height = self._title_height(row, box.width())
        metrics = QFontMetrics(_title_font(row))
        painter.drawText(
            QRect(box.left(), box.top(), box.width(), height),
            _WRAP,
            _in_two_lines(metrics, row.title, box.width()),
        )
        top = box.top() + height + _GAP
        standing = self._standing(row)
        if row.is_live and row.item is not None:
            style = incident_style(row.item.wording.status, colours)
            painter.setFont(_small_font(SEMIBOLD))
            size = chip_size(QFontMetricsF(painter.font()), style.word)
            paint_chip(
                painter, QRectF(box.left(), top, box.width(), size.height()), style, style.word
            )
            if _fits_beside(standing, size.width(), box.width()):
                left = box.left() + size.width() + SPACE_2
                down = (size.height() - _standing_height(standing, box.width())) // 2
                _paint_standing(painter, QRect(left, top + down, box.width(), 0), standing)
                return
            top += size.height() + _GAP
        _paint_standing(painter, QRect(box.left(), top, box.width(), 0), standing)

    def _room(self) -> int:
        """How wide a line is: the same with and without a scroll bar, which comes after sizing."""
        return max(80, self._list.width() - 2 * (_SIDE + SPACE_2))

    def _standing(self, row: Line) -> Standing:
        now, is_current = self._clock.now(), self.is_current
        standing = standing_of(row, now, self.zone, is_current=is_current, me=self.me)
        return with_writers(standing, row, self.writers)

    def _below(self, row: Line, width: int) -> QSize:
        standing = self._standing(row)
        below = QSize(width, _standing_height(standing, width))
        if not row.is_live or row.item is None:
            return below
        style = incident_style(row.item.wording.status, tokens())
        size = chip_size(QFontMetricsF(_small_font(SEMIBOLD)), style.word)
        if _fits_beside(standing, size.width(), width):
            return size
        return QSize(width, size.height() + _GAP + below.height())

    @staticmethod
    def _title_height(row: Line, width: int) -> int:
        metrics = QFontMetrics(_title_font(row))
        used = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, row.title).height()
        return min(used, 2 * metrics.lineSpacing())


def _in_two_lines(metrics: QFontMetrics, text: str, width: int) -> str:
    """The text, cut with an ellipsis where it needs more than two lines."""
    if metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height() <= (
        2 * metrics.lineSpacing()
    ):
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(width * 1.75))


def _standing_font(standing: Standing) -> QFont:
    return _small_font(SEMIBOLD if standing.is_loud or standing.is_soon else REGULAR)


def _standing_height(standing: Standing, width: int) -> int:
    """Its end says as much as its beginning: how long it was, that it is not sent."""
    metrics = QFontMetrics(_standing_font(standing))
    words = _tied(standing.words)
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, words).height()


def _tied(words: str) -> str:
    """What stands last stays together: a length is no length without its unit."""
    before, dot, last = words.rpartition(" · ")
    return f"{before}{dot}{last.replace(' ', _TIE)}" if dot else words


def _fits_beside(standing: Standing, chip: int, width: int) -> bool:
    used = QFontMetrics(_small_font(SEMIBOLD)).horizontalAdvance(standing.words)
    return chip + SPACE_2 + used <= width


def _paint_standing(painter: QPainter, where: QRect, standing: Standing) -> None:
    """On as many lines as it takes, from the top of `where` and as wide."""
    colours = tokens()
    ink = colours.partial_ink if standing.is_soon else colours.muted
    painter.setFont(_standing_font(standing))
    painter.setPen(QColor(colours.major_ink if standing.is_loud else ink))
    height = _standing_height(standing, where.width())
    room = QRect(where.left(), where.top(), where.width(), height)
    painter.drawText(room, _WRAP, _tied(standing.words))


def _caption_font() -> QFont:
    made = font(CAPTION, SEMIBOLD)
    made.setCapitalization(QFont.Capitalization.AllUppercase)
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return made


def _title_font(row: Line) -> QFont:
    return font(BODY, REGULAR if row.is_over else SEMIBOLD)


def _small_font(weight: QFont.Weight) -> QFont:
    return font(CAPTION, weight)
