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


def arrange_field(
    area: Rect, hot: int, groups: Sequence[int], unit: float, *, well: Sequence[bool] = ()
) -> Arrangement:
    """The pages for `hot` large tiles and groups with so many others each.

    A group is cut only where it alone is larger than a page. Where one page does not hold them, of
    a group that is `well` the head alone stands, if that makes the pages fewer.
    """
    plain = _fewest(area, hot, groups, unit, ())
    folded = plain
    if plain.count > 1 and any(well):
        folded = _fewest(area, hot, groups, unit, well)
    chosen = folded if folded.count < plain.count else plain
    filling = chosen.filling
    return Arrangement(
        filling.unit,
        filling.density.is_brief,
        chosen.pages(),
        is_field=True,
        may_fold=plain.count > 1,
    )


def _fewest(
    area: Rect, hot: int, groups: Sequence[int], unit: float, folded: Sequence[bool]
) -> "_Filled":
    """The first density that needs one page; else the smallest whose glyphs can be told apart."""
    best: _Filled | None = None
    for density in DENSITIES:
        inner = unit * density.zoom
        if best is not None and DOT * inner < SMALLEST_DOT:
            break
        best = _Filling(area, density, inner, folded).fewest(hot, groups)
        if best.count <= 1:
            break
    assert best is not None
    return best


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands in one card: squares from here on, so many in a row."""

    page: int
    indexes: range
    x: int
    y: int
    in_row: int


@dataclass(frozen=True, slots=True)
class _Filled:
    """One way to fill the pages. The squares are set once it is chosen: there are a thousand."""

    filling: "_Filling"
    drafts: list[Draft]
    parts: list[_Part]
    unevenness: int

    @property
    def count(self) -> int:
        return len(self.drafts)

    def pages(self) -> tuple[Page, ...]:
        side, step = self.filling.px(DOT), self.filling.step
        for part in self.parts:
            cool = self.drafts[part.page].cool
            for place, index in enumerate(part.indexes):
                row, column = divmod(place, part.in_row)
                spot = Rect(part.x + column * step, part.y + row * step, side, side)
                cool.append(Placed(index, spot))
        return tuple(draft.finished() for draft in self.drafts)


@dataclass(slots=True)
class _Filling:
    area: Rect
    density: Density
    unit: float
    folded: Sequence[bool] = ()
    _slots: list[tuple[int, int]] = field(default_factory=list)
    _tops: list[int] = field(default_factory=list)
    _parts: list[_Part] = field(default_factory=list)

    def px(self, size: float) -> int:
        return round(size * self.unit)

    @property
    def step(self) -> int:
        """From one square to the next."""
        return self.px(DOT) + max(2, self.px(DOT_GAP))

    def fewest(self, hot: int, groups: Sequence[int]) -> _Filled:
        """The fewest pages; of these the ones whose columns are filled most evenly."""
        number = sum(1 for size in groups if size)
        gap = self.px(CARD_GAP)
        fitting = columns_for(self.area.w, self.px(self.density.cool_width), gap)
        most = max(1, min(MOST_COLUMNS, fitting, number))
        tried = []
        for in_row in range(most, most // 2, -1):
            self._slots = columns(self.area.x, self.area.w, in_row, gap)
            tried.append(self._fill(hot, groups))
        return min(tried, key=lambda one: (one.count, one.unevenness))

    def _fill(self, hot: int, groups: Sequence[int]) -> _Filled:
        large = LargeTiles(self.area, self.density, self.unit, hot)
        drafts = large.begin()
        repeated = large.repeated(drafts[0], pages=len(drafts))
        below = drafts[0].y if repeated else self.area.y
        self._tops = [drafts[-1].y] * len(self._slots)
        self._parts = []
        first = 0
        for group, size in enumerate(groups):
            left = range(first, first + size)
            first += size
            is_folded = group < len(self.folded) and self.folded[group]
            while left:
                taken = self._place(drafts, group, left, self._is_fresh(below), is_folded)
                left = left[taken:]
                if left:
                    drafts.append(Draft(below, hot=list(repeated)))
                    self._tops = [below] * len(self._slots)
        return _Filled(self, drafts, self._parts, max(self._tops) - min(self._tops))

    def _is_fresh(self, below: int) -> bool:
        return min(self._tops) <= below and len(set(self._tops)) == 1

    def _place(
        self, drafts: list[Draft], group: int, left: range, is_fresh: bool, is_folded: bool
    ) -> int:
        """Puts as much of a group as may stand here into the column with most room; how much."""
        slot = self._tops.index(min(self._tops))
        x, width = self._slots[slot]
        top = self._tops[slot]
        step = self.step
        inner = width - 2 * self.px(CARD_PAD)
        in_row = max(1, (inner + step - self.px(DOT)) // step)
        head, foot = self.px(CARD_HEAD), self.px(CARD_FOOT)
        rows = -(-len(left) // in_row)
        room = (self.area.bottom - top - head - foot) // step
        if is_folded:
            rows, foot = 0, 0
            room = 0 if top + head <= self.area.bottom else -1
        if rows > room:
            if not is_fresh:
                return 0
            rows = max(0 if is_folded else 1, room)
        drafts[-1].cards.append(Placed(group, Rect(x, top, width, head + rows * step + foot)))
        self._tops[slot] = top + head + rows * step + foot + self.px(CARD_GAP)
        if is_folded:
            return len(left)
        taken = left[: rows * in_row]
        place = x + self.px(CARD_PAD), top + head
        self._parts.append(_Part(len(drafts) - 1, taken, *place, in_row))
        return len(taken)
