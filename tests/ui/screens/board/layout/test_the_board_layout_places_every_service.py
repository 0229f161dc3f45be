from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.screens.board.layout.arrangement import COOL_TEXT, Arrangement, Page
from ui.screens.board.layout.field import DOT, SMALLEST_DOT, arrange_field
from ui.screens.board.layout.geometry import Rect, areas, text_pixels
from ui.screens.board.layout.quiet import arrange_quiet, most_names
from ui.screens.board.layout.trouble import arrange_trouble

SIZES = [(1096, 800), (1280, 800), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160)]

group_sizes = st.lists(st.integers(1, 120), min_size=1, max_size=12).filter(
    lambda sizes: sum(sizes) <= 500
)


def overlaps(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def assert_sound(page: Page, area: Rect) -> None:
    tiles = [placed.rect for placed in (*page.hot, *page.captions, *page.cool)]
    for rect in tiles:
        assert rect.w > 0
        assert area.x <= rect.x
        assert rect.right <= area.right
        assert area.y <= rect.y
        assert rect.bottom <= area.bottom
    if len(tiles) <= 120:
        assert not [pair for pair in combinations(tiles, 2) if overlaps(*pair)]


def assert_each_once(arrangement: Arrangement, total: int) -> None:
    shown = sorted(placed.index for page in arrangement.pages for placed in page.cool)
    assert shown == list(range(total))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIZES), st.integers(1, 40), group_sizes)
def test_in_trouble_every_service_has_a_place_inside_the_board(size, hot, groups):
    parts = areas(*size)
    arrangement = arrange_trouble(parts.main, hot, groups, parts.unit)
    assert_each_once(arrangement, sum(groups))
    assert {p.index for page in arrangement.pages for p in page.hot} == set(range(hot))
    for page in arrangement.pages:
        assert_sound(page, parts.main)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIZES), group_sizes)
def test_in_quiet_every_service_has_a_place_inside_a_card_of_its_group(size, groups):
    parts = areas(*size)
    arrangement = arrange_quiet(parts.main, groups, parts.unit)
    assert_each_once(arrangement, sum(groups))
    bounds, first = {}, 0
    for group, number in enumerate(groups):
        bounds.update(dict.fromkeys(range(first, first + number), group))
        first += number
    for page in arrangement.pages:
        assert_sound(page, parts.main)
        assert not [p for p in combinations([c.rect for c in page.cards], 2) if overlaps(*p)]
        for name in page.cool:
            homes = [c.index for c in page.cards if overlaps(c.rect, name.rect)]
            assert homes == [bounds[name.index]]


@pytest.mark.parametrize("size", SIZES)
def test_forty_eight_services_in_trouble_fit_on_one_page(size):
    parts = areas(*size)
    assert len(arrange_trouble(parts.main, 2, [10, 20, 16], parts.unit).pages) == 1


@pytest.mark.parametrize("size", SIZES)
def test_forty_eight_quiet_services_fit_on_one_page(size):
    parts = areas(*size)
    assert len(arrange_quiet(parts.main, [12, 21, 15], parts.unit).pages) == 1


def test_failing_services_stand_on_every_page_while_they_leave_room():
    parts = areas(1920, 1080)
    arrangement = arrange_trouble(parts.main, 2, [490], parts.unit)
    assert len(arrangement.pages) > 1
    assert all([p.index for p in page.hot] == [0, 1] for page in arrangement.pages)


def test_names_stay_legible_however_many_there_are():
    for size in SIZES:
        parts = areas(*size)
        for arrangement in (
            arrange_trouble(parts.main, 30, [470], parts.unit),
            arrange_quiet(parts.main, [500], parts.unit),
        ):
            assert text_pixels(COOL_TEXT, arrangement.unit) >= 11


def test_a_group_that_continues_on_another_page_is_named_again():
    parts = areas(1280, 800)
    arrangement = arrange_trouble(parts.main, 1, [300], parts.unit)
    assert all([p.index for p in page.captions] == [0] for page in arrangement.pages)


def test_the_right_column_gives_way_in_a_narrow_window():
    assert areas(700, 600).side is None
    assert areas(1096, 800).side is not None


def test_columns_are_as_wide_as_the_longest_name_where_there_is_room():
    parts = areas(1920, 1080)
    for names in (0.0, 260.0):
        trouble = arrange_trouble(parts.main, 2, [10, 20, 15], parts.unit, names=names)
        quiet = arrange_quiet(parts.main, [12, 21, 15], parts.unit, names=names)
        for found in (trouble, quiet):
            assert len(found.pages) == 1
            narrowest = min(placed.rect.w for placed in found.pages[0].cool)
            assert narrowest >= names * found.unit


