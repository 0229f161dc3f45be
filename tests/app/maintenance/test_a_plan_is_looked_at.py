"""What the screen of planned work shows: windows, clashes, quiet hours, sayings and words."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from statusboard.app.maintenance.asks import Between, PlanAsk, WordsAsk
from statusboard.app.maintenance.commands import draft
from statusboard.app.maintenance.freeze_commands import freeze, unfreeze
from statusboard.app.maintenance.inputs import DraftWork, Freeze, Unfreeze
from statusboard.app.maintenance.queries import (
    FREEZE_PERIODS,
    MAINTENANCE,
    MAINTENANCE_DETAIL,
    MAINTENANCE_WORDS,
    PLAN_NOTES,
)
from statusboard.domain.instants import HOUR_US, to_us
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.domain.views.maintenance import ClashKind, MaintenanceView, SayingStep
from statusboard.errors import RuleBroken
from statusboard.storage.history.packing import Tally
from statusboard.storage.history.rollups import insert_tallies
from tests.fixtures.history import COLLECTOR
from tests.fixtures.joining import Readers
from tests.fixtures.planned import HOUR, Planning, at, plan_of
from tests.fixtures.speaking import DEGRADED, NOON

DAY = timedelta(days=1)


def between(desk: Planning, days: int = 7) -> MaintenanceView:
    found: MaintenanceView = desk.ask(MAINTENANCE, Between(NOON - days * DAY, NOON + days * DAY))
    return found


def test_every_window_between_two_instants_is_a_line(desk: Planning) -> None:
    desk.plan(plan_of([1], starts_at=at(13)))
    desk.plan(plan_of({2: DEGRADED}, starts_at=NOON + 2 * DAY, title="New index"))
    desk.plan(plan_of([2], starts_at=NOON + 30 * DAY, title="Far away"))

    view = between(desk)

    assert view.services == ((1, "Payments"), (2, "Search"))
    assert [line.title for line in view.lines] == ["Database upgrade", "New index"]
    (search,) = view.lines[1].services
    assert (search.name, search.status) == ("Search", DEGRADED)
    assert view.lines[0].window.status is MaintenanceStatus.SCHEDULED
    assert desk.ask(MAINTENANCE, Between(NOON + 3 * DAY, NOON + 4 * DAY)).lines == ()


def test_what_is_over_stays_where_it_was(desk: Planning) -> None:
    desk.plan(plan_of([1], starts_at=at(13)))
    desk.minutes(at(14, 1))

    (line,) = between(desk).lines
    assert (line.window.status, line.window.ended_at) == (MaintenanceStatus.COMPLETED, at(14))
    assert desk.ask(MAINTENANCE, Between(at(15), at(16))).lines == ()


def test_a_draft_is_there_and_told_to_nobody(desk: Planning) -> None:
    desk.do(draft, DraftWork(plan_of([1])))

    (line,) = between(desk).lines
    assert (line.window.status, line.told) == (MaintenanceStatus.DRAFT, None)
    assert line.window.incident_id is None


def test_two_windows_on_a_service_clash(desk: Planning) -> None:
    first = desk.plan(plan_of([1, 2], starts_at=at(13), title="Database upgrade"))
    other = desk.plan(plan_of([1], starts_at=at(13, 30), title="Provider window"))
    desk.plan(plan_of([2], starts_at=at(14), title="After it"))

    one, two, three = between(desk).lines

    assert [clash.sentence for clash in one.clashes] == [
        "Overlaps “Provider window” on Payments from 13:30 to 14:00. Move one, or join them."
    ]
    assert (one.clashes[0].kind, one.clashes[0].other) == (
        ClashKind.SAME_SERVICE,
        other.window_id,
    )
    assert [clash.other for clash in two.clashes] == [first.window_id]
    assert three.clashes == ()


def test_a_start_that_the_clocks_leave_out_is_told_while_it_is_written(desk: Planning) -> None:
    wall = datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001 - a time of the clock
    skipped = replace(plan_of([1], zone="Europe/Berlin"), starts_at=wall)

    with pytest.raises(RuleBroken, match="leave 02:30 out that day") as refused:
        desk.ask(PLAN_NOTES, PlanAsk(skipped))
    assert refused.value.field == "plan.starts_at"
    # A series goes on past such a day.
    desk.ask(PLAN_NOTES, PlanAsk(replace(skipped, repeats="FREQ=WEEKLY")))


def test_what_a_series_will_put_is_in_the_way_too(desk: Planning) -> None:
    weekly = desk.plan(plan_of([1], starts_at=at(13), repeats="FREQ=WEEKLY", title="Weekly run"))
    once = plan_of([1], starts_at=at(13, 30) + 14 * DAY, title="Provider window")

    (clash,) = desk.ask(PLAN_NOTES, PlanAsk(once)).clashes

    assert (clash.kind, clash.other) == (ClashKind.SAME_SERVICE, weekly.window_id)
    desk.plan(once)
    assert [len(line.clashes) for line in between(desk, 21).lines] == [0, 0, 1, 1]


def test_a_series_says_which_of_its_days_is_in_the_way(desk: Planning) -> None:
    other = desk.plan(plan_of([1], starts_at=at(13, 30) + 14 * DAY, title="Provider window"))
    weekly = plan_of([1], starts_at=at(13), repeats="FREQ=WEEKLY", title="Weekly run")

    (clash,) = desk.ask(PLAN_NOTES, PlanAsk(weekly)).clashes

    assert clash.other == other.window_id
    assert clash.sentence == (
        "On 8 November 2026: Overlaps “Provider window” on Payments from 13:30 to 14:00. "
        "Move one, or join them."
    )


def test_a_freeze_is_in_the_way(desk: Planning) -> None:
    made = desk.do(freeze, Freeze(" Year end ", NOON, NOON + 2 * DAY))
    desk.plan(plan_of([1]))

    (line,) = between(desk).lines
    assert [clash.kind for clash in line.clashes] == [ClashKind.FREEZE]
    assert line.clashes[0].sentence == (
        "Falls into the freeze “Year end”, which lasts until 27 October, 12:00. Plan it after that."
    )
    assert [one.name for one in desk.ask(FREEZE_PERIODS)] == ["Year end"]
    desk.do(unfreeze, Unfreeze(made.freeze_id))
    assert between(desk).lines[0].clashes == ()
    with pytest.raises(RuleBroken, match="no longer exists"):
        desk.do(unfreeze, Unfreeze(made.freeze_id))


@pytest.mark.parametrize(
    ("given", "field"),
    [(Freeze("", NOON, NOON + DAY), "name"), (Freeze("Year end", NOON, NOON), "ends_at")],
)
def test_a_freeze_needs_a_name_and_an_end(desk: Planning, given: Freeze, field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        desk.do(freeze, given)
    assert broken.value.field == field


def test_a_change_of_the_clocks_within_it_is_said(desk: Planning) -> None:
    desk.setting("page.zone", "Europe/Berlin")
    desk.clock.go(desk.clock.now_us - 24 * HOUR_US)  # the evening before they are put back
    plan = plan_of([1], zone="Europe/Berlin", starts_at=NOON - timedelta(hours=12), lasts=3 * HOUR)

    notes = desk.ask(PLAN_NOTES, PlanAsk(plan))

    assert [clash.kind for clash in notes.clashes] == [ClashKind.CLOCK_CHANGE]
    assert "from CEST to CET" in notes.clashes[0].sentence


def test_quiet_and_busy_hours_are_read_from_response_times(desk: Planning) -> None:
    check_id = desk.checks[1]
    first_hour = to_us(at(0)) // HOUR_US - 28 * 24
    tallies = {}
    for hour in range(28 * 24):
        slow = 3 if 12 <= hour % 24 < 15 else 1 if 3 <= hour % 24 < 5 else 2
        tally = Tally()
        tally.up, tally.timed, tally.sum_us = 60, 60, 60 * slow * 100_000
        tallies[first_hour + hour, check_id] = tally
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        insert_tallies(unit, tallies, daily=False)

    notes = desk.ask(PLAN_NOTES, PlanAsk(plan_of([1], starts_at=at(13), lasts=2 * HOUR)))

    assert notes.quiet is not None
    assert (notes.quiet.starts_at, notes.quiet.lasts) == (at(3), 2 * HOUR)
    assert notes.quiet.share == pytest.approx(1 / (49 / 24))
    assert [clash.kind for clash in notes.clashes] == [ClashKind.BUSY]
    assert notes.clashes[0].sentence == (
        "Its services are busy then: they take 1.5 times as long to answer as usual on that day of "
        "the week. It is quietest from 03:00 to 05:00."
    )
    # Nothing is known of the other one.
    notes = desk.ask(PLAN_NOTES, PlanAsk(plan_of([2], starts_at=at(13))))
    assert (notes.quiet, notes.clashes) == (None, ())


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts_at": NOON - DAY}, "plan.starts_at"),
        ({"lasts": timedelta(0)}, "plan.lasts"),
        ({"repeats": "daily"}, "plan.repeats"),
    ],
)
def test_what_is_no_time_is_said_while_it_is_written(
    desk: Planning, more: dict[str, Any], field: str
) -> None:
    for query, given in (
        (PLAN_NOTES, PlanAsk(plan_of([1], **more))),
        (MAINTENANCE_WORDS, WordsAsk(plan_of([1], **more), SayingStep.STARTED)),
        (PLAN_NOTES, PlanAsk(replace(plan_of([1]), zone="Mars"))),
    ):
        with pytest.raises(RuleBroken) as broken:
            desk.ask(query, given)
        assert broken.value.field in (field, "plan.zone")


def test_notes_of_a_kept_window_do_not_clash_with_itself(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats="FREQ=WEEKLY"))
    notes = desk.ask(PLAN_NOTES, PlanAsk(plan_of([1], lasts=2 * HOUR), worked.window_id))
    assert (notes.clashes, notes.ends_at, notes.repeats) == ((), at(15), "")
    desk.minutes(at(13, 5))
    running = desk.ask(PLAN_NOTES, PlanAsk(plan_of([1], starts_at=at(20)), worked.window_id))
    assert (running.starts_at, running.ends_at) == (at(13), at(14))


def test_its_sayings_are_those_that_were_and_those_to_come(desk: Planning) -> None:
    Readers(desk).subscribe("a", Wishes())
    reminders = (timedelta(days=1), timedelta(minutes=30))
    worked = desk.plan(plan_of([1], reminds_before=reminders, ends_itself=False))

    def told() -> list[tuple[SayingStep, bool, int | None]]:
        detail = desk.ask(MAINTENANCE_DETAIL, worked.window_id)
        return [(one.step, one.is_done, one.people) for one in detail.sayings]

    assert told() == [
        (SayingStep.ANNOUNCED, True, 1),
        (SayingStep.REMINDER, False, None),
        (SayingStep.STARTED, False, None),
        (SayingStep.FINISHED, False, None),
    ]
    detail = desk.ask(MAINTENANCE_DETAIL, worked.window_id)
    assert [one.at for one in detail.sayings] == [NOON, at(12, 30), at(13), None]
    desk.minutes(at(13, 1))
    assert told() == [
        (SayingStep.ANNOUNCED, True, 1),
        (SayingStep.REMINDER, True, 1),
        (SayingStep.STARTED, True, 1),
        (SayingStep.FINISHED, False, None),
    ]
    assert between(desk).lines[0].told == 3


def test_the_words_of_each_step_can_be_read_before(desk: Planning) -> None:
    plan = plan_of([1], body="Cards cannot be stored from {started} on.")

    def words(step: SayingStep, reason: str = "") -> str:
        said = desk.ask(MAINTENANCE_WORDS, WordsAsk(plan, step, reason=reason))
        assert said.title == "Database upgrade"
        return str(said.body)

    assert words(SayingStep.ANNOUNCED) == "Cards cannot be stored from 13:00 UTC on."
    assert words(SayingStep.REMINDER) == (
        "A reminder: we will work on Payments from 13:00 UTC to 14:00 UTC. Please finish before "
        "then what cannot be interrupted.\n\nCards cannot be stored from 13:00 UTC on."
    )
    assert words(SayingStep.STARTED).startswith("The work on Payments has begun.")
    assert "We now expect to be done by 14:00 UTC." in words(SayingStep.EXTENDED)
    assert "It took 1 hour." in words(SayingStep.FINISHED)
    assert words(SayingStep.CANCELLED, "The supplier is late.").endswith("The supplier is late.")
    ended = desk.ask(MAINTENANCE_WORDS, WordsAsk(plan, SayingStep.FINISHED))
    assert ended.status is IncidentStatus.COMPLETED
    assert ended.components == {1: ComponentStatus.OPERATIONAL}
