"""Where each bar of the calendar stands: pure geometry, in pixels, before anything is painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from statusboard.domain.views.maintenance import WindowLine
from ui.screens.maintenance.calendar_days import CalendarDays
from ui.screens.maintenance.words import bar_words, begins_at, finishes_at

HEAD, LANE, BAR = 31, 28, 24
# What a row has besides its lanes.
_PADDING = 12
_LEAST_BAR, _MOST_WORDS, _INSET, _GAP = 10.0, 240.0, 8.0, 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One window in the row of one service.

    `left` and `width` hold its words, which a short window would not; `true_left` and `true_width`
    are as long as it lasts. `lane` counts from 0 where several stand at the same days.
    """

    line: WindowLine
    words: str
    left: float
    width: float
    true_left: float
    true_width: float
    lane: int


@dataclass(frozen=True, slots=True)
class Row:
    """A service with its bars, from left to right; `top` is below the heading."""

    component_id: int
    name: str
    top: float
    height: float
    bars: tuple[Bar, ...]


def rows_of(
    services: Sequence[tuple[int, str]],
    lines: Sequence[WindowLine],
    days: CalendarDays,
    width: float,
    measure: Callable[[WindowLine, str], float],
) -> tuple[Row, ...]:
    """The services that work is planned for in these days, in the order of the board.

    `width` is that of all days; `measure` answers how wide the words on a window are. A service
    that is gone since stands after the others, by the name it has in the window.
    """
    own_lines: dict[int, list[WindowLine]] = {}
    names: dict[int, str] = {}
    for line in lines:
        if _is_within(line, days):
            for one in line.services:
                own_lines.setdefault(one.component_id, []).append(line)
                names[one.component_id] = one.name
    known = dict(services)
    gone = [(number, name) for number, name in names.items() if number not in known]
    rows: list[Row] = []
    top = 0.0
    for component_id, name in [*services, *gone]:
        own = own_lines.get(component_id)
        if own is None:
            continue
        bars = _bars(own, days, width, measure)
        lanes = 1 + max(bar.lane for bar in bars)
        height = _PADDING + lanes * LANE
        rows.append(Row(component_id, name, top, height, bars))
        top += height
    return tuple(rows)


def _is_within(line: WindowLine, days: CalendarDays) -> bool:
    begun, ended = begins_at(line.window), finishes_at(line.window)
    return begun < days.ends_at and max(begun, ended) >= days.starts_at


def _bars(
    lines: Sequence[WindowLine],
    days: CalendarDays,
    width: float,
    measure: Callable[[WindowLine, str], float],
) -> tuple[Bar, ...]:
    each = width / days.count
    found: list[Bar] = []
    ends: list[float] = []
    for line in sorted(lines, key=lambda one: (begins_at(one.window), one.window.id)):
        start = max(0.0, days.place(begins_at(line.window)) * each)
        stop = min(width, days.place(finishes_at(line.window)) * each)
        words = bar_words(line)
        needed = min(_MOST_WORDS, measure(line, words) + 2 * _INSET)
        shown = min(width, max(stop - start, needed, _LEAST_BAR))
        # At the right edge the words stand before the window rather than being cut.
        left = max(0.0, min(start, width - shown))
        lane = next((n for n, end in enumerate(ends) if end + _GAP <= left), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = left + shown
        found.append(Bar(line, words, left, shown, start, max(3.0, stop - start), lane))
    return tuple(found)
