"""The board's main part: a tile for each service, in the places the layout gives them."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import BoardView, GroupStrip, Tile
from ui.screens.board.layout.arrangement import Arrangement, Page
from ui.screens.board.layout.field import arrange_field
from ui.screens.board.layout.geometry import Rect, text_pixels
from ui.screens.board.layout.quiet import arrange_quiet, most_names
from ui.screens.board.layout.trouble import arrange_trouble
from ui.screens.board.layout.walking import Way, next_to
from ui.screens.board.mood import Mood, Reading
from ui.screens.board.painting.group_card import GroupCard
from ui.screens.board.painting.name_width import names_width
from ui.screens.board.painting.tile import BoardTile, TileStyle
from ui.screens.board.words import count_words, group_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.plain_tip import plain_tip

# In a window, read from a chair, names may take so many pages, while they are no more than these.
# From across the room nobody reads names that do not fit on one page.
WALL_UNIT, MOST_NAMES, NAME_PAGES = 0.9, 100, 2


class BoardStage(QWidget):
    """Tiles are kept by service: a new view moves and repaints only those that differ.

    Signals:
        chosen: the id of the service whose tile was pressed.
        wanted: a person wants to go elsewhere from the menu of a tile; carries the `Destination`.
    """

    chosen = Signal(int)
    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tiles: dict[int, BoardTile] = {}
        self._captions: list[ElidedLabel] = []
        self._cards: list[GroupCard] = []
        self._arrangement: Arrangement | None = None
        self._hot: list[Tile] = []
        self._cool: list[Tile] = []
        self._rest: list[list[Tile]] = []
        self._titles: list[str] = []
        self._captions_words: list[str] = []
        self._counts: list[str] = []
        self._groups: list[GroupStrip] = []
        self._is_quiet = False
        self._page = 0
        self._measured: tuple[tuple[tuple[str, ...], bool], float] = ((), False), 0.0
        self._placing: tuple[object, float] = ((), 0.0)
        self._asked: tuple[object, ...] = ()
        self._now = datetime.fromtimestamp(0, UTC)
        self._zone: tzinfo = UTC

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._arrangement.pages) if self._arrangement is not None else 0

    @property
    def page(self) -> int:
        """Which of them is shown, from 0."""
        return self._page

    def show_view(
        self, view: BoardView, reading: Reading, unit: float, now: datetime, zone: tzinfo
    ) -> None:
        """Shows the services of a view in this widget's size."""
        self._now, self._zone = now, zone
        self._keep_tiles(view.tiles)
        self._is_quiet = not reading.large
        names = list(dict.fromkeys(tile.group for tile in view.tiles))
        large = {tile.component_id for tile in reading.large}
        members = {name: [t for t in view.tiles if t.group == name] for name in names}
        self._hot = list(reading.large)
        rest = [[t for t in members[name] if t.component_id not in large] for name in names]
        self._cool = [tile for group in rest for tile in group]
        self._rest = rest
        strips = {strip.name: strip for strip in view.groups}
        self._groups = [strips.get(name, GroupStrip(name, "", ())) for name in names]
        self._titles = [name or self.tr("Services") for name in names]
        self._captions_words = [
            group_words(title, members[name], _state_word(strip))
            for title, name, strip in zip(self._titles, names, self._groups, strict=True)
        ]
        self._counts = [count_words(members[name]) for name in names]
        self._arrange(tuple(len(group) for group in rest), unit)
        self._page = min(self._page, max(0, self.pages - 1))
        self._place()
        self.age(now, is_blind=reading.mood is Mood.BLIND)

    def _arrange(self, counts: tuple[int, ...], unit: float) -> None:
        """Finds the places; anew only where something of what decides about them is another."""
        size = self.width(), self.height()
        has_bars = any(strip.days for strip in self._groups)
        area = Rect(0, 0, *size)
        # Nobody need try how the names of so many would stand.
        is_field = sum(counts) > max(MOST_NAMES, most_names(area, unit))
        names = 0.0 if is_field else self._names_width()
        # A group where anything is not well, or not seen to be, shows what that is.
        well = tuple(all(map(_is_well, group)) for group in self._rest)
        may_fold = self._arrangement is None or self._arrangement.may_fold
        decides = well if may_fold else ()
        asked = (size, counts, unit, self._is_quiet, len(self._hot), has_bars, names, decides)
        if asked == self._asked:
            return
        self._asked = asked
        if is_field:
            self._arrangement = arrange_field(area, len(self._hot), counts, unit, well=well)
            return
        self._arrangement = (
            arrange_quiet(area, counts, unit, has_bars=has_bars, names=names)
            if self._is_quiet
            else arrange_trouble(area, len(self._hot), counts, unit, names=names)
        )
        is_wall = unit >= WALL_UNIT or sum(counts) > MOST_NAMES
        if self.pages > (1 if is_wall else NAME_PAGES):
            field = arrange_field(area, len(self._hot), counts, unit, well=well)
            if len(field.pages) < self.pages:
                self._arrangement = field

    def _names_width(self) -> float:
        """What the small names need; reckoned anew only where one of them is another."""
        asked = (tuple(tile.name for tile in self._cool), not self._is_quiet)
        if asked != self._measured[0]:
            names, may_wrap = asked
            self._measured = asked, names_width(names, may_wrap=may_wrap)
        return self._measured[1]

    def age(self, now: datetime, *, is_blind: bool) -> None:
        """Marks what is too old to be believed."""
        self._now = now
        for tile in self.tiles.values():
            tile.age(now, self._zone, is_blind=is_blind)

    def turn(self, pages: int) -> None:
        """Shows the page so many further on, round and round."""
        if self.pages > 1:
            self._page = (self._page + pages) % self.pages
            self._place()

    def has_attention(self) -> bool:
        """Whether somebody is at work in here, so that the page should stay."""
        return self.underMouse() or any(tile.hasFocus() for tile in self.tiles.values())

    def event(self, event: QEvent) -> bool:
        """Says more about the tile under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tile = self.childAt(event.pos())
            if isinstance(tile, BoardTile):
                words = tile.tooltip_words(self._now, self._zone)
                QToolTip.showText(event.globalPos(), plain_tip(words), tile)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the service at hand, by pointer and by the menu key."""
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        tile = QApplication.focusWidget() if is_by_key else self.childAt(event.pos())
        if isinstance(tile, BoardTile) and self.isAncestorOf(tile):
            below = tile.mapToGlobal(tile.rect().bottomLeft())
            self.menu_of(tile).popup(below if is_by_key else event.globalPos())

    def menu_of(self, tile: BoardTile) -> QMenu:
        """The menu of a tile; it forgets itself."""
        from ui.screens.board.tile_menu import tile_menu

        words = tile.tooltip_words(self._now, self._zone)
        return tile_menu(self, tile.tile.component_id, words, goes=self.wanted.emit)

    def _keep_tiles(self, tiles: Sequence[Tile]) -> None:
        wanted = {tile.component_id for tile in tiles}
        for component_id in self.tiles.keys() - wanted:
            gone = self.tiles.pop(component_id)
            gone.hide()
            gone.deleteLater()
        for tile in tiles:
            known = self.tiles.get(tile.component_id)
            if known is not None:
                known.show_tile(tile)
                continue
            made = BoardTile(tile, self)
            made.clicked.connect(self._pressed)
            made.left.connect(self._walk)
            self.tiles[tile.component_id] = made

    def _pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, BoardTile):
            self.chosen.emit(tile.tile.component_id)

    def begin_walk(self) -> bool:
        """Gives the keys to the first tile, as the eye goes; False where there is none."""
        seen = [tile for tile in self.tiles.values() if tile.isVisible()]
        first = min(seen, key=lambda tile: (tile.y(), tile.x()), default=None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return first is not None

    def _walk(self, way: Way) -> None:
        """Gives the keys to the tile that lies that way of the one that has them."""
        tile = self.sender()
        if not isinstance(tile, BoardTile):
            return
        places = {
            number: Rect(one.x(), one.y(), one.width(), one.height())
            for number, one in self.tiles.items()
            if one.isVisible()
        }
        found = next_to(places, tile.tile.component_id, way)
        if found is not None:
            self.tiles[found].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        arrangement = self._arrangement
        if arrangement is None or not arrangement.pages:
            return
        page, unit = arrangement.pages[self._page], arrangement.unit
        self._place_cards(page, arrangement)
        self._place_captions(page, unit)
        hot = TileStyle.BRIEF if arrangement.is_brief else TileStyle.HOT
        beside = TileStyle.NAME if self._is_quiet else TileStyle.COOL
        cool = TileStyle.FIELD if arrangement.is_field else beside
        shown = [(self._hot[p.index], p.rect, hot) for p in page.hot]
        shown += [(self._cool[p.index], p.rect, cool) for p in page.cool]
        placing = tuple((tile.component_id, rect, style) for tile, rect, style in shown)
        if (placing, unit) == self._placing:
            return  # moving a tile to where it stands would paint it again
        self._placing = (placing, unit)
        seen = set()
        before: QWidget | None = None
        for tile, rect, style in shown:
            widget = self.tiles[tile.component_id]
            seen.add(tile.component_id)
            widget.set_style(style, unit)
            widget.setGeometry(_qrect(rect))
            widget.show()
            widget.raise_()
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        for component_id in self.tiles.keys() - seen:
            self.tiles[component_id].hide()

    def _place_cards(self, page: Page, arrangement: Arrangement) -> None:
        unit = arrangement.unit
        while len(self._cards) < len(page.cards):
            self._cards.append(GroupCard(self))
        for number, card in enumerate(self._cards):
            if number >= len(page.cards):
                card.hide()
                continue
            placed = page.cards[number]
            count = self._counts[placed.index] if arrangement.is_field else ""
            group, title = self._groups[placed.index], self._titles[placed.index]
            card.show_group(group, title, unit, count=count)
            card.setGeometry(_qrect(placed.rect))
            card.show()

    def _place_captions(self, page: Page, unit: float) -> None:
        while len(self._captions) < len(page.captions):
            made = ElidedLabel(parent=self, weight=SEMIBOLD, tone="muted")
            self._captions.append(made)
        for number, caption in enumerate(self._captions):
            if number >= len(page.captions):
                caption.hide()
                continue
            placed = page.captions[number]
            caption.set_size(text_pixels(17, unit))
            caption.setText(self._captions_words[placed.index])
            caption.setGeometry(_qrect(placed.rect))
            caption.show()


def _qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.w, rect.h)


def _is_well(tile: Tile) -> bool:
    return tile.status is ComponentStatus.OPERATIONAL and not (tile.stale or tile.flapping)


def _state_word(strip: GroupStrip) -> str:
    """How a group is by its own rule; empty where it has none."""
    return "" if strip.status is None else status_style(strip.status, tokens()).word
