"""The list of what was found: under headings, with what matches marked, the keys at the end."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.palette.entry import PaletteEntry, Sort
from ui.palette.matching import Found
from ui.palette.words import heading_of
from ui.theme.fonts import BOLD, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, CAPTION

_FOUND = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROW, _HEADING, _SIDE, _ICON, _GAP = 38, 34, 18, 16, 12
# Of one sort; who wants more types more.
MOST_OF_A_SORT, MOST = 6, 14


class FoundList(QListWidget):
    """Shows what was found; one entry is chosen at any time, the best one at first.

    Signals:
        taken: an entry was clicked; carries it.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bare")
        self.setAccessibleName(self.tr("What was found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the focus, and walks here
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_FoundDelegate(self))
        self.itemClicked.connect(self._clicked)

    @property
    def chosen(self) -> PaletteEntry | None:
        """The entry that Enter would take."""
        row = self.currentRow()
        found = self.item(row).data(_FOUND) if row >= 0 else None
        return found.entry if isinstance(found, Found) else None

    @property
    def entries(self) -> tuple[PaletteEntry, ...]:
        """What is shown, from top to bottom."""
        items = (self.item(row).data(_FOUND) for row in range(self.count()))
        return tuple(found.entry for found in items if isinstance(found, Found))

    def show_found(self, found: Sequence[Found]) -> None:
        """Shows these under their headings, the sort of the best one first; chooses that one."""
        self.clear()
        by_sort: dict[Sort, list[Found]] = {}
        for one in found:
            of_sort = by_sort.setdefault(one.entry.sort, [])
            if len(of_sort) < MOST_OF_A_SORT and sum(map(len, by_sort.values())) < MOST:
                of_sort.append(one)
        for sort, of_sort in by_sort.items():
            if of_sort:
                self._add_heading(heading_of(sort))
                for one in of_sort:
                    self._add(one)
        if self.count():
            self.setCurrentRow(1)
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Chooses the next entry, or the one before; past the last comes the first."""
        rows = [n for n in range(self.count()) if self.item(n).data(_FOUND) is not None]
        if rows:
            place = rows.index(self.currentRow()) if self.currentRow() in rows else -1
            row = rows[(place + by) % len(rows)]
            self.setCurrentRow(row)
            self.scrollToItem(self.item(0 if row == rows[0] else row))

    def sizeHint(self) -> QSize:
        return QSize(640, sum(self.sizeHintForRow(row) for row in range(self.count())) + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 3 * _ROW)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, found: Found) -> None:
        entry = found.entry
        said = (entry.title, entry.detail, entry.keys.text if entry.keys is not None else "")
        item = QListWidgetItem(", ".join(words for words in said if words), self)
        item.setData(_FOUND, found)

    def _clicked(self, item: QListWidgetItem) -> None:
        found = item.data(_FOUND)
        if isinstance(found, Found):
            self.taken.emit(found.entry)


class _FoundDelegate(QStyledItemDelegate):
    """Paints an entry: glyph, title with what matches marked, detail, keys."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        is_entry = index.data(_FOUND) is not None
        return QSize(option.rect.width(), _ROW if is_entry else _HEADING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        found = index.data(_FOUND)
        if isinstance(found, Found):
            view = self.parent()
            is_chosen = isinstance(view, FoundList) and view.currentRow() == index.row()
            _paint_entry(painter, box, found, is_chosen=is_chosen)
        else:
            painter.setFont(font(CAPTION, SEMIBOLD))
            painter.setPen(QColor(tokens().muted))
            words = str(index.data()).upper()
            painter.drawText(box.adjusted(_SIDE, 8, -_SIDE, 0), int(_LEFT), words)
        painter.restore()


def _paint_entry(painter: QPainter, box: QRectF, found: Found, *, is_chosen: bool) -> None:
    colours, entry = tokens(), found.entry
    if is_chosen:
        painter.fillRect(box, QColor(colours.accent_soft))
        # Who sees no difference of grounds sees an edge.
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(colours.accent))
    middle = box.center().y()
    tint = str(getattr(colours, entry.tone))
    where = QRectF(box.left() + _SIDE, middle - _ICON / 2, _ICON, _ICON)
    paint_icon(painter, where, entry.icon, tint)
    right = box.right() - _SIDE
    keys = entry.keys.text if entry.keys is not None else ("↵" if is_chosen else "")
    if keys:
        right = _paint_keys(painter, keys, right, middle) - _GAP
    left = where.right() + _GAP
    left += _paint_title(painter, found, QRectF(left, box.top(), right - left, box.height()))
    if entry.detail and right - left > 40:
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(colours.muted))
        room = QRectF(left + 6, box.top(), right - left - 6, box.height())
        kept = _elided(CAPTION, entry.detail, room.width())
        painter.drawText(room, int(_LEFT), kept)


def _paint_title(painter: QPainter, found: Found, room: QRectF) -> float:
    """The title with what matches in bold; how wide it became, in pixels."""
    colours, title = tokens(), found.entry.title
    kept = _elided(BODY, title, room.width() - 8)
    places = sorted({0, len(kept), *(min(n, len(kept)) for one in found.marked for n in one)})
    left = room.left()
    for start, stop in pairwise(places):
        is_marked = any(a <= start and stop <= b for a, b in found.marked)
        face = font(BODY, BOLD) if is_marked else font(BODY)
        painter.setFont(face)
        painter.setPen(QColor(colours.accent if is_marked else colours.text))
        width = QFontMetricsF(face).horizontalAdvance(kept[start:stop])
        where = QRectF(left, room.top(), width + 2, room.height())
        painter.drawText(where, int(_LEFT), kept[start:stop])
        left += width
    return left - room.left()


def _paint_keys(painter: QPainter, keys: str, right: float, middle: float) -> float:
    """The keys in a frame; where it begins."""
    colours, face = tokens(), font(CAPTION)
    width = max(26.0, QFontMetricsF(face).horizontalAdvance(keys) + 14)
    box = QRectF(right - width, middle - 11, width, 22)
    painter.setPen(QColor(colours.line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setFont(face)
    painter.setPen(QColor(colours.muted))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), keys)
    return box.left()


def _elided(size: float, text: str, width: float) -> str:
    return QFontMetricsF(font(size)).elidedText(text, Qt.TextElideMode.ElideRight, width)
