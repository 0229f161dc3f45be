"""The board in trouble: failing services large on top, the rest small by group. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

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
from ui.screens.board.layout.large import LargeTiles

CAPTION_HEIGHT, CAPTION_ABOVE, CAPTION_BELOW = 26, 22, 10
COOL_HEIGHT, COOL_GAP = 48, 10
# Glyph, gaps and insets beside a name.
BESIDE_NAME = 56

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
    cells: list[tuple[int, int]] = field(default_factory=list)

    def px(self, size: float) -> int:
        return round(size * self.unit)

    def pages(self, hot: int, groups: Sequence[int]) -> tuple[Page, ...]:
        large = LargeTiles(self.area, self.density, self.unit, hot)
        drafts = large.begin()
        repeated = large.repeated(drafts[0], pages=len(drafts))
        self.below_hot = drafts[0].y if repeated else self.area.y

        def turn() -> Draft:
            drafts.append(Draft(self.below_hot, hot=list(repeated)))
            return drafts[-1]

        self.cells = self._cells(groups)
        for band in self._bands(groups, len(self.cells)):
            self._place_band(drafts[-1], turn, band)
        return tuple(draft.finished() for draft in drafts)

    def _cells(self, groups: Sequence[int]) -> list[tuple[int, int]]:
        """As many beside each other as fit; fewer where that takes no row more.

        Nine in rows of four would leave one alone.
        """
        gap = self.px(COOL_GAP)
        wanted = max(self.density.cool_width * self.unit, self.name + BESIDE_NAME * self.unit)
        most = columns_for(self.area.w, wanted, gap)
        rows = self._rows(groups, most)
        number = most
        while rows > 1 and number > most // 2 + 1 and self._rows(groups, number - 1) == rows:
            number -= 1
        return columns(self.area.x, self.area.w, number, gap)

    def _rows(self, groups: Sequence[int], length: int) -> int:
        return sum(_rows_of(band, length) for band in self._bands(groups, length))

    def _bands(self, groups: Sequence[int], length: int) -> list[list[tuple[int, range]]]:
        """The groups from top to bottom; small ones stand beside each other in one band."""
        bands: list[list[tuple[int, range]]] = []
        free, first = 0, 0
        for group, size in enumerate(groups):
            indexes = range(first, first + size)
            first += size
            if not size:
                continue
            if size > free:
                bands.append([])
                free = length
            bands[-1].append((group, indexes))
            free = max(0, free - size)
        return bands

    def _place_band(
        self, draft: Draft, turn: Callable[[], Draft], band: list[tuple[int, range]]
    ) -> None:
        """Puts a band where it is whole; one that is larger than a page goes on on the next."""
        cells = self.cells
        gap, height = self.px(COOL_GAP), self.px(COOL_HEIGHT)
        rows = _rows_of(band, len(cells))
        whole = self._caption_room(draft) + rows * (height + gap) - gap
        fresh = self.area.bottom - self.below_hot
        if draft.y + whole > self.area.bottom and whole <= fresh and self._may_turn(draft):
            draft = turn()
        is_named = False
        for row in range(rows):
            head = 0 if is_named else self._caption_room(draft)
            if draft.y + head + height > self.area.bottom and self._may_turn(draft):
                draft = turn()
                is_named = False
            if not is_named:
                self._place_captions(draft, band, cells)
                is_named = True
            column = 0
            for _, indexes in band:
                taken = indexes[row * len(cells) : (row + 1) * len(cells)]
                draft.cool.extend(
                    Placed(index, Rect(x, draft.y, w, height))
                    for index, (x, w) in zip(taken, cells[column:], strict=False)
                )
                column += len(taken)
            draft.y += height + gap

    def _may_turn(self, draft: Draft) -> bool:
        """Whether a new page has more room than what is left of this one."""
        is_fresh = not draft.cool and not draft.captions
        return not is_fresh or draft.y > self.below_hot

    def _caption_room(self, draft: Draft) -> int:
        is_top = draft.y == self.area.y
        above = 0 if is_top else self.px(CAPTION_ABOVE) - self.px(COOL_GAP)
        return above + self.px(CAPTION_HEIGHT) + self.px(CAPTION_BELOW)

    def _place_captions(
        self, draft: Draft, band: list[tuple[int, range]], cells: list[tuple[int, int]]
    ) -> None:
        room = self._caption_room(draft)
        height = self.px(CAPTION_HEIGHT)
        top = draft.y + room - height - self.px(CAPTION_BELOW)
        column = 0
        for number, (group, indexes) in enumerate(band):
            # The last one of a band has the rest of the row for its words.
            is_last = number == len(band) - 1
            end = len(cells) - 1 if is_last else column + len(indexes) - 1
            left, right = cells[column][0], cells[end][0] + cells[end][1]
            draft.captions.append(Placed(group, Rect(left, top, right - left, height)))
            column += len(indexes)
        draft.y += room


def _rows_of(band: list[tuple[int, range]], length: int) -> int:
    return max(-(-len(indexes) // length) for _, indexes in band)
