"""A series is seen with every window that it will put, each of which can be changed by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.app.maintenance.asks import Between
from statusboard.app.maintenance.inputs import CancelWork, ChangeWork, MoveWindow, StartWork, Worked
from statusboard.app.maintenance.queries import MAINTENANCE, MAINTENANCE_DETAIL, WINDOW_ID
from statusboard.app.maintenance.turning import NEXT_DUE
from statusboard.app.maintenance.window_commands import cancel, move, start
from statusboard.domain.instants import from_us
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.maintenance_windows import coming_number, coming_place
from statusboard.domain.views.maintenance import MaintenanceView
from statusboard.errors import RuleBroken
from tests.fixtures.planned import HOUR, Planning, plan_of
from tests.fixtures.speaking import NOON

DAY = timedelta(days=1)
FIRST = NOON + DAY
WEEKS = tuple(FIRST + n * 7 * DAY for n in range(6))


@pytest.fixture
def series(desk: Planning) -> Worked:
    """Every week, an hour from 12:00 UTC on."""
    return desk.plan(plan_of([1], starts_at=FIRST, repeats="FREQ=WEEKLY"))


def seen(desk: Planning, days: int = 37) -> MaintenanceView:
    found: MaintenanceView = desk.ask(MAINTENANCE, Between(NOON, NOON + days * DAY))
    return found


def refusal(of: Callable[[], object]) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        of()
    return broken.value


def test_every_window_within_what_is_asked_for_is_told(desk: Planning, series: Worked) -> None:
    view = seen(desk)

    assert tuple(line.window.starts_at for line in view.lines) == WEEKS
    assert [line.is_coming for line in view.lines] == [False, *[True] * 5]
    assert {line.repeats for line in view.lines} == {"Every Monday"}
    assert view.later == 52
    assert len(desk.maintenance(series.maintenance_id).windows) == 1


def test_what_comes_counts_as_in_the_way(desk: Planning, series: Worked) -> None:
    other = desk.plan(plan_of([1], starts_at=WEEKS[2], title="Another"))

    clashing = [line for line in seen(desk).lines if line.clashes]

    assert {line.window.starts_at for line in clashing} == {WEEKS[2]}
    assert {line.title for line in clashing} == {"Database upgrade", "Another"}
    assert other != series


def test_one_of_them_is_moved_by_itself(desk: Planning, series: Worked) -> None:
    third = seen(desk).lines[2].window
    done = desk.do(move, MoveWindow(third.id, series.revision, WEEKS[2] + DAY))

    times = [line.window.starts_at for line in seen(desk).lines]
    assert times == [*WEEKS[:2], WEEKS[2] + DAY, *WEEKS[3:]]
    assert done.window_id > 0
    kept = desk.window(done)
    assert (kept.is_ahead, kept.series_at) == (True, WEEKS[2])


def test_the_series_goes_on_around_what_was_moved(desk: Planning, series: Worked) -> None:
    third = seen(desk).lines[2].window
    desk.do(move, MoveWindow(third.id, series.revision, WEEKS[2] + DAY))

    for _ in range(36):
        desk.clock.forward(DAY)
        desk.turn()

    began = [
        one.started_at
        for one in desk.maintenance(series.maintenance_id).windows
        if one.status is MaintenanceStatus.COMPLETED
    ]
    assert began == [*WEEKS[:2], WEEKS[2] + DAY, *WEEKS[3:5]]


def test_one_of_them_is_cancelled_and_the_others_are_not(desk: Planning, series: Worked) -> None:
    second = seen(desk).lines[1].window
    desk.do(cancel, CancelWork(second.id, series.revision, "A holiday."))

    for _ in range(20):
        desk.clock.forward(DAY)
        desk.turn()

    done = [one.status for one in desk.maintenance(series.maintenance_id).windows]
    completed, gone = MaintenanceStatus.COMPLETED, MaintenanceStatus.CANCELLED
    assert done == [completed, gone, completed, MaintenanceStatus.SCHEDULED]


def test_a_series_that_is_cancelled_takes_along_what_was_put_of_it(
    desk: Planning, series: Worked
) -> None:
    third = seen(desk).lines[2].window
    moved = desk.do(move, MoveWindow(third.id, series.revision, WEEKS[2] + DAY))
    alone = CancelWork(moved.window_id, moved.revision, "No need.", whole_series=True)
    assert "Earlier windows" in refusal(lambda: desk.do(cancel, alone)).sentence
    desk.do(cancel, CancelWork(series.window_id, moved.revision, "No need.", whole_series=True))

    states = {one.status for one in desk.maintenance(series.maintenance_id).windows}
    assert states == {MaintenanceStatus.CANCELLED}
    assert all(not line.is_coming for line in seen(desk).lines)


def test_another_plan_moves_the_next_one_and_leaves_what_was_moved(
    desk: Planning, series: Worked
) -> None:
    third = seen(desk).lines[2].window
    moved = desk.do(move, MoveWindow(third.id, series.revision, NOON + 2 * HOUR))
    plan = replace(desk.maintenance(series.maintenance_id).plan, title="Index upgrade")
    from statusboard.app.maintenance.commands import change

    desk.do(change, ChangeWork(series.maintenance_id, moved.revision, plan))

    times = [line.window.starts_at for line in seen(desk).lines]
    assert times == [NOON + 2 * HOUR, *WEEKS[:2], *WEEKS[3:]]


def test_what_is_not_next_is_neither_begun_nor_put_over_another(
    desk: Planning, series: Worked
) -> None:
    view = seen(desk)
    third = view.lines[2].window
    assert "not the next one" in refusal(lambda: desk.do(start, StartWork(third.id))).sentence
    there = MoveWindow(third.id, series.revision, WEEKS[1] + HOUR / 2)
    assert "meet another time" in refusal(lambda: desk.do(move, there)).sentence


def test_it_is_read_by_its_time(desk: Planning, series: Worked) -> None:
    second = seen(desk).lines[1].window
    assert second.public_id.endswith("@2026-11-02T12:00")
    assert desk.ask(WINDOW_ID, second.public_id) == second.id
    detail = desk.ask(MAINTENANCE_DETAIL, second.id)
    assert (detail.window.is_coming, detail.window.window.starts_at) == (True, WEEKS[1])
    for wrong in ("2026-11-03T12:00", "soon", "2020-01-01T12:00"):
        base = second.public_id.partition("@")[0]
        ask = f"{base}@{wrong}"
        assert "There is no planned work" in refusal(lambda a=ask: desk.ask(WINDOW_ID, a)).sentence  # type: ignore[misc]


def test_a_draft_and_what_has_ended_have_nothing_to_come(desk: Planning) -> None:
    ended = desk.plan(plan_of([1], starts_at=FIRST, repeats="FREQ=WEEKLY;COUNT=2"))
    assert len(seen(desk).lines) == 2
    for _ in range(10):
        desk.clock.forward(DAY)
        desk.turn()

    assert desk.maintenance(ended.maintenance_id).windows[-1].status is MaintenanceStatus.COMPLETED
    # The loop would ask again and again for what never comes.
    assert desk.ask(NEXT_DUE) is None


@given(st.integers(1, 2**30), st.integers(0, 2**32 - 1))
@settings(max_examples=50)
def test_a_number_says_which_window(maintenance_id: int, seconds: int) -> None:
    at = from_us(seconds * 1_000_000)
    number = coming_number(maintenance_id, at)
    assert number < 0
    assert coming_place(number) == (maintenance_id, at)
