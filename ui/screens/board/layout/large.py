"""The large tiles on top of the board: the services that it is about. Pure."""

from dataclasses import dataclass

from ui.screens.board.layout.arrangement import Density, Draft, Placed, columns, columns_for
from ui.screens.board.layout.geometry import Rect

HOT_HEIGHT, BRIEF_HEIGHT, HOT_GAP = 206, 122, 18
MOST_COLUMNS = 3
# They are repeated on every page while they take no more than this share of it.
LARGEST_REPEATED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class LargeTiles:
    """So many large tiles in an area, in rows of equal length."""

    area: Rect
    density: Density
    unit: float
    number: int

    def px(self, size: float) -> int:
        """A length of the drawn wall in pixels."""
        return round(size * self.unit)

    def begin(self) -> list[Draft]:
        """Pages with the tiles on them; the last has room for more below."""
        drafts = [Draft(self.area.y)]
        for row, height in self._rows():
            self._place(drafts, row, height)
        return drafts

    def repeated(self, first: Draft, *, pages: int) -> list[Placed]:
        """The tiles that stand on every page; none where they would take too much of it."""
        height = sum(height for _, height in self._rows())
        is_small = height <= LARGEST_REPEATED_SHARE * self.area.h
        return list(first.hot) if is_small and pages == 1 else []

    def _rows(self) -> list[tuple[list[Placed], int]]:
        """Rows of large tiles, each as if it stood on top of the area."""
        if not self.number:
            return []
        gap = self.px(HOT_GAP)
        fitting = columns_for(self.area.w, self.px(self.density.hot_width), gap)
        most = min(MOST_COLUMNS, self.number, fitting)
        rows = -(-self.number // most)
        length = -(-self.number // rows)
        height = self.px(BRIEF_HEIGHT if self.density.is_brief else HOT_HEIGHT)
        cells = columns(self.area.x, self.area.w, length, gap)
        made = []
        for start in range(0, self.number, length):
            indexes = range(start, min(self.number, start + length))
            tiles = [
                Placed(index, Rect(x, self.area.y, w, height))
                for index, (x, w) in zip(indexes, cells, strict=False)
            ]
            made.append((tiles, height + gap))
        return made

    def _place(self, drafts: list[Draft], row: list[Placed], height: int) -> None:
        draft = drafts[-1]
        if draft.hot and draft.y + height - self.px(HOT_GAP) > self.area.bottom:
            draft = Draft(self.area.y)
            drafts.append(draft)
        draft.hot.extend(
            Placed(tile.index, Rect(tile.rect.x, draft.y, tile.rect.w, tile.rect.h)) for tile in row
        )
        draft.y += height
