"""What people do with work that is planned: change, move, start, extend, verify, end, cancel."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from statusboard.app.maintenance.commands import change, discard, draft
from statusboard.app.maintenance.commands import plan as plan_verb
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    DiscardWork,
    DraftWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    PlanWork,
    StartWork,
    Turned,
    VerifyWork,
    Worked,
)
from statusboard.app.maintenance.window_commands import cancel, end, extend, move, start, verify
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.status import ComponentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.errors import RuleBroken
from tests.fixtures.joining import Readers
from tests.fixtures.planned import UNDER, Planning, at, plan_of
from tests.fixtures.speaking import MINUTE, NOON

GOOD = ComponentStatus.OPERATIONAL
DAY = timedelta(days=1)


@pytest.fixture
def readers(desk: Planning) -> Readers:
    found = Readers(desk)
    found.subscribe("a", Wishes())
    return found


def told(readers: Readers, worked: Worked) -> str:
    return readers.told(worked.generation).get("a", "")


def test_a_window_is_moved_and_people_are_told(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1]))

    moved = desk.do(move, MoveWindow(worked.window_id, worked.revision, at(15)))

    assert (desk.window(moved).starts_at, desk.window(moved).ends_at) == (at(15), at(16))
    # What comes once is planned where it was moved to.
    assert desk.maintenance(worked.maintenance_id).plan == plan_of([1], starts_at=at(15))
    assert "We will now work on Payments from 15:00 UTC to 16:00 UTC." in told(readers, moved)
    again = desk.do(move, MoveWindow(worked.window_id, worked.revision, at(15)))
    assert (again.revision, again.generation) == (moved.revision, 0)


def test_who_changed_an_older_one_is_told(desk: Planning) -> None:
    worked = desk.plan(plan_of([1]))
    desk.do(move, MoveWindow(worked.window_id, worked.revision, at(15)))

    for verb, given in (
        (move, MoveWindow(worked.window_id, worked.revision, at(16))),
        (change, ChangeWork(worked.maintenance_id, worked.revision, plan_of([2]))),
        (cancel, CancelWork(worked.window_id, worked.revision, "It rains.")),
    ):
        with pytest.raises(RuleBroken, match="Somebody has changed this work") as broken:
            desk.do(verb, given)
        assert broken.value.field == "revision"


def test_it_can_start_early_and_lasts_as_long(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(12, 30))

    begun = desk.do(start, StartWork(worked.window_id))

    assert begun.status is MaintenanceStatus.IN_PROGRESS
    assert "until 13:30 UTC" in told(readers, begun)
    assert desk.do(start, StartWork(worked.window_id)).generation == 0
    desk.minutes(at(13, 40))
    assert desk.window(worked).ended_at == at(13, 30)
    assert desk.spans(1) == [
        (at(12, 1), at(12, 30), GOOD),
        (at(12, 30), at(13, 30), UNDER),
        (at(13, 30), None, GOOD),
    ]


def test_it_can_be_extended_while_it_runs(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1]))
    with pytest.raises(RuleBroken, match="has not begun"):
        desk.do(extend, ExtendWork(worked.window_id, at(15)))
    desk.minutes(at(13, 50))

    longer = desk.do(extend, ExtendWork(worked.window_id, at(14, 30)))

    assert "We now expect to be done by 14:30 UTC." in told(readers, longer)
    assert desk.do(extend, ExtendWork(worked.window_id, at(14, 30))).generation == 0
    desk.minutes(at(14, 40))
    assert desk.window(worked).ended_at == at(14, 30)
    assert desk.spans(1)[1:] == [(at(13), at(14, 30), UNDER), (at(14, 30), None, GOOD)]
    with pytest.raises(RuleBroken, match="done already"):
        desk.do(extend, ExtendWork(worked.window_id, at(15)))


def test_it_can_end_early_and_be_looked_over_before(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(13, 20))

    verified = desk.do(verify, VerifyWork(worked.window_id))
    desk.minutes(at(13, 41))
    ended = desk.do(end, EndWork(worked.window_id))

    assert "We are checking that everything works as usual" in told(readers, verified)
    assert "The work on Payments is done. It took 41 minutes." in told(readers, ended)
    desk.minutes(at(14, 10))
    assert desk.window(worked).ended_at == at(13, 41)
    assert desk.spans(1)[1:] == [(at(13), at(13, 41), UNDER), (at(13, 41), None, GOOD)]


def test_an_end_can_be_put_right_afterwards_without_a_message(
    desk: Planning, readers: Readers
) -> None:
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(14, 30))

    ended = desk.do(end, EndWork(worked.window_id, at(13, 30)))

    assert (ended.recipients, desk.window(worked).ended_at) == (0, at(13, 30))
    desk.minutes(at(14, 31))
    assert desk.spans(1)[1:] == [(at(13), at(13, 30), UNDER), (at(13, 30), None, GOOD)]
    for wrong in (at(12), at(16)):
        with pytest.raises(RuleBroken, match="before the start or in the future"):
            desk.do(end, EndWork(worked.window_id, wrong))


def test_no_end_that_is_put_right_makes_weeks_of_the_work(desk: Planning) -> None:
    """What has failed since would be planned work, and in no uptime."""
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(14, 30))
    desk.clock.forward(20 * DAY)

    with pytest.raises(RuleBroken, match="more than 14 days") as broken:
        desk.do(end, EndWork(worked.window_id, at(13) + 14 * DAY + MINUTE, "It took longer."))

    assert broken.value.field == "at"
    assert desk.window(worked).ended_at == at(14)
    desk.do(end, EndWork(worked.window_id, at(15), "It took longer."))
    assert desk.window(worked).ended_at == at(15)


def test_an_end_is_put_later_for_a_reason_alone(desk: Planning) -> None:
    """It takes an outage out of uptime: who defends the figure has to read why."""
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(14, 30))

    with pytest.raises(RuleBroken, match="uptime would leave") as broken:
        desk.do(end, EndWork(worked.window_id, at(14, 20), "  "))
    assert broken.value.field == "reason"
    assert desk.window(worked).end_set_at is None

    desk.do(end, EndWork(worked.window_id, at(14, 20), "The index took longer."))
    known = desk.window(worked)
    assert (known.end_set_at, known.end_reason) == (at(14, 30), "The index took longer.")
    desk.do(end, EndWork(worked.window_id, at(13, 30)))
    assert desk.window(worked).ended_at == at(13, 30)


def test_what_ended_by_itself_before_anybody_noted_it_takes_a_reason_too(desk: Planning) -> None:
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(13, 30))
    desk.clock.go(at(15))

    with pytest.raises(RuleBroken, match="uptime would leave"):
        desk.do(end, EndWork(worked.window_id))
    desk.do(end, EndWork(worked.window_id, at(14)))
    assert desk.window(worked).end_set_at is None


def test_work_that_does_not_end_by_itself_waits_for_a_person(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], ends_itself=False))
    desk.minutes(at(15))
    assert desk.window(worked).status is MaintenanceStatus.IN_PROGRESS
    desk.do(end, EndWork(worked.window_id))
    desk.minutes(at(15, 5))
    assert desk.spans(1)[1:] == [(at(13), at(15), UNDER), (at(15), None, GOOD)]


def test_work_that_does_not_start_by_itself_is_measured_until_a_person_starts_it(
    desk: Planning,
) -> None:
    worked = desk.plan(plan_of([1], starts_itself=False))
    desk.minutes(at(13, 10))
    assert desk.window(worked).status is MaintenanceStatus.SCHEDULED
    assert desk.spans(1) == [(at(12, 1), None, GOOD)]
    desk.do(start, StartWork(worked.window_id))
    desk.minutes(at(14, 20))
    assert desk.spans(1)[1:] == [(at(13, 10), at(14, 10), UNDER), (at(14, 10), None, GOOD)]


def test_it_is_cancelled_with_a_reason_that_people_read(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1]))
    with pytest.raises(RuleBroken, match="Customers read the reason"):
        desk.do(cancel, CancelWork(worked.window_id, worked.revision, " <!-- x --> "))

    gone = desk.do(cancel, CancelWork(worked.window_id, worked.revision, "The part is late."))

    text = told(readers, gone)
    assert "We will not work on Payments from 13:00 UTC to 14:00 UTC." in text
    assert "The part is late." in text
    assert desk.do(cancel, CancelWork(worked.window_id, 0, "again")).generation == 0
    desk.minutes(at(13, 30))
    assert desk.spans(1) == [(at(12, 1), None, GOOD)]


def test_what_runs_can_be_broken_off(desk: Planning) -> None:
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(13, 15))
    desk.do(cancel, CancelWork(worked.window_id, worked.revision, "We rolled it back."))
    desk.minutes(at(13, 30))
    assert desk.spans(1)[1:] == [(at(13), at(13, 15), UNDER), (at(13, 15), None, GOOD)]


def test_a_changed_plan_is_told_where_people_have_to_know(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1]))

    spelled = desk.do(
        change, ChangeWork(worked.maintenance_id, worked.revision, plan_of([1], title="Database"))
    )
    assert (spelled.recipients, spelled.generation > worked.generation) == (0, True)
    later = plan_of([1, 2], title="Database", starts_at=at(16))
    moved = desk.do(change, ChangeWork(worked.maintenance_id, spelled.revision, later))
    assert "We will now work on Payments and Search from 16:00 UTC" in told(readers, moved)
    assert desk.window(worked).starts_at == at(16)
    assert desk.do(change, ChangeWork(worked.maintenance_id, 0, later)).generation == 0


def test_nobody_gets_a_message_of_what_is_to_tell_nobody(desk: Planning, readers: Readers) -> None:
    worked = desk.plan(plan_of([1], tells=False))
    assert (worked.recipients, worked.generation) == (0, 1)
    desk.minutes(at(14, 1))
    assert desk.window(worked).status is MaintenanceStatus.COMPLETED
    assert [readers.told(number) for number in range(1, 5)] == [{}] * 4


def test_a_draft_is_kept_changed_planned_or_discarded(desk: Planning) -> None:
    kept = desk.do(draft, DraftWork(plan_of([1])))
    assert desk.do(draft, DraftWork(plan_of([1]))) == kept
    assert (kept.status, kept.generation) == (MaintenanceStatus.DRAFT, 0)
    better = plan_of([1, 2])
    changed = desk.do(draft, DraftWork(better, kept.maintenance_id, kept.revision))
    assert desk.turn() == Turned()

    planned = desk.do(plan_verb, PlanWork(better, changed.maintenance_id, changed.revision))

    assert (planned.maintenance_id, planned.status) == (
        kept.maintenance_id,
        MaintenanceStatus.SCHEDULED,
    )
    again = desk.do(plan_verb, PlanWork(better, changed.maintenance_id, changed.revision))
    assert (again.generation, again.revision) == (0, planned.revision)
    with pytest.raises(RuleBroken, match="Cancel it, and say why"):
        desk.do(discard, DiscardWork(kept.maintenance_id))
    other = desk.do(draft, DraftWork(plan_of([2])))
    desk.do(discard, DiscardWork(other.maintenance_id))
    desk.do(discard, DiscardWork(other.maintenance_id))
    with pytest.raises(RuleBroken, match="no draft any more"):
        desk.do(draft, DraftWork(plan_of([1]), other.maintenance_id, 1))


def test_the_same_plan_again_answers_as_the_first_time(desk: Planning) -> None:
    first = desk.plan(plan_of([1]))
    again = desk.plan(plan_of([1]))
    assert replace(again, generation=first.generation) == first
    assert desk.plan(plan_of([1], title="Another")).maintenance_id != first.maintenance_id


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "plan.title"),
        ({"title": "x" * 256}, "plan.title"),
        ({"body": "x" * 25_001}, "plan.body"),
        ({"body": "Until {next_update}."}, "plan.body"),
        ({"lasts": timedelta(0)}, "plan.lasts"),
        ({"lasts": timedelta(days=15)}, "plan.lasts"),
        ({"starts_at": NOON - 2 * MINUTE}, "plan.starts_at"),
        ({"starts_at": NOON + 800 * DAY}, "plan.starts_at"),
        ({"starts_at": NOON + 5000 * DAY}, "plan.starts_at"),
        ({"repeats": "FREQ=WEEKLY;UNTIL=20261001"}, "plan.repeats"),
        ({"reminds_before": (timedelta(days=61),)}, "plan.reminds_before"),
        ({"components": {}}, "plan.components"),
        ({"components": {99: UNDER}}, "plan.components"),
        ({"components": {1: ComponentStatus.UNKNOWN}}, "plan.components"),
        ({"zone": "Mars/Olympus"}, "plan.zone"),
    ],
)
def test_what_is_no_plan_is_refused_by_its_field(
    desk: Planning, more: dict[str, Any], field: str
) -> None:
    plain = {name: value for name, value in more.items() if name not in ("zone", "components")}
    plan: Plan = plan_of(more.get("components", [1]), **plain)
    if "zone" in more:
        plan = replace(plan, zone=more["zone"])
    with pytest.raises(RuleBroken) as broken:
        desk.plan(plan)
    assert broken.value.field == field


def test_what_is_to_be_told_needs_a_place_for_the_page(desk: Planning) -> None:
    desk.publishes_nowhere()
    with pytest.raises(RuleBroken, match="no place for the page") as broken:
        desk.plan(plan_of([1]))
    assert broken.value.field == "target"
    assert desk.plan(plan_of([1], tells=False)).status is MaintenanceStatus.SCHEDULED


def test_what_is_gone_is_said_to_be_gone(desk: Planning) -> None:
    for verb, given in (
        (start, StartWork(99)),
        (end, EndWork(99)),
        (change, ChangeWork(99, 1, plan_of([1]))),
        (discard, DiscardWork(99)),
    ):
        with pytest.raises(RuleBroken, match="planned no longer"):
            desk.do(verb, given)


def test_a_draft_is_not_started_extended_or_cancelled(desk: Planning) -> None:
    kept = desk.do(draft, DraftWork(plan_of([1])))
    for verb, given in (
        (start, StartWork(kept.window_id)),
        (extend, ExtendWork(kept.window_id, at(15))),
        (verify, VerifyWork(kept.window_id)),
        (end, EndWork(kept.window_id)),
        (cancel, CancelWork(kept.window_id, kept.revision, "No.")),
    ):
        with pytest.raises(RuleBroken, match="Plan it first"):
            desk.do(verb, given)
    with pytest.raises(RuleBroken, match="Save it as one, or plan it"):
        desk.do(change, ChangeWork(kept.maintenance_id, kept.revision, plan_of([2])))
    moved = desk.do(move, MoveWindow(kept.window_id, kept.revision, at(15)))
    assert (moved.status, moved.generation) == (MaintenanceStatus.DRAFT, 0)


def test_a_window_may_not_be_moved_into_the_past_or_made_endless(desk: Planning) -> None:
    worked = desk.plan(plan_of([1]))
    for given, field in (
        (MoveWindow(worked.window_id, worked.revision, at(11)), "starts_at"),
        (MoveWindow(worked.window_id, worked.revision, at(14), timedelta(0)), "lasts"),
    ):
        with pytest.raises(RuleBroken) as broken:
            desk.do(move, given)
        assert broken.value.field == field
    desk.minutes(at(13, 5))
    with pytest.raises(RuleBroken, match="has begun"):
        desk.do(move, MoveWindow(worked.window_id, worked.revision, at(15)))
    with pytest.raises(RuleBroken) as broken:
        desk.do(extend, ExtendWork(worked.window_id, at(13)))
    assert broken.value.field == "until"
    with pytest.raises(RuleBroken) as broken:
        desk.do(extend, ExtendWork(worked.window_id, NOON + 15 * DAY))
    assert broken.value.field == "until"
