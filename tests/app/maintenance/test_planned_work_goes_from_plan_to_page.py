"""Planned work is announced, begins and ends by itself, and stands on page and in history."""

from datetime import timedelta

from statusboard.app.maintenance.inputs import Turned
from statusboard.app.page.public import PUBLIC
from statusboard.domain.instants import Interval
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.storage.history import span_figures
from statusboard.storage.incidents import read_planned
from tests.fixtures.history import DOWN
from tests.fixtures.joining import Readers
from tests.fixtures.planned import HOUR, UNDER, Planning, at, plan_of
from tests.fixtures.speaking import NOON

GOOD = ComponentStatus.OPERATIONAL


def test_a_plan_is_announced_and_lives_by_itself(desk: Planning) -> None:
    desk.setting("page.languages", "de, ja")
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    payments = 1

    worked = desk.plan(plan_of([payments], reminds_before=()))

    assert worked.recipients == 1
    told = readers.told(worked.generation)["a"]
    assert "We will work on Payments from 13:00 UTC to 14:00 UTC." in told
    assert desk.ask(PUBLIC).services[0].status is GOOD
    desk.minutes(at(12, 59))
    assert desk.window(worked).status is MaintenanceStatus.SCHEDULED
    desk.minutes(at(13))
    window = desk.window(worked)
    assert (window.status, window.started_at) == (MaintenanceStatus.IN_PROGRESS, at(13))
    assert desk.ask(PUBLIC).services[0].status is UNDER
    desk.minutes(at(14))
    window = desk.window(worked)
    assert (window.status, window.ended_at) == (MaintenanceStatus.COMPLETED, at(14))
    assert desk.ask(PUBLIC).services[0].status is GOOD
    with desk.database.reading(desk.clock.now()) as unit:
        (incident,) = read_planned(unit)
    assert [one.wording.status for one in incident.updates] == [
        IncidentStatus.COMPLETED,
        IncidentStatus.IN_PROGRESS,
        IncidentStatus.SCHEDULED,
    ]
    assert (incident.scheduled_for, incident.scheduled_until) == (at(13), at(14))
    # What the program says of it stands on the page in every language of the page.
    for update in incident.updates:
        bodies = {update.wording.read_in(code, "en").body for code in ("en", "de", "ja")}
        assert len(bodies) == 3
        assert not any(update.wording.read_in(code).lags for code in ("de", "ja"))


def test_its_time_is_under_maintenance_whatever_the_checks_say(desk: Planning) -> None:
    payments = 1
    desk.plan(plan_of([payments]))
    desk.minutes(at(13, 10))
    desk.minutes(at(13, 40), {payments: DOWN})
    desk.minutes(at(14, 10))

    assert desk.spans(payments)[1:] == [(at(13), at(14), UNDER), (at(14), None, GOOD)]
    with desk.database.reading(desk.clock.now()) as unit:
        day = Interval.between(NOON, NOON + 3 * HOUR)
        figure = span_figures.figures(unit, day, now_us=unit.now_us, component_ids=[payments])[
            payments
        ]
    assert figure.uptime == 1
    assert figure.maintenance_us == 3_600_000_000


def test_nothing_is_done_twice(desk: Planning) -> None:
    payments = 1
    desk.plan(plan_of([payments]))
    desk.minutes(at(13, 1))
    before = desk.ask(PUBLIC).generation

    assert desk.turn() == Turned()
    desk.clock.forward(timedelta(minutes=5))
    assert desk.turn() == Turned()
    assert desk.ask(PUBLIC).generation == before
