"""The board in trouble: failing services large on top, the rest small by group. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.screens.board.layout.arrangement import (
    Arrangement,
    Density,
    Draft,
    Page,
    Placed,
    columns,
    columns_for,
    first_fit_of_names,
)
from ui.screens.board.layout.geometry import Rect

HOT_HEIGHT, BRIEF_HEIGHT, HOT_GAP = 182, 100, 18
CAPTION_HEIGHT, CAPTION_ABOVE, CAPTION_BELOW = 26, 22, 10
COOL_HEIGHT, COOL_GAP = 48, 10
# Glyph, gaps and insets beside a name.
BESIDE_NAME = 56
MOST_HOT_COLUMNS = 3
# Failing services are repeated on every page while they take no more than this share of it.
LARGEST_REPEATED_SHARE = 0.5

DENSITIES = (
    Density(1.25, 230),
    Density(1.12, 222),
    Density(1.0, 222),
    Density(1.0, 180),
    Density(0.92, 190),
    Density(0.88, 190),
    Density(0.92, 170),
    Density(0.92, 170, 340, is_brief=True),
    Density(0.82, 160, 380),
    Density(0.82, 160, 330, is_brief=True),
    Density(0.74, 150, 320, is_brief=True),
)


def arrange_trouble(
    area: Rect, hot: int, groups: Sequence[int], unit: float, *, names: float = 0.0
) -> Arrangement:
    """The pages for `hot` failing services and groups with so many others each.

    `names`: how wide the longest name is at the size of the drawn wall, 0 for any.
    """

    def fill(density: Density, inner: float, name: float) -> tuple[Page, ...]:
        return _Filling(area, density, inner, name).pages(hot, groups)

    return first_fit_of_names(unit, DENSITIES, fill, names)


@dataclass(slots=True)
class _Filling:
    area: Rect
    density: Density
    unit: float
    name: float
    below_hot: int = 0

    def px(self, size: float) -> int:
        return round(size * self.unit)

    def pages(self, hot: int, groups: Sequence[int]) -> tuple[Page, ...]:
        rows = self._hot_rows(hot)
        height = sum(h for _, h in rows)
        repeats = height <= LARGEST_REPEATED_SHARE * self.area.h
        drafts = [Draft(self.area.y)]
        for placed, row_height in rows:
            self._place_hot(drafts, placed, row_height)
        repeated = drafts[0].hot if repeats and len(drafts) == 1 else []
        self.below_hot = drafts[0].y if repeated else self.area.y

        def turn() -> Draft:
            drafts.append(Draft(self.below_hot, hot=list(repeated)))
            return drafts[-1]

        first = 0
        for group, number in enumerate(groups):
            self._place_group(drafts[-1], turn, group, range(first, first + number))
            first += number
        return tuple(draft.finished() for draft in drafts)

    def _hot_rows(self, hot: int) -> list[tuple[list[Placed], int]]:
        """Rows of large tiles, each as if it stood on top of the area."""
        if not hot:
            return []
        gap = self.px(HOT_GAP)
        most = min(
            MOST_HOT_COLUMNS, hot, columns_for(self.area.w, self.px(self.density.hot_width), gap)
        )
        rows = -(-hot // most)
        number = -(-hot // rows)
        height = self.px(BRIEF_HEIGHT if self.density.is_brief else HOT_HEIGHT)
        cells = columns(self.area.x, self.area.w, number, gap)
        made = []
        for start in range(0, hot, number):
            indexes = range(start, min(hot, start + number))
            tiles = [
                Placed(index, Rect(x, self.area.y, w, height))
                for index, (x, w) in zip(indexes, cells, strict=False)
            ]
            made.append((tiles, height + gap))
        return made

    def _place_hot(self, drafts: list[Draft], row: list[Placed], height: int) -> None:
        draft = drafts[-1]
        if draft.hot and draft.y + height - self.px(HOT_GAP) > self.area.bottom:
            draft = Draft(self.area.y)
            drafts.append(draft)
        draft.hot.extend(
            Placed(tile.index, Rect(tile.rect.x, draft.y, tile.rect.w, tile.rect.h)) for tile in row
        )
        draft.y += height

    def _place_group(
        self, draft: Draft, turn: Callable[[], Draft], group: int, indexes: range
    ) -> None:
        if not indexes:
            return
        gap = self.px(COOL_GAP)
        height = self.px(COOL_HEIGHT)
        wanted = max(self.density.cool_width * self.unit, self.name + BESIDE_NAME * self.unit)
        number = columns_for(self.area.w, wanted, gap)
        cells = columns(self.area.x, self.area.w, number, gap)
        needs_caption = True
        for start in range(indexes.start, indexes.stop, number):
            head = self._caption_room(draft) if needs_caption else 0
            if draft.y + head + height > self.area.bottom and self._may_turn(draft):
                draft = turn()
                needs_caption = True
            if needs_caption:
                self._place_caption(draft, group)
                needs_caption = False
            row = range(start, min(indexes.stop, start + number))
            draft.cool.extend(
                Placed(index, Rect(x, draft.y, w, height))
                for index, (x, w) in zip(row, cells, strict=False)
            )
            draft.y += height + gap

    def _may_turn(self, draft: Draft) -> bool:
        """Whether a new page has more room than what is left of this one."""
        is_fresh = not draft.cool and not draft.captions
        return not is_fresh or draft.y > self.below_hot

    def _caption_room(self, draft: Draft) -> int:
        is_top = draft.y == self.area.y
        above = 0 if is_top else self.px(CAPTION_ABOVE) - self.px(COOL_GAP)
        return above + self.px(CAPTION_HEIGHT) + self.px(CAPTION_BELOW)

    def _place_caption(self, draft: Draft, group: int) -> None:
        room = self._caption_room(draft)
        height = self.px(CAPTION_HEIGHT)
        top = draft.y + room - height - self.px(CAPTION_BELOW)
        draft.captions.append(Placed(group, Rect(self.area.x, top, self.area.w, height)))
        draft.y += room
