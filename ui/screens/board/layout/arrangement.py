"""Where each service stands on the board: rectangles for any number of them in any size. Pure.

Rows flow from top to bottom. The first density that holds everything is taken; where even the
densest legible one does not, the rest goes to further pages.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ui.screens.board.layout.geometry import SMALLEST_TEXT, Rect

COOL_TEXT = 17


@dataclass(frozen=True, slots=True)
class Density:
    """One way to set the rows: sizes are those of the drawn wall times `zoom`."""

    zoom: float
    cool_width: int
    hot_width: int = 400
    is_brief: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing and where it stands. `index` counts within its kind, over all pages."""

    index: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class Page:
    """What is seen at once. Captions and cards are numbered by their group."""

    hot: tuple[Placed, ...] = ()
    captions: tuple[Placed, ...] = ()
    cool: tuple[Placed, ...] = ()
    cards: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All pages, the unit things on them are drawn in, and whether large tiles are short ones.

    `is_field`: the others are squares, without their names. `may_fold`: which groups are well
    decides about the places, too.
    """

    unit: float
    is_brief: bool
    pages: tuple[Page, ...]
    is_field: bool = False
    may_fold: bool = False


@dataclass(slots=True)
class Draft:
    """A page while it is being filled. `y` is the first free row."""

    y: int
    hot: list[Placed] = field(default_factory=list)
    captions: list[Placed] = field(default_factory=list)
    cool: list[Placed] = field(default_factory=list)
    cards: list[Placed] = field(default_factory=list)

    def finished(self) -> Page:
        """The page as it is now."""
        return Page(tuple(self.hot), tuple(self.captions), tuple(self.cool), tuple(self.cards))


def first_fit(
    unit: float, densities: Iterable[Density], fill: Callable[[Density, float], tuple[Page, ...]]
) -> Arrangement:
    """The first density that needs one page; else the last one whose text is still legible."""
    best: Arrangement | None = None
    for density in densities:
        inner = unit * density.zoom
        if best is not None and COOL_TEXT * inner < smallest_text(unit):
            continue
        best = Arrangement(inner, density.is_brief, fill(density, inner))
        if len(best.pages) <= 1:
            break
    return best or Arrangement(unit, is_brief=False, pages=())


def first_fit_of_names(
    unit: float,
    densities: Iterable[Density],
    fill: Callable[[Density, float, float], tuple[Page, ...]],
    names: float,
) -> Arrangement:
    """The first density that holds everything on one page without cutting a name; else as ever.

    `names` is the width of the longest name at `COOL_TEXT` pixels. `fill` is told how wide in
    pixels a name must be let.
    """

    def roomy(density: Density, inner: float) -> tuple[Page, ...]:
        return fill(density, inner, names * max(SMALLEST_TEXT, COOL_TEXT * inner) / COOL_TEXT)

    tried = tuple(densities)
    if names:
        found = first_fit(unit, tried, roomy)
        if len(found.pages) <= 1:
            return found
    return first_fit(unit, tried, lambda density, inner: fill(density, inner, 0.0))


def smallest_text(unit: float) -> float:
    """How small a name's share of its tile may become, in pixels; the text itself stays legible."""
    return max(SMALLEST_TEXT - 1.5, 12.5 * unit)


def columns_for(width: int, wanted: float, gap: int) -> int:
    """How many columns at least `wanted` wide fit, at least one."""
    return max(1, int((width + gap) // (wanted + gap)))


def columns(x: int, width: int, number: int, gap: int) -> list[tuple[int, int]]:
    """Left edge and width of equal columns, on whole pixels."""
    edges = [x + round(n * (width + gap) / number) for n in range(number + 1)]
    return [(edges[n], edges[n + 1] - gap - edges[n]) for n in range(number)]