def test_long_names_never_cost_a_page():
    parts = areas(1920, 1080)
    plain = arrange_trouble(parts.main, 2, [300], parts.unit)
    assert arrange_trouble(parts.main, 2, [300], parts.unit, names=280.0) == plain


def pages_of_groups(arrangement: Arrangement, groups: list[int]) -> dict[int, set[int]]:
    """On which pages each group has services."""
    of = [group for group, size in enumerate(groups) for _ in range(size)]
    found: dict[int, set[int]] = {}
    for number, page in enumerate(arrangement.pages):
        for placed in page.cool:
            found.setdefault(of[placed.index], set()).add(number)
    return found


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIZES), st.integers(0, 9), group_sizes)
def test_as_a_field_every_service_has_a_place_in_the_one_card_of_its_group(size, hot, groups):
    parts = areas(*size)
    arrangement = arrange_field(parts.main, hot, groups, parts.unit)
    assert_each_once(arrangement, sum(groups))
    assert DOT * arrangement.unit >= SMALLEST_DOT
    for page in arrangement.pages:
        assert_sound(page, parts.main)
        assert not [p for p in combinations([c.rect for c in page.cards], 2) if overlaps(*p)]
    assert all(len(pages) == 1 for pages in pages_of_groups(arrangement, groups).values())
    cards = [card.index for page in arrangement.pages for card in page.cards]
    assert len(cards) == len(set(cards))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(896, 600), *SIZES]),
    st.integers(1, 4),
    st.lists(st.integers(1, 12), min_size=1, max_size=30),
)
def test_no_group_that_fits_on_a_page_is_split_between_two(size, hot, groups):
    parts = areas(*size)
    for arrangement in (
        arrange_trouble(parts.main, hot, groups, parts.unit),
        arrange_quiet(parts.main, groups, parts.unit),
    ):
        assert all(len(pages) == 1 for pages in pages_of_groups(arrangement, groups).values())


def test_four_hundred_services_are_on_one_wall_and_in_one_small_window():
    for size in [(896, 600), *SIZES]:
        parts = areas(*size)
        for hot in (0, 4):
            found = arrange_field(parts.main, hot, [45] * 4 + [44] * 5, parts.unit)
            assert len(found.pages) == 1


def test_columns_are_filled_evenly():
    parts = areas(1920, 1080)
    field = arrange_field(parts.main, 0, [45] * 9, parts.unit).pages[0]
    quiet = arrange_quiet(parts.main, [3, 5, 4, 6, 3, 5, 4, 6, 3, 5, 4, 6], parts.unit).pages[0]
    for page in (field, quiet):
        lowest: dict[int, int] = {}
        for card in page.cards:
            lowest[card.rect.x] = max(lowest.get(card.rect.x, 0), card.rect.bottom)
        tallest = max(card.rect.h for card in page.cards)
        assert max(lowest.values()) - min(lowest.values()) <= tallest


def test_small_groups_stand_beside_each_other():
    parts = areas(1920, 1080)
    [page] = arrange_trouble(parts.main, 1, [1] * 6, parts.unit).pages
    rows = {placed.rect.y for placed in page.cool}
    assert len(rows) <= 2
    assert len(page.captions) == 6


@pytest.mark.parametrize(("groups", "rows"), [((1,) * 9, 3), ((5,), 2)])
def test_no_service_is_left_alone_in_a_row_where_fewer_columns_take_no_row_more(groups, rows):
    """Four columns fit; three hold as much in as many rows."""
    [page] = arrange_trouble(Rect(0, 0, 1250, 900), 1, groups, 1.0).pages
    tops = [placed.rect.y for placed in page.cool]
    assert len(set(tops)) == rows
    assert min(tops.count(top) for top in tops) > 1


def test_groups_that_are_well_fold_to_their_heads_where_that_saves_a_page() -> None:
    parts = areas(1920, 1080)
    groups, well = [25] * 40, [True] * 34 + [False] * 6
    plain = arrange_field(parts.main, 5, groups, parts.unit)
    folded = arrange_field(parts.main, 5, groups, parts.unit, well=well)
    assert (len(plain.pages), len(folded.pages)) == (2, 1)
    [page] = folded.pages
    assert [card.index for card in page.cards] == list(range(40))
    assert [placed.index for placed in page.cool] == list(range(850, 1000))
    assert all(card.rect.bottom <= parts.main.bottom for card in page.cards)
    # What fits is not folded.
    assert len(arrange_field(parts.main, 0, groups, parts.unit, well=well).pages[0].cool) == 1000


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (3840, 2160)])
def test_so_many_names_never_stand_on_one_page(size: tuple[int, int]) -> None:
    parts = areas(*size)
    number = most_names(parts.main, parts.unit) + 1
    assert len(arrange_trouble(parts.main, 0, [number], parts.unit).pages) > 1
    assert len(arrange_quiet(parts.main, [number], parts.unit, has_bars=False).pages) > 1
