"""What depends on what: which parent explains a child, and that a circle is found."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.dependency import (
    CLEARLY_BEFORE,
    Cause,
    Standing,
    all_below,
    cause_of,
    children_of,
    circle_in,
    family_of,
)
from statusboard.domain.status import ComponentStatus

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = ComponentStatus.OPERATIONAL
SLOW = ComponentStatus.DEGRADED_PERFORMANCE
PARTLY = ComponentStatus.PARTIAL_OUTAGE
DOWN = ComponentStatus.MAJOR_OUTAGE
DARK = ComponentStatus.UNKNOWN

APP, BASE, DISK = 1, 2, 3


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def seen(status: ComponentStatus, minutes: float = 0, *, is_stale: bool = False) -> Standing:
    return Standing(status, at(minutes), is_stale)


def cause(
    standings: Mapping[int, Standing], parents: Mapping[int, tuple[int, ...]], child: int = APP
) -> Cause | None:
    return cause_of(child, parents, standings.__getitem__)


@pytest.mark.parametrize(
    ("child", "parent", "explains"),
    [
        (seen(DOWN, 2), seen(DOWN, 0), True),
        (seen(SLOW, 2), seen(PARTLY, 0), True),
        (seen(DOWN, 90), seen(DOWN, 0), True),
        (seen(DOWN, -5), seen(DOWN, 0), True),  # asked earlier, of the same outage
        (seen(DOWN, -5.1), seen(DOWN, 0), False),  # clearly before
        (seen(GOOD), seen(DOWN), False),
        (seen(DARK), seen(DOWN), False),
        (seen(DOWN), seen(GOOD), False),
        (seen(DOWN), seen(SLOW), False),
        (seen(DOWN), seen(DARK), False),
        (seen(DOWN), seen(ComponentStatus.UNDER_MAINTENANCE), False),
        (seen(DOWN), seen(DOWN, is_stale=True), False),
        (seen(DOWN), Standing(DOWN, None), False),
        (Standing(DOWN, None), seen(DOWN), True),
    ],
)
def test_a_parent_explains_while_it_is_seen_to_be_down(
    child: Standing,
    parent: Standing,
    explains: bool,
) -> None:
    found = cause({APP: child, BASE: parent}, {APP: (BASE,)})
    assert found == (Cause(BASE, NOON, BASE) if explains else None)


def test_of_several_parents_the_first_to_fail_explains() -> None:
    standings = {APP: seen(DOWN, 9), BASE: seen(DOWN, 4), DISK: seen(DOWN, 3)}
    assert cause(standings, {APP: (BASE, DISK)}) == Cause(DISK, at(3), DISK)


def test_a_chain_leads_to_its_first() -> None:
    standings = {APP: seen(DOWN, 9), BASE: seen(DOWN, 4), DISK: seen(DOWN, 3)}
    assert cause(standings, {APP: (BASE,), BASE: (DISK,)}) == Cause(BASE, at(4), DISK)


def test_a_link_that_works_ends_a_chain() -> None:
    standings = {APP: seen(DOWN, 9), BASE: seen(GOOD), DISK: seen(DOWN, 3)}
    assert cause(standings, {APP: (BASE,), BASE: (DISK,)}) is None


def test_children_are_the_other_direction() -> None:
    assert children_of({APP: (BASE, DISK), BASE: (DISK,)}) == {BASE: (APP,), DISK: (APP, BASE)}


def test_a_family_is_all_above_and_the_children_also_in_a_circle() -> None:
    parents = {APP: (BASE,), BASE: (DISK,), 4: (APP,), 5: (4,), 6: (BASE,)}
    assert family_of(APP, parents) == {APP, BASE, DISK, 4}
    assert family_of(DISK, parents) == {DISK, BASE}
    assert family_of(9, parents) == {9}
    assert family_of(APP, {APP: (BASE,), BASE: (APP,)}) == {APP, BASE}


numbers = st.integers(1, 6)
edges = st.dictionaries(numbers, st.lists(numbers, unique=True, max_size=3).map(tuple), max_size=6)
standing = st.builds(
    Standing,
    st.sampled_from((GOOD, SLOW, PARTLY, DOWN, DARK)),
    st.one_of(st.none(), st.integers(0, 20).map(at)),
    st.booleans(),
)
world = st.fixed_dictionaries(dict.fromkeys(range(1, 7), standing))


def slow_direct(
    child: int, parents: Mapping[int, tuple[int, ...]], world: Mapping[int, Standing]
) -> int | None:
    """Every parent that may speak for one child, and of them the first to fail."""
    mine = world[child]
    if mine.status not in (SLOW, PARTLY, DOWN):
        return None
    may = []
    for parent in parents.get(child, ()):
        theirs = world[parent]
        is_down = theirs.status in (PARTLY, DOWN) and not theirs.is_stale
        if not is_down or theirs.since is None:
            continue
        if mine.since is None or theirs.since - mine.since <= CLEARLY_BEFORE:
            may.append((theirs.since, parent))
    return min(may)[1] if may else None


@given(parents=edges, world=world)
def test_every_explanation_is_that_of_the_slow_reference(
    parents: dict[int, tuple[int, ...]], world: dict[int, Standing]
) -> None:
    for child in world:
        found = cause(world, parents, child)
        expected = slow_direct(child, parents, world)
        assert (found.parent_id if found else None) == expected
        if found is not None and not circle_in(parents):
            root = found.parent_id
            while (above := slow_direct(root, parents, world)) is not None:
                root = above
            assert found.root_id == root


@given(parents=edges)
def test_a_circle_is_found_where_one_is_and_is_one(parents: dict[int, tuple[int, ...]]) -> None:
    reached = {one: set(above) for one, above in parents.items()}
    for _ in range(6):
        for above in reached.values():
            above |= {far for one in tuple(above) for far in reached.get(one, ())}
    is_round = any(one in above for one, above in reached.items())
    found = circle_in(parents)
    assert bool(found) == is_round
    if found:
        assert found[0] == found[-1]
        assert all(above in parents[one] for one, above in pairwise(found))


def test_a_long_chain_is_no_circle_and_ends_no_program() -> None:
    chain = {number: (number + 1,) for number in range(5_000)}
    assert circle_in(chain) == ()
    assert circle_in({**chain, 5_000: (0,)})[0] == 0


def test_all_that_depends_on_a_service_is_found_once_also_by_several_ways() -> None:
    parents = {2: (1,), 3: (1, 2), 4: (3,), 6: (5,)}
    assert all_below(1, parents) == {2, 3, 4}
    assert all_below(4, parents) == frozenset()
    assert all_below(5, parents) == {6}
