"""The board on a good day: a card for each group, with its bars and the names in it. Pure."""

from collections.abc import Sequence
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

CARD_HEAD, CARD_FOOT, CARD_GAP, CARD_PAD = 120, 14, 18, 23
HEAD_WITHOUT_BARS = 66
NAME_HEIGHT, NAME_GAP, COLUMN_GAP = 26, 8, 12
# Glyph and gap before a name.
BESIDE_NAME = 30

DENSITIES = (
    Density(1.25, 200),
    Density(1.12, 192),
    Density(1.0, 192),
    Density(0.92, 176),
    Density(1.0, 176, columns=2),
    Density(0.92, 170, columns=2),
    Density(0.82, 160, columns=2),
    Density(0.74, 150, columns=2),
    Density(0.74, 150, columns=3),
)
# A group is only cut where this many rows of it fit before the cut.
FEWEST_ROWS_BEFORE_CUT = 2


def arrange_quiet(
    area: Rect, groups: Sequence[int], unit: float, *, has_bars: bool = True, names: float = 0.0
) -> Arrangement:
    """The pages for groups with so many services each. `has_bars`: cards hold a strip of days.

    `names`: how wide the longest name is at the size of the drawn wall, 0 for any.
    """
    head = CARD_HEAD if has_bars else HEAD_WITHOUT_BARS

    def fill(density: Density, inner: float, name: float) -> tuple[Page, ...]:
        return _Filling(area, density, inner, head, name).pages(groups)

    return first_fit_of_names(unit, DENSITIES, fill, names)


def most_names(area: Rect, unit: float) -> int:
    """More names than this stand in no way on one page: not even these, which are the densest."""
    densest = min(DENSITIES, key=lambda one: one.zoom)
    inner = unit * densest.zoom
    in_row = columns_for(area.w, densest.cool_width * inner, round(COLUMN_GAP * inner))
    return in_row * (int(area.h / ((NAME_HEIGHT + NAME_GAP) * inner)) + 1)


@dataclass(slots=True)
class _Filling:
    area: Rect
    density: Density
    unit: float
    head: int
    name: float

    def px(self, size: float) -> int:
        return round(size * self.unit)

    def pages(self, groups: Sequence[int]) -> tuple[Page, ...]:
        slots = columns(self.area.x, self.area.w, self.density.columns, self.px(CARD_GAP))
        drafts = [Draft(self.area.y)]
        # The first free row of each column: a card goes where there is most room.
        tops = [self.area.y] * len(slots)
        first = 0
        for group, number in enumerate(groups):
            left = range(first, first + number)
            first += number
            while left:
                slot = tops.index(min(tops))
                x, width = slots[slot]
                drafts[-1].y = tops[slot]
                taken = self._place_part(drafts[-1], group, left, Rect(x, 0, width, 0))
                left = left[taken:]
                tops[slot] = drafts[-1].y if not left else self.area.bottom + 1
                if left and (not taken or min(tops) > self.area.bottom):
                    drafts.append(Draft(self.area.y))
                    tops = [self.area.y] * len(slots)
        return tuple(draft.finished() for draft in drafts)

    def _place_part(self, draft: Draft, group: int, left: range, slot: Rect) -> int:
        """How many of `left` found room in this column below what stands there."""
        inner = slot.w - 2 * self.px(CARD_PAD)
        gap = self.px(COLUMN_GAP)
        wanted = max(self.density.cool_width * self.unit, self.name + BESIDE_NAME * self.unit)
        number = columns_for(inner, wanted, gap)
        step = self.px(NAME_HEIGHT) + self.px(NAME_GAP)
        head, foot = self.px(self.head), self.px(CARD_FOOT)
        rows_wanted = -(-len(left) // number)
        room = (self.area.bottom - draft.y - head - foot) // step
        is_top = draft.y == self.area.y
        whole_column = (self.area.h - head - foot) // step
        rows = min(rows_wanted, room)
        if room < rows_wanted:
            may_cut = room >= FEWEST_ROWS_BEFORE_CUT and rows_wanted > whole_column
            if is_top:
                rows = max(1, room)
            elif not may_cut:
                return 0
        cells = columns(slot.x + self.px(CARD_PAD), inner, number, gap)
        height = head + rows * step + foot
        draft.cards.append(Placed(group, Rect(slot.x, draft.y, slot.w, height)))
        taken = left[: rows * number]
        for place, index in enumerate(taken):
            row, column = divmod(place, number)
            x, width = cells[column]
            y = draft.y + head + row * step
            draft.cool.append(Placed(index, Rect(x, y, width, self.px(NAME_HEIGHT))))
        draft.y += height + self.px(CARD_GAP)
        return len(taken)
