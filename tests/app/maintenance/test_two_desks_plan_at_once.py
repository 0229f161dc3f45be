"""Two people, or a person and the loop, do something with the same work at the same moment."""

import threading
from collections.abc import Callable

import pytest

from statusboard.app.maintenance.commands import change
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    MoveWindow,
    StartWork,
    Worked,
)
from statusboard.app.maintenance.window_commands import cancel, end, move, start
from statusboard.domain.instants import to_us
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.incidents import read_planned
from tests.fixtures.planned import Planning, at, plan_of

FEW = 5


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each answered, or its refusal."""
    answers: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        for _ in range(50):
            try:
                answers[number] = act()
            except Unavailable:
                continue  # the file was busy: asked again, as a person would
            except RuleBroken as broken:
                answers[number] = broken
            break

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("_round", range(FEW))
def test_of_two_changes_one_holds_and_the_other_is_told(desk: Planning, _round: int) -> None:
    worked = desk.plan(plan_of([1]))
    one = plan_of([1], title="By Ada", starts_at=at(15))
    two = plan_of([1], title="By Grace", starts_at=at(16))

    answers = at_once(
        lambda: desk.do(change, ChangeWork(worked.maintenance_id, worked.revision, one), "Ada"),
        lambda: desk.do(change, ChangeWork(worked.maintenance_id, worked.revision, two), "Grace"),
    )

    won = [answer for answer in answers if isinstance(answer, Worked)]
    lost = [answer for answer in answers if isinstance(answer, RuleBroken)]
    assert (len(won), len(lost)) == (1, 1)
    assert lost[0].field == "revision"
    kept = desk.maintenance(worked.maintenance_id)
    assert kept.plan == (one if answers[0] is won[0] else two)
    assert kept.revision == worked.revision + 1


@pytest.mark.parametrize("_round", range(FEW))
def test_a_move_and_a_cancellation_do_not_both_hold(desk: Planning, _round: int) -> None:
    worked = desk.plan(plan_of([1]))
    answers = at_once(
        lambda: desk.do(move, MoveWindow(worked.window_id, worked.revision, at(15))),
        lambda: desk.do(cancel, CancelWork(worked.window_id, worked.revision, "No need.")),
    )
    assert sum(isinstance(answer, Worked) for answer in answers) == 1


@pytest.mark.parametrize("_round", range(FEW))
def test_what_a_person_and_the_loop_begin_begins_once(desk: Planning, _round: int) -> None:
    worked = desk.plan(plan_of([1]))
    desk.clock.go(to_us(at(13)))

    at_once(desk.turn, desk.turn, lambda: desk.do(start, StartWork(worked.window_id)))

    assert desk.window(worked).status is MaintenanceStatus.IN_PROGRESS
    with desk.database.reading(desk.clock.now()) as unit:
        (incident,) = read_planned(unit)
    assert [one.wording.status.value for one in incident.updates] == ["in_progress", "scheduled"]


@pytest.mark.parametrize("_round", range(FEW))
def test_what_a_person_and_the_loop_end_ends_once_and_one_follows(
    desk: Planning, _round: int
) -> None:
    worked = desk.plan(plan_of([1], repeats="FREQ=DAILY"))
    desk.clock.go(to_us(at(13)))
    desk.turn()
    desk.clock.go(to_us(at(14)))

    at_once(desk.turn, desk.turn, lambda: desk.do(end, EndWork(worked.window_id)))

    states = [one.status.value for one in desk.maintenance(worked.maintenance_id).windows]
    assert states == ["completed", "scheduled"]
