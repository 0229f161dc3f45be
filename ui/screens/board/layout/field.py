"""The board of very many services: the rest as squares, a card for each group, whole. Pure.

It is taken where names would need several pages: nobody reads four hundred of them from across the
room, and what is wrong stands above in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.screens.board.layout.arrangement import (
    Arrangement,
    Density,
    Draft,
    Page,
    Placed,
    columns,
    columns_for,
)
from ui.screens.board.layout.geometry import Rect
from ui.screens.board.layout.large import LargeTiles

CARD_HEAD, CARD_PAD, CARD_FOOT, CARD_GAP = 60, 20, 16, 16
DOT, DOT_GAP = 18, 5
# The smallest square whose glyph can be told from another one.
SMALLEST_DOT = 8
MOST_COLUMNS = 6

DENSITIES = (
    Density(1.6, 250, 400),
    Density(1.3, 250, 400),
    Density(1.12, 250, 400),
    Density(1.0, 250, 340, is_brief=True),
    Density(0.88, 240, 330, is_brief=True),
    Density(0.76, 220, 320, is_brief=True),
    Density(0.64, 200, 320, is_brief=True),
)


def arrange_field(area: Rect, hot: int, groups: Sequence[int], unit: float) -> Arrangement:
    """The pages for `hot` large tiles and groups with so many others each.

    A group is cut only where it alone is larger than a page.
    """
    best: Arrangement | None = None
    for density in DENSITIES:
        inner = unit * density.zoom
        if best is not None and DOT * inner < SMALLEST_DOT:
            break
        pages = _Filling(area, density, inner).pages(hot, groups)
        best = Arrangement(inner, density.is_brief, pages, is_field=True)
        if len(pages) <= 1:
            break
    return best or Arrangement(unit, is_brief=False, pages=(), is_field=True)


@dataclass(slots=True)
class _Filling:
    area: Rect
    density: Density
    unit: float
    _slots: list[tuple[int, int]] = field(default_factory=list)
    _tops: list[int] = field(default_factory=list)

    def px(self, size: float) -> int:
        return round(size * self.unit)

    def pages(self, hot: int, groups: Sequence[int]) -> tuple[Page, ...]:
        """The fewest pages; of these the ones whose columns are filled most evenly."""
        number = sum(1 for size in groups if size)
        gap = self.px(CARD_GAP)
        fitting = columns_for(self.area.w, self.px(self.density.cool_width), gap)
        most = max(1, min(MOST_COLUMNS, fitting, number))
        tried = []
        for in_row in range(most, most // 2, -1):
            self._slots = columns(self.area.x, self.area.w, in_row, gap)
            pages = self._fill(hot, groups)
            tried.append((len(pages), max(self._tops) - min(self._tops), pages))
        return min(tried, key=lambda one: one[:2])[2]

    def _fill(self, hot: int, groups: Sequence[int]) -> tuple[Page, ...]:
        large = LargeTiles(self.area, self.density, self.unit, hot)
        drafts = large.begin()
        repeated = large.repeated(drafts[0], pages=len(drafts))
        below = drafts[0].y if repeated else self.area.y
        self._tops = [drafts[-1].y] * len(self._slots)
        first = 0
        for group, size in enumerate(groups):
            left = range(first, first + size)
            first += size
            while left:
                taken = self._place(drafts[-1], group, left, is_fresh=self._is_fresh(below))
                left = left[taken:]
                if left:
                    drafts.append(Draft(below, hot=list(repeated)))
                    self._tops = [below] * len(self._slots)
        return tuple(draft.finished() for draft in drafts)

    def _is_fresh(self, below: int) -> bool:
        return min(self._tops) <= below and len(set(self._tops)) == 1

    def _place(self, draft: Draft, group: int, left: range, *, is_fresh: bool) -> int:
        """Puts as much of a group as may stand here into the column with most room; how much."""
        slot = self._tops.index(min(self._tops))
        x, width = self._slots[slot]
        top = self._tops[slot]
        step = self.px(DOT) + max(2, self.px(DOT_GAP))
        inner = width - 2 * self.px(CARD_PAD)
        in_row = max(1, (inner + step - self.px(DOT)) // step)
        head, foot = self.px(CARD_HEAD), self.px(CARD_FOOT)
        rows = -(-len(left) // in_row)
        room = (self.area.bottom - top - head - foot) // step
        if rows > room:
            if not is_fresh:
                return 0
            rows = max(1, room)
        draft.cards.append(Placed(group, Rect(x, top, width, head + rows * step + foot)))
        taken = left[: rows * in_row]
        for place, index in enumerate(taken):
            row, column = divmod(place, in_row)
            spot_x, spot_y = x + self.px(CARD_PAD) + column * step, top + head + row * step
            draft.cool.append(Placed(index, Rect(spot_x, spot_y, self.px(DOT), self.px(DOT))))
        self._tops[slot] = top + head + rows * step + foot + self.px(CARD_GAP)
        return len(taken)
